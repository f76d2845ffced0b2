// synscope crosscheck: our reader against the pcap-parser package, packet by packet through the same tracker.
import { compareAnalyses, OtherReaderAnalysis } from '../../../shared/analysis/crosscheck.ts'
import { readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { EXIT } from '../exit.ts'
import { readWithPcapParser } from '../pcap-parser-reader.ts'
import { analyseInputs } from '../read-inputs.ts'
import { InputError } from '../input-error.ts'

export async function crosscheckCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, {})
  const [path] = args.files
  if (path === undefined || args.files.length !== 1)
    throw new UsageError('cli.error.one-capture', { command: 'crosscheck' })
  const open = await analyseInputs(args, 'crosscheck', terminal, translate)
  try {
    const ours = open.analysis.packets
    const capture = ours.captures[0]
    if (capture?.format !== 'pcap' || capture.compression.length > 0) {
      const format = [capture?.format ?? '', ...(capture?.compression ?? [])].join(' + ')
      throw new InputError('cli.error.crosscheck-format', { path, format })
    }
    const other = new OtherReaderAnalysis()
    let failure: string | null = null
    try {
      await readWithPcapParser(path, other)
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error)
    }
    const result = compareAnalyses(ours, other.finish(path))
    const agrees = result.differenceCount === 0 && failure === null
    if (args.flag('json')) {
      await terminal.out(
        `${JSON.stringify({ schema: 'synscope.crosscheck/1', path, agrees, failure, ...result }, null, 2)}\n`,
      )
    } else if (agrees) {
      await terminal.out(
        `${translate('cli.crosscheck.agree', { packets: result.packets.ours, handshakes: result.handshakes.ours })}\n`,
      )
    } else {
      const lines = result.differences.map(({ key, params }) => `  ${translate(key, params)}`)
      if (failure !== null) lines.unshift(`  ${translate('cli.crosscheck.failed', { message: failure })}`)
      await terminal.out(
        `${[translate('cli.crosscheck.differ', { count: result.differenceCount }), ...lines].join('\n')}\n`,
      )
    }
    return agrees ? EXIT.done : EXIT.failed
  } finally {
    await open.close()
  }
}
