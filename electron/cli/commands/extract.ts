// synscope extract: only the handshake packets, as a small pcapng.
import { extractPackets } from '../../../shared/analysis/extract-packets.ts'
import { OUTCOMES } from '../../../shared/analysis/tables.ts'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { maskAnalysis, type Masking, maskingOf } from '../../../shared/mask/mask-analysis.ts'
import { maskPacket } from '../../../shared/mask/mask-packet.ts'
import { readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { analyseInputs } from '../read-inputs.ts'
import { VERSION } from '../version.ts'
import { writeFileWhole } from '../write-file.ts'
import { zlibGunzip } from '../zlib-gunzip.ts'

export async function extractCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, { out: 'value', only: 'values', mask: 'flag' })
  const out = args.value('out')
  if (out === null) throw new UsageError('cli.error.out-missing')
  if (!out.endsWith('.pcapng')) throw new UsageError('cli.error.out-ending', { expected: '.pcapng' })
  const only = args.values('only').flatMap((value) => value.split(','))
  const open = await analyseInputs(args, 'extract', terminal, translate)
  try {
    const masking = args.flag('mask') ? maskingOf(open.analysis) : null
    const { packets } = open.analysis
    const shown = masking === null ? packets : maskAnalysis(open.analysis, masking).packets
    const rows = chosenHandshakes(packets, only)
    if (rows.length === 0 && only.length > 0)
      throw new UsageError('cli.error.nothing-selected', { only: only.join(',') })
    const blocks: Uint8Array[] = []
    const result = await extractPackets(shown, rows, open.captureSources, (block) => blocks.push(block.slice()), {
      application: `SynScope ${VERSION}`,
      gunzip: zlibGunzip,
      change: masking === null ? undefined : (bytes, linkType) => masked(bytes, linkType, masking),
    })
    await writeFileWhole(out, Buffer.concat(blocks), args.files)
    const what = [translate('cli.extracted', { packets: result.packets, handshakes: rows.length })]
    if (result.leftOut > 0) what.push(translate('cli.not-masked', { count: result.leftOut }))
    if (result.withoutBytes > 0) what.push(translate('cli.not-extractable', { count: result.withoutBytes }))
    terminal.err(`${translate('cli.written', { path: out, what: what.join('; ') })}\n`)
    return 0
  } finally {
    await open.close()
  }
}

/** A packet with every address in it replaced; null where that cannot be done for certain. */
function masked(bytes: Uint8Array, linkType: number, masking: Masking): Uint8Array | null {
  const changed = maskPacket(bytes, linkType, masking.addresses)
  return typeof changed === 'string' ? null : changed
}

/** Rows of the handshakes that --only names by outcome or ISN; all without it. */
function chosenHandshakes({ handshakes }: PacketAnalysis, only: readonly string[]): number[] {
  const rows: number[] = []
  for (let row = 0; row < handshakes.length; row++) {
    const outcome = OUTCOMES[handshakes.outcome[row] ?? 0] ?? ''
    const unanswered = (handshakes.unansweredSyns[row] ?? 0) > 0
    const fits = only.some(
      (word) => word === outcome || word === String(handshakes.isn[row]) || (word === 'unanswered' && unanswered),
    )
    if (only.length === 0 || fits) rows.push(row)
  }
  return rows
}
