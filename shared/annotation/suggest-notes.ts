// The notes a good engineer would write on a fresh analysis: where it begins, how the gaps grow, which counter jumped by
// how much, where the client gives up, when it works again, and the verdict. All are keys of the catalogue with figures
// taken from the tables, removable and editable like any other note. Addresses never go into the texts: masking a
// picture must not depend on words.
import type { Analysis } from '../analysis/analysis.ts'
import { packetTime } from '../analysis/handshake-view.ts'
import { MARK, OUTCOMES, SCHEDULES } from '../analysis/tables.ts'
import type { Outcome, PacketAnalysis, Remark } from '../analysis/tables.ts'
import { addNanos, compareTimes, secondsBetween } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import { handshakeAnchor, packetAnchor, synRows } from './handshake-identity.ts'
import { steepestInterval } from './counter-jump.ts'
import type { Note, NoteAnchor, NoteColour, NoteKind } from './note.ts'

/** Outcomes that a reader wants to see the first example of. */
const FAILURES: readonly Outcome[] = [
  'unanswered',
  'refused',
  'icmp-rejected',
  'half-open',
  'final-ack-ignored',
  'reset-after-handshake',
  'challenge-acked',
]

/** A gap this long after the last SYN says that no further one was coming (the next gap would at most be doubled). */
const GIVEN_UP_FACTOR = 2.2
/** SYNs a handshake must have needed for "works again" to be worth a note. */
const LATE_SYNS = 3

/**
 * Suggested notes in order of time. `hashes`: SHA-256 of the captures by row ('' while unknown). Ids are
 * `suggested-…`, so suggesting again replaces what was suggested before.
 */
export function suggestNotes(analysis: Analysis, hashes: readonly string[]): Note[] {
  const { packets } = analysis
  const notes: Note[] = []
  const add = (
    id: string,
    kind: NoteKind,
    anchor: NoteAnchor,
    colour: NoteColour,
    remark: Remark,
    target: NoteAnchor | null = null,
  ): void => {
    notes.push({
      id: `suggested-${id}`,
      kind,
      anchor,
      target,
      colour,
      text: { kind: 'remark', remark },
      place: null,
      width: null,
      isSuggested: true,
    })
  }

  const first = firstFailure(packets)
  if (first !== null) {
    add('first', 'callout', packetAnchor(packets, first.packet, hashes), 'red', {
      key: `figure.notes.first.${first.outcome}`,
      params: {},
    })
  }

  const example = backoffExample(packets)
  if (example !== null) {
    const { row, syns } = example
    const gaps = syns
      .slice(1)
      .map((p, i) => secondsBetween(packetTime(packets.packets, syns[i] ?? p), packetTime(packets.packets, p)))
    const lastSyn = syns.at(-1) ?? 0
    const from = handshakeAnchor(packets, row)
    const schedule = SCHEDULES[packets.handshakes.schedule[row] ?? 0] ?? 'none'
    add(
      'gaps',
      'span',
      { ...from, time: packetTime(packets.packets, syns[0] ?? 0) },
      'violet',
      {
        key: `figure.notes.gaps.${schedule}`,
        params: { gaps: gapList(gaps), count: syns.length },
      },
      packetAnchor(packets, lastSyn, hashes),
    )
    if (hasGivenUp(packets, row, syns)) {
      add('gives-up', 'callout', packetAnchor(packets, lastSyn, hashes), 'amber', {
        key: 'figure.notes.givesUp',
        params: { count: syns.length, seconds: secondsText(gaps.reduce((sum, gap) => sum + gap, 0)) },
      })
    }
  }

  const late = firstLateSuccess(packets, first?.time ?? null)
  if (late !== null) {
    add('recovers', 'callout', packetAnchor(packets, late.packet, hashes), 'green', {
      key: 'figure.notes.recovers',
      params: { count: late.syns, seconds: secondsText(late.waited) },
    })
  }

  const jump = steepestInterval(analysis)
  if (jump !== null) {
    add('jump', 'callout', jump.anchor, 'blue', {
      key: jump.seconds === null ? 'figure.notes.jumpUndated' : 'figure.notes.jump',
      params: {
        counter: jump.shortName,
        growth: jump.growth,
        total: jump.total,
        seconds: jump.seconds === null ? '' : secondsText(jump.seconds),
      },
    })
  }

  const verdict = analysis.diagnosis.findings[0]
  const verdictTime = first?.time ?? packets.captures[0]?.firstPacketTime ?? null
  if (verdict !== undefined && verdictTime !== null && verdict.cause !== 'healthy') {
    add('verdict', 'text', { kind: 'time', time: verdictTime }, 'ink', {
      key: `figure.notes.verdict.${verdict.confidence}`,
      params: { causeKey: `figure.cause.${verdict.cause}`, count: verdict.handshakes },
    })
  }
  return notes
}

interface FirstFailure {
  readonly packet: number
  readonly outcome: Outcome
  readonly time: ExactTime
}

/** The earliest packet that shows the commonest kind of failure. */
function firstFailure(analysis: PacketAnalysis): FirstFailure | null {
  const { handshakes, packets } = analysis
  const counts = new Map<Outcome, number>()
  for (let row = 0; row < handshakes.length; row++) {
    const outcome = OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided'
    if (FAILURES.includes(outcome)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
  const commonest = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
  // No handshake failed for good, yet SYNs went unanswered on the way.
  const wanted = commonest ?? 'unanswered'
  let best: FirstFailure | null = null
  for (let row = 0; row < handshakes.length; row++) {
    if (commonest !== undefined && OUTCOMES[handshakes.outcome[row] ?? 0] !== commonest) continue
    const end = handshakes.packetStart[row + 1] ?? 0
    for (let p = handshakes.packetStart[row] ?? 0; p < end; p++) {
      const shows = wanted === 'unanswered' ? ((packets.marks[p] ?? 0) & MARK.unanswered) !== 0 : true
      if (!shows) continue
      const time = packetTime(packets, p)
      if (best === null || compareTimes(time, best.time) < 0) best = { packet: p, outcome: wanted, time }
      break
    }
  }
  return best
}

/** The handshake that shows the backoff best: unanswered or late, most SYNs, a recognised schedule, the earliest of equals. */
function backoffExample(analysis: PacketAnalysis): { readonly row: number; readonly syns: readonly number[] } | null {
  const { handshakes } = analysis
  let best: { row: number; syns: readonly number[]; score: number } | null = null
  for (let row = 0; row < handshakes.length; row++) {
    if ((handshakes.unansweredSyns[row] ?? 0) < 2) continue
    const syns = synRows(analysis, row)
    if (syns.length < 3) continue
    const known = (handshakes.schedule[row] ?? 0) !== 0 ? 0.5 : 0
    const score = syns.length + known
    if (best === null || score > best.score) best = { row, syns, score }
  }
  return best
}

/** True when the capture goes on well beyond the time at which the next SYN was due. */
function hasGivenUp(analysis: PacketAnalysis, row: number, syns: readonly number[]): boolean {
  const { packets, handshakes } = analysis
  if (OUTCOMES[handshakes.outcome[row] ?? 0] !== 'unanswered' || syns.length < 3) return false
  const last = packetTime(packets, syns.at(-1) ?? 0)
  const before = packetTime(packets, syns.at(-2) ?? 0)
  const due = addNanos(last, Math.round(secondsBetween(before, last) * GIVEN_UP_FACTOR * 1e9))
  const end = analysis.captures[packets.capture[syns[0] ?? 0] ?? 0]?.lastPacketTime ?? null
  return end !== null && compareTimes(end, due) > 0
}

interface LateSuccess {
  readonly packet: number
  readonly syns: number
  readonly waited: number
}

/** The first SYN-ACK that a client got only after several SYNs, once failures had begun. */
function firstLateSuccess(analysis: PacketAnalysis, after: ExactTime | null): LateSuccess | null {
  const { handshakes, packets } = analysis
  let best: (LateSuccess & { time: ExactTime }) | null = null
  for (let row = 0; row < handshakes.length; row++) {
    if (
      OUTCOMES[handshakes.outcome[row] ?? 0] !== 'established' ||
      (handshakes.unansweredSyns[row] ?? 0) < LATE_SYNS - 1
    )
      continue
    const syns = synRows(analysis, row)
    const begin = packetTime(packets, syns[0] ?? 0)
    const end = handshakes.packetStart[row + 1] ?? 0
    for (let p = syns.at(-1) ?? 0; p < end; p++) {
      if (((packets.marks[p] ?? 0) & MARK.fromClient) !== 0) continue
      const time = packetTime(packets, p)
      const isLater = after === null || compareTimes(time, after) > 0
      if (isLater && syns.length >= LATE_SYNS && (best === null || compareTimes(time, best.time) < 0))
        best = { packet: p, syns: syns.length, waited: secondsBetween(begin, time), time }
      break
    }
  }
  return best
}

/** No line breaks before the dot. */
const SEPARATOR = '\u00a0· '

/** `1.02 · 2.02 · 4.16 s`; equal neighbours are counted: `5 × 1.02`. */
export function gapList(gaps: readonly number[]): string {
  const texts = gaps.map((gap) => (gap < 9.995 ? gap.toFixed(2) : gap.toFixed(1)).replace(/^(\d+)\.0+$/, '$1'))
  const parts: string[] = []
  for (let i = 0; i < gaps.length;) {
    let end = i + 1
    while (end < gaps.length && Math.abs((gaps[end] ?? 0) - (gaps[i] ?? 0)) < 0.12 * (gaps[i] ?? 0)) end++
    parts.push(end - i >= 3 ? `${end - i}\u00a0×\u00a0${texts[i] ?? ''}` : texts.slice(i, end).join(SEPARATOR))
    i = end
  }
  return `${parts.join(SEPARATOR)}\u00a0s`
}

function secondsText(seconds: number): string {
  return seconds < 9.995 ? seconds.toFixed(1) : seconds.toFixed(0)
}
