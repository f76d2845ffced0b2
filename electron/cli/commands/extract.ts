// synscope extract: only the handshake packets, as a small pcapng.
import { extractPackets } from '../../../shared/analysis/extract-packets.ts'
import { OUTCOMES } from '../../../shared/analysis/tables.ts'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { analyseInputs } from '../read-inputs.ts'
import { VERSION } from '../version.ts'
import { writeFileWhole } from '../write-file.ts'
import { zlibGunzip } from '../zlib-gunzip.ts'

export async function extractCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, { out: 'value', only: 'values' })
  const out = args.value('out')
  if (out === null) throw new UsageError('cli.error.out-missing')
  if (!out.endsWith('.pcapng')) throw new UsageError('cli.error.out-ending', { expected: '.pcapng' })
  const only = args.values('only').flatMap((value) => value.split(','))
  const open = await analyseInputs(args, 'extract', terminal, translate)
  try {
    const { packets } = open.analysis
    const rows = chosenHandshakes(packets, only)
    if (rows.length === 0 && only.length > 0)
      throw new UsageError('cli.error.nothing-selected', { only: only.join(',') })
    const blocks: Uint8Array[] = []
    const result = await extractPackets(packets, rows, open.captureSources, (block) => blocks.push(block.slice()), {
      application: `SynScope ${VERSION}`,
      gunzip: zlibGunzip,
    })
    await writeFileWhole(out, Buffer.concat(blocks), args.files)
    const what = [translate('cli.extracted', { packets: result.packets, handshakes: rows.length })]
    if (result.withoutBytes > 0) what.push(translate('cli.not-extractable', { count: result.withoutBytes }))
    terminal.err(`${translate('cli.written', { path: out, what: what.join('; ') })}\n`)
    return 0
  } finally {
    await open.close()
  }
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
