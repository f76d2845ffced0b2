// When each snapshot of a text was taken: set by the user, written in the text (before, behind or in front of every
// line), in the name of the file, or the time of the file.
import type { CounterSnapshot } from '../analysis/counters.ts'
import type { Remark } from '../analysis/tables.ts'
import { addNanos, compareTimes, type ExactTime } from '../units/exact-time.ts'
import { readDate, resolveDate, type DateReading } from './date-line.ts'
import type { BlockContents } from './split-blocks.ts'
import type { CounterTextSource } from './text-source.ts'

export interface PlacedTime {
  readonly time: ExactTime | null
  readonly from: CounterSnapshot['timeFrom']
  readonly coarse: boolean
}

const NOWHERE: PlacedTime = { time: null, from: null, coarse: false }

/** Answers for the rows of one text; made once a text, since dates without a day follow one another. */
export class TimePlacer {
  private readonly dates: readonly (ExactTime | null)[]
  private anchor: ExactTime | null
  readonly remarks: Remark[] = []
  private readonly source: CounterTextSource
  private readonly contents: BlockContents

  constructor(source: CounterTextSource, contents: BlockContents, near: ExactTime | null) {
    this.source = source
    this.contents = contents
    const full = contents.dates.find((date) => date.epoch !== null || date.year !== null)
    this.anchor = near ?? (full ? resolveDate(full, null) : null) ?? source.modified
    // Two passes over the dates would not help: a date without a day lies near the one before it.
    this.dates = contents.dates.map((date) => this.follow(date))
    this.noteZones([...contents.dates, ...contents.drafts.flatMap((draft) => (draft.stamp ? [draft.stamp] : []))])
  }

  /** Time of something with this place among the dates of the text. */
  place(stamp: DateReading | null, datesBefore: number, at: ExactTime | null): PlacedTime {
    if (at) return this.shifted({ time: at, from: 'text', coarse: false })
    if (stamp) {
      const time = this.follow(stamp)
      if (time) return this.shifted({ time, from: 'text', coarse: stamp.coarse })
    }
    const index = this.contents.datesFollow ? datesBefore : datesBefore - 1
    const time = this.dates[index]
    return time ? this.shifted({ time, from: 'text', coarse: this.contents.dates[index]?.coarse ?? true }) : NOWHERE
  }

  /** Times of all snapshots of the text, with what the user, the name and the file say about those without one. */
  snapshotTimes(): PlacedTime[] {
    const { drafts } = this.contents
    const times = drafts.map((draft) => this.place(draft.stamp, draft.datesBefore, draft.at))
    const { time, secondsApart } = this.source
    if (time) {
      const first = times[0]?.time ?? null
      return times.map((placed, index): PlacedTime => {
        if (first && placed.time) {
          // The user says when the first one was taken: the others keep their distance from it.
          const shift = (placed.time.seconds - first.seconds) * 1e9 + placed.time.nanos - first.nanos
          return { time: addNanos(time, shift), from: 'user', coarse: placed.coarse }
        }
        if (index === 0) return { time, from: 'user', coarse: false }
        return secondsApart === undefined
          ? NOWHERE
          : { time: addNanos(time, Math.round(index * secondsApart * 1e9)), from: 'user', coarse: false }
      })
    }
    if (times.length === 1 && times[0]?.time === null) {
      const named = timeInName(this.source.name)
      if (named) return [this.shifted({ time: named, from: 'name', coarse: true })]
      if (this.source.modified) return [this.shifted({ time: this.source.modified, from: 'file', coarse: true })]
    }
    return times
  }

  private follow(date: DateReading): ExactTime | null {
    const time = resolveDate(date, this.anchor)
    if (time && this.anchor && Math.abs(compareTimes(time, this.anchor)) < 7 * 86_400) this.anchor = time
    else this.anchor ??= time
    return time
  }

  private shifted(placed: PlacedTime): PlacedTime {
    const offset = this.source.offsetNanos
    if (placed.time === null || offset === undefined || offset === 0) return placed
    return { ...placed, time: addNanos(placed.time, offset) }
  }

  private noteZones(dates: readonly DateReading[]): void {
    const ambiguous = dates.find((date) => date.ambiguousZone !== null)?.ambiguousZone
    const source = this.source.name
    if (ambiguous) this.remarks.push({ key: 'counters.remark.zoneAmbiguous', params: { source, zone: ambiguous } })
    else if (dates.some((date) => date.offset === null)) {
      this.remarks.push({ key: 'counters.remark.zoneUnknown', params: { source } })
    }
    if (dates.length > 0 && this.anchor === null) {
      this.remarks.push({ key: 'counters.remark.dayUnknown', params: { source } })
    }
  }
}

/** `netstat-20261122-100141.txt`, `netstat.2026-11-22T10_01_41Z`, `snap_1795341701.log`; null when there is none. */
function timeInName(name: string): ExactTime | null {
  const base = name.slice(-200).replace(/^.*[/\\]/, '')
  const full = /(?:^|\D)(20\d{2})-?(\d{2})-?(\d{2})[T_. -]?(\d{2})[-:_.h]?(\d{2})(?:[-:_.m]?(\d{2}))?(?:\D|$)/.exec(
    base,
  )
  if (full) {
    const text = `${full[1] ?? ''}-${full[2] ?? ''}-${full[3] ?? ''} ${full[4] ?? ''}:${full[5] ?? ''}:${full[6] ?? '00'}`
    const date = readDate(text)
    return date ? resolveDate(date, null) : null
  }
  const epoch = /(?:^|\D)(1[0-9]{9})(?:\D|$)/.exec(base)
  return epoch ? { seconds: Number(epoch[1]), nanos: 0 } : null
}
