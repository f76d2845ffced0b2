// Which counters are worth showing first: those that the packets speak about, and those that count trouble in set-up.
import type { Diagnosis } from '../../../shared/analysis/findings.ts'

/** Counters of connection set-up; traffic volume comes after them. */
const NOTABLE =
  /Listen|Syn|SYN|Cookie|Overflow|Drop|ReqQ|Embryonic|Backlog|TimeWait|Retrans|Timeouts|Abort|AttemptFails|EstabResets|PassiveOpens|ActiveOpens|OutRsts|InErrs|InCsum|Prune|MD5|ReversePath|Challenge|FastOpen|PAWS|DestUnreach|DeferAccept|Mem/

export interface MovedCounters {
  /** Name and value, every one above zero, in order of interest. */
  readonly all: readonly (readonly [string, number])[]
  readonly notable: readonly (readonly [string, number])[]
}

export function moved(values: ReadonlyMap<string, number>, diagnosis: Diagnosis): MovedCounters {
  const explained = new Set(diagnosis.reconciliations.map((each) => each.counter))
  const named = new Set(
    diagnosis.findings.flatMap((finding) =>
      finding.evidence.flatMap((evidence) =>
        Object.values(evidence.links).flatMap((link) => (link.kind === 'counter' ? [link.name] : [])),
      ),
    ),
  )
  const interest = (name: string): number =>
    (named.has(name) ? 4 : 0) + (explained.has(name) ? 2 : 0) + (NOTABLE.test(name) ? 1 : 0)
  const all = [...values]
    .filter(([name, value]) => value > 0 || named.has(name))
    .sort(([a, x], [b, y]) => interest(b) - interest(a) || y - x || a.localeCompare(b))
  const notable = all.filter(([name]) => interest(name) > 0)
  return { all, notable: notable.length > 0 ? notable : all.slice(0, 12) }
}
