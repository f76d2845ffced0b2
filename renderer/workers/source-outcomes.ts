// Which card of the window a result belongs to. Results name files; a bundle's members carry its name in front.
import type { AnalyseResult, AnalysisInput } from '../../shared/analysis/analyse.ts'
import type { SourceOutcome } from './analysis-messages.ts'

export interface NamedInput {
  readonly id: string
  readonly input: Pick<AnalysisInput, 'source'>
}

/** One outcome per input, in order. Inputs of the same name take results of that name one after the other. */
export function sourceOutcomes(inputs: readonly NamedInput[], { analysis, faults }: AnalyseResult): SourceOutcome[] {
  const freeCaptures = analysis.packets.captures.map((capture, row) => ({ name: capture.path, row }))
  const freeFaults = [...faults]
  const { counters } = analysis
  const texts = new Set(
    [
      counters.snapshots,
      counters.listenerQueues,
      counters.settings,
      counters.kernelMessages,
      counters.synQueues,
    ].flatMap((facts) => facts.map((fact: { readonly source: string }) => fact.source)),
  )
  return inputs.map(({ id, input }): SourceOutcome => {
    const { name } = input.source
    const capture = take(freeCaptures, (each) => belongsTo(each.name, name))
    const fault = capture ? undefined : take(freeFaults, (each) => belongsTo(each.name, name))
    const isText = [...texts].some((text) => belongsTo(text, name)) || (!capture && !fault)
    return {
      id,
      role: capture ? 'capture' : isText ? 'counters' : 'unknown',
      fault: fault ? { key: fault.key, params: fault.params } : null,
      capture: capture?.row ?? null,
    }
  })
}

function belongsTo(result: string, name: string): boolean {
  return result === name || (result.startsWith(name) && /^[/:!›>\s]/.test(result.slice(name.length)))
}

function take<T>(items: T[], fits: (item: T) => boolean): T | undefined {
  const at = items.findIndex(fits)
  return at < 0 ? undefined : items.splice(at, 1)[0]
}
