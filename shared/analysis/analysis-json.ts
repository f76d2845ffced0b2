// The schema synscope.analysis/1: what scripts read. Keys are stable; new ones may be added. Written piece by piece, so
// that a million handshakes never stand in memory as one string.
import { addressText } from '../net/address.ts'
import { decimalTime } from '../units/exact-time.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Analysis } from './analysis.ts'
import { handshakeView, hasFeature, packetMoment } from './handshake-view.ts'
import { MARK, OUTCOMES, UNDECIDED_REASONS } from './tables.ts'
import type { CaptureSummary, PacketAnalysis, Remark } from './tables.ts'

export const ANALYSIS_SCHEMA = 'synscope.analysis/1'

/** The document for a run that could not read a named file. */
export function errorJson(message: string, remark: Remark): string {
  return `${JSON.stringify({ schema: ANALYSIS_SCHEMA, error: { message, code: remark.key, ...remark.params } }, null, 2)}\n`
}

/** The whole document in pieces; joined they are one valid JSON text that ends with a line feed. */
export function* analysisJson(analysis: Analysis, translate: Translate): Generator<string> {
  const { packets } = analysis
  yield `{\n  "schema": ${JSON.stringify(ANALYSIS_SCHEMA)},\n  "captures": `
  yield JSON.stringify(packets.captures.map((capture) => captureJson(capture, translate)))
  yield ',\n  "handshakes": ['
  for (let row = 0; row < packets.handshakes.length; row++) {
    yield `${row === 0 ? '\n' : ',\n'}    ${JSON.stringify(handshakeJson(packets, row))}`
  }
  yield `\n  ],\n  "summary": ${JSON.stringify(summaryJson(packets))}`
  yield `,\n  "counters": ${JSON.stringify(countersJson(analysis))}`
  yield `,\n  "findings": ${JSON.stringify(findingsJson(analysis, translate))}`
  yield `,\n  "reconciliation": ${JSON.stringify(reconciliationJson(analysis, translate))}\n}\n`
}

function captureJson(capture: CaptureSummary, translate: Translate): object {
  return {
    path: capture.path,
    format: capture.format,
    compression: capture.compression,
    linkTypes: capture.linkTypes,
    interfaces: capture.interfaces,
    encapsulations: capture.encapsulations,
    packets: capture.packets,
    tcpPackets: capture.tcpPackets,
    bytes: capture.bytes,
    firstPacketTime: capture.firstPacketTime === null ? null : decimalTime(capture.firstPacketTime),
    lastPacketTime: capture.lastPacketTime === null ? null : decimalTime(capture.lastPacketTime),
    vantage: capture.vantage,
    vantageReason: translate(capture.vantageReason.key, capture.vantageReason.params),
    clockOffset: capture.clockOffset,
    skipped: capture.skipped,
    partial: capture.partial,
    warnings: capture.warnings.map((warning) => translate(warning.key, warning.params)),
    comments: capture.comments,
  }
}

/** One element of `handshakes`. */
export function handshakeJson(analysis: PacketAnalysis, row: number): object {
  const { handshakes, packets, addresses } = analysis
  const view = handshakeView(analysis, row)
  const optionsCut = hasFeature(analysis, row, 'optionsCut')
  const mss = handshakes.mss[row] ?? 0
  const windowScale = handshakes.windowScale[row] ?? -1
  const undecided = UNDECIDED_REASONS[handshakes.undecidedReason[row] ?? 0]
  return {
    client: { address: addressText(addresses, handshakes.clientAddress[row] ?? 0), port: handshakes.clientPort[row] },
    server: { address: addressText(addresses, handshakes.serverAddress[row] ?? 0), port: handshakes.serverPort[row] },
    isn: handshakes.isn[row],
    outcome: view.outcome,
    ...(view.outcome === 'undecided' ? { undecidedReason: undecided } : {}),
    syns: view.syns.map((p) => packetMoment(packets, p)),
    synAcks: view.synAcks.map((p) => packetMoment(packets, p)),
    finalAck: view.finalAck === null ? null : packetMoment(packets, view.finalAck),
    reset:
      view.reset === null ? null : { ...packetMoment(packets, view.reset), from: sender(packets.marks[view.reset]) },
    icmp: view.icmp === null ? null : { ...packetMoment(packets, view.icmp), ...icmpCode(packets.seq[view.icmp] ?? 0) },
    unansweredSyns: handshakes.unansweredSyns[row],
    gaps: view.gaps,
    schedule: view.schedule,
    missingSyns: handshakes.missingSyns[row],
    mss: mss === 0 ? null : mss,
    windowScale: windowScale < 0 ? null : windowScale,
    sackPermitted: optionsCut ? null : hasFeature(analysis, row, 'sackPermitted'),
    timestamps: hasFeature(analysis, row, 'timestamps'),
    completeness: handshakes.completeness[row],
    duplicates: view.duplicates.length,
  }
}

function sender(marks: number | undefined): 'client' | 'server' {
  return ((marks ?? 0) & MARK.fromClient) !== 0 ? 'client' : 'server'
}

function icmpCode(typeAndCode: number): { readonly type: number; readonly code: number } {
  return { type: (typeAndCode >>> 8) & 0xff, code: typeAndCode & 0xff }
}

export function summaryJson(analysis: PacketAnalysis): object {
  const { handshakes, listeners, addresses, folded } = analysis
  const byOutcome: Record<string, number> = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]))
  for (let row = 0; row < handshakes.length; row++) {
    const outcome = OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided'
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1
  }
  const halfOpen = folded.halfOpen ?? 0
  byOutcome.unanswered = (byOutcome.unanswered ?? 0) + folded.handshakes - halfOpen
  byOutcome['half-open'] = (byOutcome['half-open'] ?? 0) + halfOpen
  const rows = Array.from({ length: listeners.length }, (_, i) => ({
    address: addressText(addresses, listeners.address[i] ?? 0),
    port: listeners.port[i],
    handshakes: listeners.handshakes[i] ?? 0,
    established: listeners.established[i] ?? 0,
    unansweredHandshakes: listeners.unansweredHandshakes[i] ?? 0,
    unansweredSynPackets: listeners.unansweredSynPackets[i] ?? 0,
  }))
  return {
    handshakes: handshakes.length + folded.handshakes,
    byOutcome,
    synPackets: synPackets(analysis),
    unansweredHandshakes: rows.reduce((sum, row) => sum + row.unansweredHandshakes, 0),
    unansweredSynPackets: rows.reduce((sum, row) => sum + row.unansweredSynPackets, 0),
    listeners: rows,
    ...(folded.handshakes > 0 ? { folded } : {}),
  }
}

/** SYN packets of all handshakes, second sightings left out, folded ones included. */
export function synPackets(analysis: PacketAnalysis): number {
  const { packets, folded } = analysis
  let count = folded.synPackets
  for (let p = 0; p < packets.length; p++) {
    if (packets.kind[p] === 0 && ((packets.marks[p] ?? 0) & MARK.duplicate) === 0) count++
  }
  return count
}

function countersJson(analysis: Analysis): object {
  const { counters } = analysis
  return {
    snapshots: counters.snapshots.map((snapshot) => ({
      source: snapshot.source,
      line: snapshot.line,
      format: snapshot.format,
      time: snapshot.time === null ? null : decimalTime(snapshot.time),
      timeFrom: snapshot.timeFrom,
    })),
    deltas: Object.fromEntries(counters.deltas),
    totals: Object.fromEntries(counters.totals),
    intervals: counters.intervals.map(({ from, to, deltas, break: broken, wrapped }) => ({
      from,
      to,
      deltas: Object.fromEntries(deltas),
      break: broken,
      wrapped,
    })),
    listenerQueues: counters.listenerQueues.map((queue) => ({
      ...queue,
      time: queue.time === null ? null : decimalTime(queue.time),
    })),
    settings: counters.settings,
    unread: counters.unread,
  }
}

function findingsJson(analysis: Analysis, translate: Translate): readonly object[] {
  const say = ({ key, params }: Remark): string => translate(key, params)
  const { listeners, addresses } = analysis.packets
  return analysis.diagnosis.findings.map((finding) => ({
    cause: finding.cause,
    confidence: finding.confidence,
    listener:
      finding.listener === null
        ? null
        : {
            address: addressText(addresses, listeners.address[finding.listener] ?? 0),
            port: listeners.port[finding.listener],
          },
    handshakes: finding.handshakes,
    synPackets: finding.synPackets,
    summary: say(finding.summary),
    evidence: finding.evidence.map(say),
    disproof: finding.disproof.map(say),
    next: finding.next.map((step) => (step.command === null ? say(step) : `${say(step)} ${step.command.host}`)),
    commands: finding.next.flatMap((step) => (step.command === null ? [] : [step.command])),
    explanation: finding.explanation.map(say),
  }))
}

function reconciliationJson(analysis: Analysis, translate: Translate): readonly object[] {
  return analysis.diagnosis.reconciliations.map(({ counter, side, interval, predicted, observed, reasons }) => ({
    counter,
    side,
    interval,
    predicted,
    observed,
    reasons: reasons.map(({ key, params }) => translate(key, params)),
  }))
}
