// The schedules of all handshakes: gaps between their SYNs, fitted one by one, then once more with what the other
// handshakes of the same client say where one alone does not decide. Also finds clocks that were set forward.
import { MARK, SCHEDULES, type Schedule, type UndecidedReason } from '../analysis/tables.ts'
import { TCP_FLAG } from '../net/segment.ts'
import type { Silence } from './clock-watch.ts'
import { fitSchedule, isTelling, NO_FIT, type ScheduleFit } from './fit-schedule.ts'
import { isNominal, nextGap } from './rto-schedule.ts'
import type { SortedPackets } from './sorted-packets.ts'

/** How much longer than nominal the first timer may take before its SYN counts as not sent (counters.md §7.3). */
const LATE_FIRST = 1.2
/** Handshakes whose gaps must agree before a silence counts as a clock set forward. */
const WITNESSES = 3
/** Longest gap of any kernel's schedule before its last SYN; a lone SYN may be one that ends such a gap. */
const LONGEST_GAP = 64

/** The clock of one capture: frames that follow a step back, and silences that may be steps forward. */
export interface CaptureClock {
  /** Corrected times, nanoseconds. */
  readonly start: number
  readonly end: number
  readonly steps: readonly number[]
  readonly silences: readonly Silence[]
}

export interface SynSchedules {
  /** Codes of SCHEDULES. */
  readonly schedule: Uint8Array
  readonly missing: Uint16Array
  /** SYNs of the schedule before the first one that was captured. */
  readonly before: Uint8Array
  /** Why the handshake cannot be judged if this lone SYN gets no answer; 'decided' for all others. */
  readonly doubt: (handshake: number) => UndecidedReason
  /** Silences that are a clock set forward, by row of captures. */
  readonly forward: ReadonlyMap<number, readonly Silence[]>
}

interface Series {
  readonly gaps: readonly number[]
  /** Packet rows of the SYNs. */
  readonly rows: readonly number[]
  readonly capture: number
  readonly sinceStart: number
  readonly afterResets: boolean
}

/** `everyday[h]`: 1 for handshakes with one SYN that was answered. `clientOf[h]`: any number that names the client's host. `clocks` by row of captures. */
export function synSchedules(
  sorted: SortedPackets,
  everyday: Uint8Array,
  clientOf: Uint32Array,
  clocks: readonly CaptureClock[],
): SynSchedules {
  const length = sorted.records.length
  const schedule = new Uint8Array(length)
  const missing = new Uint16Array(length)
  const before = new Uint8Array(length)
  const series = new Map<number, Series>()
  for (let h = 0; h < length; h++) {
    const found = everyday[h] === 1 ? null : seriesOf(sorted, h, clocks)
    if (found !== null) series.set(h, found)
  }
  const forward = forwardSteps(sorted, series, clocks)
  const habits = new Habits()
  const startedBefore = new Set<number>()
  const fits = new Map<number, ScheduleFit>()
  for (const [h, one] of series) {
    const known = withoutSteps(sorted, one, forward.get(one.capture))
    series.set(h, known)
    const fit = fitSchedule(known.gaps, known)
    fits.set(h, fit)
    if (isTelling(fit) && fit.before === 0 && fit.missing === 0) habits.note(clientOf[h]!, fit.schedule)
  }
  for (const [h, one] of series) {
    const fit = withHabit(fits.get(h) ?? NO_FIT, one, habits.usual(clientOf[h]!))
    schedule[h] = SCHEDULES.indexOf(fit.schedule)
    missing[h] = fit.missing
    before[h] = fit.before
    if (fit.before > 0) startedBefore.add(clientOf[h]!)
  }
  const doubt = (h: number): UndecidedReason => {
    if (series.has(h)) return 'decided'
    const p = sorted.packetStart[h]!
    const clock = clocks[sorted.table.capture[p]!]
    if (clock === undefined) return 'decided'
    const first = nextGap(habits.usual(clientOf[h]!) ?? 'linux-exponential', 0, NaN) ?? 1
    return doubtAbout(sorted, p, clock, forward.get(sorted.table.capture[p]!), first, startedBefore.has(clientOf[h]!))
  }
  return { schedule, missing, before, doubt, forward }
}

function doubtAbout(
  sorted: SortedPackets,
  p: number,
  clock: CaptureClock,
  forward: readonly Silence[] | undefined,
  firstGap: number,
  startedBefore: boolean,
): UndecidedReason {
  const time = sorted.times[p]!
  let age = (clock.end - time) / 1e9
  let jumped = false
  for (const step of forward ?? []) {
    if (sorted.table.frame[p]! >= step.frame) continue
    age -= step.nanos / 1e9
    jumped = true
  }
  if (age < firstGap * LATE_FIRST) return jumped ? 'clock-jumped' : 'capture-ended-first'
  // Others of this client began before the capture did, so this may be the end of a long gap, and the next one longer.
  const sinceStart = (time - clock.start) / 1e9
  const mayBeLate = startedBefore && sinceStart < LONGEST_GAP / 2
  return mayBeLate && age < 2 * Math.max(1, sinceStart) * LATE_FIRST ? 'capture-began-in-the-middle' : 'decided'
}

function withHabit(fit: ScheduleFit, one: Series, usual: Schedule | undefined): ScheduleFit {
  if (usual === undefined || fit.schedule === usual || fit.schedule === 'after-reset') return fit
  const again = fitSchedule(one.gaps, { ...one, usual })
  return again.schedule === usual ? again : fit
}

/** Gaps of a handshake with two or more SYNs; null for others. Gaps over a step back are NaN. */
function seriesOf(sorted: SortedPackets, h: number, clocks: readonly CaptureClock[]): Series | null {
  const { table, times, packetStart } = sorted
  let rows: number[] | null = null
  let first = -1
  let resets = 0
  const end = packetStart[h + 1]!
  for (let p = packetStart[h]!; p < end; p++) {
    if ((table.marks[p]! & MARK.duplicate) !== 0) continue
    const flags = table.flags[p]!
    const fromClient = (table.marks[p]! & MARK.fromClient) !== 0
    if ((flags & TCP_FLAG.RST) !== 0 && !fromClient) resets++
    if (!fromClient || (flags & (TCP_FLAG.SYN | TCP_FLAG.ACK)) !== TCP_FLAG.SYN) continue
    if (first < 0) first = p
    else (rows ??= [first]).push(p)
  }
  if (rows === null) return null
  const capture = table.capture[first]!
  const clock = clocks[capture]
  const gaps: number[] = []
  for (let i = 1; i < rows.length; i++) {
    const spans = clock?.steps.some((frame) => liesBetween(sorted, rows, i, capture, frame)) ?? false
    gaps.push(spans ? NaN : (times[rows[i]!]! - times[rows[i - 1]!]!) / 1e9)
  }
  const sinceStart = (times[first]! - (clock?.start ?? -Infinity)) / 1e9
  return { gaps, rows, capture, sinceStart, afterResets: resets >= gaps.length }
}

/** True when `frame` of the capture stands between SYN i − 1 (before it) and SYN i. */
function liesBetween(
  { table }: SortedPackets,
  rows: readonly number[],
  i: number,
  capture: number,
  frame: number,
): boolean {
  const a = rows[i - 1]!
  const b = rows[i]!
  if (table.capture[a] !== capture || table.capture[b] !== capture) return false
  return table.frame[a]! < frame && table.frame[b]! >= frame
}

function withoutSteps(sorted: SortedPackets, one: Series, steps: readonly Silence[] | undefined): Series {
  if (!steps) return one
  const gaps = one.gaps.map((gap, i) =>
    steps.some(({ frame }) => liesBetween(sorted, one.rows, i + 1, one.capture, frame)) ? NaN : gap,
  )
  return { ...one, gaps }
}

/**
 * Silences over which the SYNs of several handshakes make sense only if the clock was set forward: with the gap across
 * it unknown a known schedule fits, with the gap as it stands none does.
 */
function forwardSteps(
  sorted: SortedPackets,
  series: ReadonlyMap<number, Series>,
  clocks: readonly CaptureClock[],
): Map<number, Silence[]> {
  const steps = new Map<number, Silence[]>()
  clocks.forEach(({ silences }, capture) => {
    for (const silence of silences) {
      let witnesses = 0
      let objections = 0
      for (const one of series.values()) {
        if (one.capture !== capture || one.gaps.length < 2) continue
        const bridged = withoutSteps(sorted, one, [silence])
        if (bridged.gaps.every((gap, i) => Object.is(gap, one.gaps[i]))) continue
        if (isNominal(fitSchedule(one.gaps, one).schedule)) objections++
        else if (isNominal(fitSchedule(bridged.gaps, one).schedule)) witnesses++
      }
      if (witnesses >= WITNESSES && witnesses > 2 * objections) {
        steps.set(capture, [...(steps.get(capture) ?? []), silence])
      }
    }
  })
  return steps
}

/** Which schedule the handshakes of a client follow where they leave no doubt. */
class Habits {
  private readonly byClient = new Map<number, Map<Schedule, number>>()
  private readonly found = new Map<number, Schedule | undefined>()

  note(client: number, schedule: Schedule): void {
    const counts = this.byClient.get(client) ?? new Map<Schedule, number>()
    counts.set(schedule, (counts.get(schedule) ?? 0) + 1)
    this.byClient.set(client, counts)
  }

  /** The most frequent one, undefined when nothing is known or two are equally frequent. Ask when all are noted. */
  usual(client: number): Schedule | undefined {
    const counts = this.byClient.get(client)
    if (!counts) return undefined
    if (this.found.has(client)) return this.found.get(client)
    const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
    const usual = first && first[1] !== second?.[1] ? first[0] : undefined
    this.found.set(client, usual)
    return usual
  }
}
