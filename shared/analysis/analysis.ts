// The whole result that views, reports and the command line work on.
import type { CounterEvidence } from './counters.ts'
import type { Diagnosis } from './findings.ts'
import type { PacketAnalysis } from './tables.ts'

export interface Analysis {
  readonly packets: PacketAnalysis
  readonly counters: CounterEvidence
  readonly diagnosis: Diagnosis
}
