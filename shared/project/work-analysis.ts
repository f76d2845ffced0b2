// From a saved work that carries its packets back to an Analysis: the counter texts are read and the diagnosis made anew,
// by the same code as for files. Made once when a work is opened.
import type { Analysis } from '../analysis/analysis.ts'
import { readCounterTexts } from '../counters/read-counter-texts.ts'
import type { CounterTextSource } from '../counters/read-counter-texts.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import { labelledAnalysis } from '../mask/mask-analysis.ts'
import type { Work, WorkCounterText } from './work.ts'

/** The analysis of what `work` carries; null when it carries no packets. */
export function workAnalysis(work: Work): Analysis | null {
  const { packets } = work
  if (packets === null) return null
  const near = packets.captures[0]?.firstPacketTime ?? undefined
  const counters = readCounterTexts(work.counters.map(counterTextSource), near === undefined ? undefined : { near })
  const analysis = { packets, counters, diagnosis: diagnose(packets, counters) }
  return work.isMasked ? labelledAnalysis(analysis) : analysis
}

/** A saved text as the reader of counter texts takes it. */
export function counterTextSource(saved: WorkCounterText): CounterTextSource {
  const { name, text, modified } = saved
  return { name, bytes: text, modified, ...counterSettings(saved) }
}

/** What was set by hand, without what was not. */
export function counterSettings({
  time,
  secondsApart,
  offsetNanos,
  kind,
  host,
}: WorkCounterText): Pick<CounterTextSource, 'time' | 'secondsApart' | 'offsetNanos' | 'kind' | 'host'> {
  return {
    ...(time === null ? {} : { time }),
    ...(secondsApart === null ? {} : { secondsApart }),
    ...(offsetNanos === null ? {} : { offsetNanos }),
    ...(kind === null ? {} : { kind }),
    ...(host === null ? {} : { host }),
  }
}
