// Which card of the window a result belongs to. Results name files; what a bundle holds goes by its own names.
import type { AnalyseResult, AnalysisInput, SourceFault } from '../../shared/analysis/analyse.ts'
import type { SourceOutcome } from './analysis-messages.ts'

export interface NamedInput {
  readonly id: string
  readonly input: Pick<AnalysisInput, 'source'>
}

export interface SortedOutcomes {
  /** One per input, in order. */
  readonly outcomes: SourceOutcome[]
  /** Faults of files that are no input themselves: members of a bundle. */
  readonly strays: readonly SourceFault[]
}

/** Inputs of the same name take results of that name one after the other; a bundle takes the first capture left over. */
export function sourceOutcomes(inputs: readonly NamedInput[], { analysis, faults }: AnalyseResult): SortedOutcomes {
  const freeCaptures = analysis.packets.captures.map((capture, row) => ({ name: capture.path, row }))
  const freeFaults = [...faults]
  const texts = textNames(analysis.counters)
  const named = inputs.map(({ id, input }) => {
    const { name } = input.source
    const capture = take(freeCaptures, (each) => each.name === name)
    const fault = capture ? undefined : take(freeFaults, (each) => each.name === name)
    return { id, capture, fault, isText: texts.has(name) }
  })
  const outcomes = named.map(({ id, capture, fault, isText }): SourceOutcome => {
    const held = capture ?? (fault || isText ? undefined : freeCaptures.shift())
    const role = held ? 'capture' : fault ? 'unknown' : 'counters'
    return { id, role, fault: fault ? { key: fault.key, params: fault.params } : null, capture: held?.row ?? null }
  })
  return { outcomes, strays: freeFaults }
}

function textNames(counters: AnalyseResult['analysis']['counters']): ReadonlySet<string> {
  const facts: readonly (readonly { readonly source: string }[])[] = [
    counters.snapshots,
    counters.listenerQueues,
    counters.settings,
    counters.kernelMessages,
    counters.synQueues,
  ]
  return new Set(facts.flatMap((each) => each.map((fact) => fact.source)))
}

function take<T>(items: T[], fits: (item: T) => boolean): T | undefined {
  const at = items.findIndex(fits)
  return at < 0 ? undefined : items.splice(at, 1)[0]
}
