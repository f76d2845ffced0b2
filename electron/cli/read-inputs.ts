// Opens what the command line names, analyses it with progress on a terminal, and closes everything again.
import { analyse, type AnalyseOptions, type AnalysisInput, type SourceFault } from '../../shared/analysis/analyse.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { Vantage } from '../../shared/analysis/tables.ts'
import type { Translate } from '../../shared/i18n/translate.ts'
import { type Arguments, UsageError } from './arguments.ts'
import { InputError } from './input-error.ts'
import { zlibGunzip } from './zlib-gunzip.ts'
import { type NodeSource, openNodeSource, SourceError } from './node-source.ts'
import type { Terminal } from './terminal.ts'

const VANTAGES: readonly Vantage[] = ['server', 'client', 'middle']

/** Options that every command which analyses takes. */
export const ANALYSIS_OPTIONS = { netstat: 'values', vantage: 'value' } as const

/** An analysis and the open files behind it; `close` when done. */
export interface OpenAnalysis {
  readonly analysis: Analysis
  readonly sources: readonly NodeSource[]
  /** By row of the captures. */
  readonly captureSources: readonly ByteSource[]
  close(): Promise<void>
}

/**
 * Analyses the files and --netstat texts of `args`. Throws UsageError without a capture, InputError for the first file
 * that cannot be read or is no capture.
 */
export async function analyseInputs(
  args: Arguments,
  command: string,
  terminal: Terminal,
  translate: Translate,
): Promise<OpenAnalysis> {
  if (args.files.length === 0) throw new UsageError('cli.error.no-capture', { command })
  const vantage = args.choice('vantage', VANTAGES)
  const sources: NodeSource[] = []
  const close = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.close()))
  }
  try {
    const inputs: AnalysisInput[] = []
    for (const [names, role] of [
      [args.files, 'capture'],
      [args.values('netstat'), 'counters'],
    ] as const) {
      for (const name of names) {
        const source = await opened(name)
        sources.push(source)
        inputs.push({ source, role })
      }
    }
    const options: AnalyseOptions = {
      onProgress: terminal.showsProgress ? progressLine(terminal, translate) : undefined,
      tracker: vantage === null ? undefined : { vantages: args.files.map(() => vantage) },
      gunzip: zlibGunzip,
    }
    const { analysis, faults, captureSources } = await analyse(inputs, options)
    if (terminal.showsProgress) terminal.err('\r\u001b[K')
    const fault = faults[0]
    if (fault !== undefined) throw namedError(fault)
    return { analysis, sources, captureSources, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function opened(name: string): Promise<NodeSource> {
  try {
    return await openNodeSource(name)
  } catch (error) {
    if (error instanceof SourceError) throw new InputError(error.key, error.params)
    throw error
  }
}

function namedError(fault: SourceFault): InputError {
  return new InputError(fault.key, { path: fault.name, ...fault.params })
}

function progressLine(terminal: Terminal, translate: Translate): AnalyseOptions['onProgress'] {
  let shown = 0
  return ({ name, bytesRead, bytesTotal, packets }) => {
    const now = Date.now()
    if (now - shown < 100) return
    shown = now
    const percent = bytesTotal === null || bytesTotal === 0 ? '?' : Math.floor((100 * bytesRead) / bytesTotal)
    terminal.err(`\r\u001b[K${translate('cli.progress', { name, percent, packets })}`)
  }
}
