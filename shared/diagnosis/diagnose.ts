// From packets and counters to causes: figures once, every rule over them, the answers ranked. Facts and section numbers
// are those of the counter reference that ARCHITECTURE.md names.
import type { CounterEvidence } from '../analysis/counters.ts'
import type { Diagnosis } from '../analysis/findings.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { explainSilence } from './explain/silence.ts'
import { identities } from './identities.ts'
import { rank } from './rank.ts'
import { reconcile } from './reconcile/reconcile.ts'
import { RULES } from './rules/index.ts'
import { inconclusive } from './rules/inconclusive.ts'
import { evidenceView } from './view/evidence-view.ts'
import type { DiagnoseOptions } from './view/evidence-view.ts'

export type { DiagnoseOptions }

/**
 * Judges why SYNs were not answered (or why nothing is wrong). `options` are what the user knows better than the
 * evidence says. Never throws; with nothing to judge the one finding is `inconclusive`.
 */
export function diagnose(packets: PacketAnalysis, counters: CounterEvidence, options: DiagnoseOptions = {}): Diagnosis {
  const view = evidenceView(packets, counters, options)
  const the = { view, silence: explainSilence(view) }
  const found = RULES.flatMap((rule) => rule(the))
  return {
    findings: rank([...found, ...inconclusive(the, found)]),
    reconciliations: reconcile(the),
    identities: identities(view),
  }
}
