// The shape in which a rule hands over what it found, and small builders for the sentences that many rules share.
import type { Cause, Confidence, Evidence, EvidenceLink, Finding, NextStep } from '../../analysis/findings.ts'
import type { Remark } from '../../analysis/tables.ts'
import type { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
export { shortName } from '../explain/explainers.ts'
import type { Silence } from '../explain/silence.ts'

/** A finding with its weight in the ranking: roughly, how many handshakes suffered and how badly. */
export interface Verdict {
  readonly finding: Finding
  readonly weight: number
}

/** What a rule works on. */
export interface Case {
  readonly view: EvidenceView
  readonly silence: Silence
}

/** Judges one cause; any number of findings, one per listener or one for all. */
export type Rule = (the: Case) => readonly Verdict[]

export type Params = Readonly<Record<string, string | number>>

/** Weights of ways to fail: a client that hears nothing waits minutes, one that is refused knows at once. */
export const WEIGHT = { silent: 3, stalled: 2, refused: 1, noted: 0.2 } as const

export function remark(key: string, params: Params = {}): Remark {
  return { key: `findings.${key}`, params }
}

export function evidence(
  key: string,
  params: Params = {},
  links: Readonly<Record<string, EvidenceLink>> = {},
): Evidence {
  return { ...remark(key, params), links }
}

export function packetsLink(list: EventList): EvidenceLink {
  return { kind: 'packets', rows: list.packets }
}

export function handshakesLink(rows: readonly number[]): EvidenceLink {
  return { kind: 'handshakes', rows }
}

/** A link to a counter's growth between the first and the last snapshot of its host. */
export function counterLink(window: HostWindow, name: string): EvidenceLink {
  return { kind: 'counter', name, from: window.firstSnapshot, to: window.lastSnapshot }
}

/** Seconds with one digit below ten, none above: `1.5`, `127`. */
export function secondsText(seconds: number): string {
  return seconds < 10 ? String(Math.round(seconds * 10) / 10) : String(Math.round(seconds))
}

interface FindingParts {
  readonly cause: Cause
  readonly confidence: Confidence
  readonly listener: number | null
  readonly handshakes: number
  readonly synPackets: number
  readonly summary: Remark
  readonly evidence: readonly (Evidence | null)[]
  readonly disproof: readonly Remark[]
  readonly next: readonly (NextStep | null)[]
  readonly explanation: readonly (Remark | null)[]
  readonly weight: number
}

/** A verdict from parts, of which those that do not apply are null. */
export function verdict({ weight, evidence: facts, next, explanation, ...finding }: FindingParts): Verdict {
  return {
    weight,
    finding: {
      ...finding,
      evidence: facts.filter((each) => each !== null),
      next: next.filter((each) => each !== null),
      explanation: explanation.filter((each) => each !== null),
    },
  }
}
