// What the diagnosis says. Sentences are keys of the catalogue in shared/i18n plus values, so that the window, the
// report and the command line print the same words in either language.
import type { Remark } from './tables.ts'

export const CAUSES = [
  'accept-queue-overflow',
  'accept-queue-overflow-at-ack',
  'accept-queue-overflow-abort',
  'syn-queue-full',
  'syncookies',
  'dropped-before-listener',
  'reverse-path-filter',
  'md5-required',
  'wrong-mac-address',
  'bad-checksum',
  'refused',
  'icmp-rejected',
  'synack-lost',
  'final-ack-lost',
  'random-loss',
  'long-round-trip',
  'port-reuse',
  'challenge-ack',
  'defer-accept',
  'simultaneous-open',
  'healthy',
  'inconclusive',
] as const
export type Cause = (typeof CAUSES)[number]
export type Confidence = 'certain' | 'likely' | 'possible'

/** What a number in a sentence stands for; the window selects exactly that. Rows of the analysis tables. */
export type EvidenceLink =
  | { readonly kind: 'handshakes'; readonly rows: readonly number[] }
  | { readonly kind: 'packets'; readonly rows: readonly number[] }
  | { readonly kind: 'counter'; readonly name: string; readonly from: number; readonly to: number }
  | { readonly kind: 'listener-queue'; readonly row: number }
  | { readonly kind: 'setting'; readonly row: number }

export interface Evidence extends Remark {
  /** Links by the name of the parameter they belong to, e.g. { unanswered: {kind: 'handshakes', …} }. */
  readonly links: Readonly<Record<string, EvidenceLink>>
}

export interface NextStep extends Remark {
  /** Ready to copy; `host` on the node or a bare machine, `pod` through nsenter / kubectl. Null for advice in words. */
  readonly command: { readonly host: string; readonly pod: string } | null
}

export interface Finding {
  readonly cause: Cause
  readonly confidence: Confidence
  /** Row of the ListenerTable, null when it concerns all. */
  readonly listener: number | null
  readonly handshakes: number
  readonly synPackets: number
  readonly summary: Remark
  readonly evidence: readonly Evidence[]
  /** What would prove this wrong. */
  readonly disproof: readonly Remark[]
  readonly next: readonly NextStep[]
  /** The story for a reader who never heard of an accept queue, paragraph by paragraph. */
  readonly explanation: readonly Remark[]
}

/** One counter that packets can explain: what the capture predicts beside what the counter did. */
export interface Reconciliation {
  readonly counter: string
  /** Whose counter it is: the listener's host or the connecting host. */
  readonly side: 'server' | 'client'
  /** Row of CounterEvidence.intervals, or null for the whole series. */
  readonly interval: number | null
  readonly predicted: number
  readonly observed: number
  /** Why they differ (or why they may), empty when equal. */
  readonly reasons: readonly Remark[]
}

/** An identity between counters (counters.md §6) and whether it holds in this evidence. */
export interface IdentityCheck extends Remark {
  readonly holds: boolean
}

export interface Diagnosis {
  /** Ranked, the first is the verdict; never empty. */
  readonly findings: readonly Finding[]
  readonly reconciliations: readonly Reconciliation[]
  readonly identities: readonly IdentityCheck[]
}
