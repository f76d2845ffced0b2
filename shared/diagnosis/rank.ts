// Which finding is the verdict. A cause is as heavy as the handshakes that suffered from it at all its listeners, times
// how sure it is; within a cause the worst listener comes first.
import { CAUSES } from '../analysis/findings.ts'
import type { Cause, Confidence, Finding } from '../analysis/findings.ts'
import type { Verdict } from './rules/finding.ts'

const SURENESS: Readonly<Record<Confidence, number>> = { certain: 1, likely: 0.8, possible: 0.3 }

/** `inconclusive` stands between what is likely and what is merely possible. */
function score({ finding, weight }: Verdict): number {
  return weight * (finding.cause === 'inconclusive' ? OPEN_QUESTION : SURENESS[finding.confidence])
}

const OPEN_QUESTION = 0.4

/** Heaviest first. */
export function rank(verdicts: readonly Verdict[]): Finding[] {
  const byCause = new Map<Cause, number>()
  for (const each of verdicts) byCause.set(each.finding.cause, (byCause.get(each.finding.cause) ?? 0) + score(each))
  const weightOf = (each: Verdict): number => byCause.get(each.finding.cause) ?? 0
  return [...verdicts]
    .sort((a, b) => weightOf(b) - weightOf(a) || causeOrder(a, b) || score(b) - score(a))
    .map(({ finding }) => finding)
}

/** Equally heavy causes keep apart, the more specific one first: all findings of one stand together. */
function causeOrder(a: Verdict, b: Verdict): number {
  return CAUSES.indexOf(a.finding.cause) - CAUSES.indexOf(b.finding.cause)
}
