// Evidence that several rules give in the same words: the silent packets, the counters' cover, the queue, the client's
// patience. Everything names its numbers and links them to the packets or counters they stand for.
import { SCHEDULES } from '../../analysis/tables.ts'
import type { Schedule } from '../../analysis/tables.ts'
import type { Evidence } from '../../analysis/findings.ts'
import { patienceOf, TIMER_LATENESS } from '../patience.ts'
import type { Share } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, secondsText } from './finding.ts'
import type { Remark } from '../../analysis/tables.ts'

/** "7 SYN packets from one handshake to 10.0.0.1:80 got no answer …" */
export function silentPackets(listener: ListenerFigures): Evidence {
  const { silent } = listener
  return evidence(
    'evidence.silent-packets',
    { syns: silent.length, handshakes: silent.handshakes.length, listener: listener.name },
    { syns: packetsLink(silent), handshakes: handshakesLink(silent.handshakes) },
  )
}

/** Handshakes of the same listener that were completed in the capture; null when there are none. */
export function alsoEstablished(listener: ListenerFigures): Evidence | null {
  const rows = listener.outcomes.established
  if (rows.length === 0) return null
  return evidence(
    'evidence.also-established',
    { handshakes: rows.length, listener: listener.name },
    { handshakes: handshakesLink(rows) },
  )
}

/** How a counter's growth compares with the listener's share of it. */
export function shareEvidence(window: HostWindow, share: Share): readonly Evidence[] {
  const { explainer, growth, packets, listener, intervals } = share
  const counter = explainer.label
  const params = { counter, growth, packets, listener: listener.name, difference: Math.abs(growth - packets) }
  const links = { growth: counterLink(window, explainer.counters[0] ?? ''), packets: packetsLink(listener.silent) }
  const key = growth === packets ? 'equal' : growth > packets ? 'more' : 'fewer'
  const facts = [evidence(`evidence.share-${key}`, params, links)]
  if (intervals.active > 1) facts.push(evidence('evidence.share-intervals', { counter, ...intervals }))
  if (share.displaced) facts.push(evidence('evidence.share-displaced', { counter }))
  if (share.ambiguous) facts.push(evidence('evidence.share-ambiguous', { counter }))
  return facts
}

/** Whether the snapshots frame the silent packets in time; null when they do. */
export function coverage(view: EvidenceView, listener: ListenerFigures): Evidence | null {
  const window = view.server?.window
  if (window === undefined || !window.hasGrowth) return null
  const { silent } = listener
  if (silent.length === 0) return null
  const covers = window.covers(silent)
  if (covers === 'yes') return null
  const { count } = window.covered(silent)
  return evidence(`evidence.coverage-${covers}`, {
    covered: count,
    syns: silent.length,
    outside: silent.length - count,
  })
}

/** What `ss` showed of the accept queue; empty without it. */
export function queueEvidence(view: EvidenceView, listener: ListenerFigures): readonly Evidence[] {
  const story = view.queue(listener)
  if (story === null) return []
  const link = { queue: { kind: 'listener-queue', row: story.fullest } as const }
  if (story.backlog === null) {
    return [evidence('evidence.queue-unlimited', { queue: story.receiveQueue, listener: listener.name }, link)]
  }
  const params = {
    queue: story.receiveQueue,
    backlog: story.backlog,
    places: story.backlog + 1,
    readings: story.readings,
    full: story.fullReadings,
    listener: listener.name,
  }
  if (story.fullReadings === 0) return [evidence('evidence.queue-not-full', params, link)]
  const facts = [evidence(story.readings > 1 ? 'evidence.queue-full-readings' : 'evidence.queue-full', params, link)]
  if (story.sockets > 1) {
    facts.push(
      evidence('evidence.queue-sockets', { sockets: story.sockets, full: story.fullSockets, listener: listener.name }),
    )
  }
  return [...facts, ...backlogEvidence(view, story.backlog)]
}

/** Whether the program or net.core.somaxconn sets the limit: it is the smaller of the two, taken at listen(). */
function backlogEvidence(view: EvidenceView, backlog: number): readonly Evidence[] {
  const somaxconn = view.setting('net.core.somaxconn')
  if (somaxconn === null) return []
  const link = { somaxconn: { kind: 'setting', row: view.settingRow('net.core.somaxconn') } as const }
  const key = backlog === somaxconn ? 'cut' : backlog < somaxconn ? 'program' : 'stale'
  return [evidence(`evidence.backlog-${key}`, { backlog, somaxconn }, link)]
}

/** The schedule most of these handshakes follow, and what it means for the programs that wait. */
export function patienceEvidence(view: EvidenceView, listener: ListenerFigures): readonly Evidence[] {
  const { handshakes } = view.analysis
  const rows = listener.silent.handshakes
  const counts = new Map<Schedule, number[]>()
  for (const h of rows) {
    const schedule = SCHEDULES[handshakes.schedule[h] ?? 0] ?? 'none'
    if (schedule === 'none') continue
    const followers = counts.get(schedule)
    if (followers === undefined) counts.set(schedule, [h])
    else followers.push(h)
  }
  const [schedule, followers] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] ?? []
  if (schedule === undefined || followers === undefined) return []
  const facts = [
    evidence(
      `evidence.schedule.${schedule}`,
      { handshakes: followers.length },
      { handshakes: handshakesLink(followers) },
    ),
  ]
  const spent = timedOut(view, followers, schedule)
  const patience = patienceOf(schedule, 1, view.clientSetting('net.ipv4.tcp_syn_retries'))
  if (patience === null) return facts
  const params = { ...timeoutRange(patience.timeout), syns: patience.retransmissions + 1 }
  if (spent.length > 0) {
    facts.push(
      evidence('evidence.timed-out', { ...params, handshakes: spent.length }, { handshakes: handshakesLink(spent) }),
    )
  } else {
    facts.push(evidence('evidence.will-time-out', params))
  }
  return facts
}

/** Handshakes that had sent every SYN of their schedule and were never answered. */
function timedOut(view: EvidenceView, rows: readonly number[], schedule: Schedule): readonly number[] {
  const { handshakes } = view.analysis
  return rows.filter((h) => {
    const syns = handshakes.unansweredSyns[h] ?? 0
    const patience = patienceOf(schedule, syns)
    return patience !== null && patience.retransmissions + 1 <= syns && handshakes.outcome[h] === UNANSWERED
  })
}

/** Code of `unanswered` in OUTCOMES. */
const UNANSWERED = 1

/** "about 127 to 144 s": nominal time and the latest that coarse timers make of it. */
function timeoutRange(seconds: number): { readonly from: string; readonly to: string } {
  return { from: secondsText(seconds), to: secondsText(seconds * (1 + TIMER_LATENESS)) }
}

/** Sentence that the host of the counters is taken for the listener's without proof; null when it is proven. */
export function assumption(view: EvidenceView): Evidence | null {
  return view.serverAssumed ? evidence('evidence.host-assumed') : null
}

/** Disproof that fits every verdict drawn from counters. */
export const otherNamespace: Remark = remark('disproof.other-namespace')
