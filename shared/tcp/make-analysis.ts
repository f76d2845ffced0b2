// Makes the tables of shared/analysis/tables.ts from what the tracker collected: orders packets, finds duplicates, fits
// schedules, judges every handshake, counts listeners, looks where each capture was taken.
import type { CaptureSummary, HandshakeTable, PacketAnalysis, Remark, Vantage } from '../analysis/tables.ts'
import { FEATURE, OUTCOMES, SCHEDULES, UNDECIDED_REASONS } from '../analysis/tables.ts'
import type { CaptureReadResult } from '../capture/read-capture.ts'
import { AddressInterner } from './address-interner.ts'
import { captureSpans } from './capture-spans.ts'
import type { ClockStep, ClockWatch, Silence } from './clock-watch.ts'
import { markDuplicates, preferOnePoint } from './duplicates.ts'
import { everydayHandshakes, nameEverydayPackets } from './everyday-handshakes.ts'
import { COMPLETENESS_MASK, STATE_BIT, type FlowTable } from './flow-table.ts'
import type { FoldedCounts } from './folded-counts.ts'
import { synFeatures } from './handshake-features.ts'
import { ESTABLISHED, judgeHandshake } from './judge-handshake.ts'
import { mergeCaptures } from './merge-captures.ts'
import { ListenerCounts } from './listener-counts.ts'
import { optionFacts } from './option-sets.ts'
import type { PacketLog } from './packet-log.ts'
import { sortPackets, type SortedPackets } from './sorted-packets.ts'
import { synSchedules, type SynSchedules } from './syn-gaps.ts'
import { reusesTimeWait, tupleChains, type TupleChains } from './tuple-chains.ts'
import { findVantages, type VantageFinding } from './vantage.ts'

export interface AnalysisOptions {
  /** Where the user says that captures were taken, by row; null or absent = infer it. */
  readonly vantages?: readonly (Vantage | null)[]
}

/** What the tracker has when the last capture is read. */
export interface Collected {
  readonly flows: FlowTable
  readonly log: PacketLog
  readonly clock: ClockWatch
  readonly folded: FoldedCounts
  readonly limit: number
  readonly optionSets: readonly Uint8Array[]
  readonly captures: readonly CaptureReadResult[]
  readonly paths: readonly string[]
  /** By row of captures. */
  readonly coverage: readonly Coverage[]
}

/** Segments with SYN of one capture. */
export interface Coverage {
  syns: number
  synAcks: number
  answersWithoutSyn: number
  /** SYNs and SYN-ACKs of handshakes that have too many of them. */
  notKept: number
}

export function makeAnalysis(collected: Collected, options: AnalysisOptions): PacketAnalysis {
  const { flows, log, clock, captures } = collected
  const plan = mergeCaptures(flows, log, clock, captureSpans(captures, clock))
  const { recordOf } = plan
  const sorted = sortPackets(log, recordOf, clock, plan.offset)
  const addresses = new AddressInterner()
  const columns = handshakeColumns(flows, sorted, addresses)
  const everyday = everydayHandshakes(sorted, columns.isn)
  const copies = findCopies(sorted, everyday, captures.length > 1)
  const proven = joinStates(flows, sorted, recordOf, columns.completeness)
  const chains = tupleChains(flows, sorted, recordOf)
  const clocks = captures.map((_, row) => ({
    start: plan.start[row]!,
    end: plan.end[row]!,
    steps: clock.steps.get(row)?.map(({ frame }) => frame) ?? [],
    silences: clock.silences.get(row) ?? [],
  }))
  const schedules = synSchedules(sorted, everyday, columns.clientAddress, clocks)
  const listeners = new ListenerCounts()
  const judging: Judging = { collected, sorted, everyday, proven, copies, chains, schedules, listeners, end: plan.end }
  judgeAll(columns, judging)
  countFolded(collected.folded, listeners, addresses)
  const vantages = findVantages(sorted.table, columns, plan.place)
  const warnings = captures.map((_, row) => [
    ...clockWarnings(clock.steps.get(row), schedules.forward.get(row)),
    ...coverageWarnings(collected, row),
  ])
  return {
    captures: captures.map((capture, row) =>
      summary(capture, warnings[row]!, options.vantages?.[row] ?? null, vantages[row]!, plan.offset[row]! / 1e9),
    ),
    addresses: addresses.table(),
    names: namesByRow(captures, addresses),
    listeners: listeners.table(),
    handshakes: columns,
    packets: sorted.table,
    paths: collected.paths,
    optionSets: collected.optionSets,
    folded: {
      handshakes: collected.folded.handshakes,
      synPackets: collected.folded.synPackets,
      ...(collected.folded.halfOpen > 0 ? { halfOpen: collected.folded.halfOpen } : {}),
      limit: collected.limit,
    },
  }
}

interface Copies {
  /** Row that each packet is a second sighting of, -1 for packets seen for the first time. */
  readonly originals: Int32Array
  /** 1 for handshakes that have second sightings. */
  readonly has: Uint8Array
}

function findCopies(
  { table, times, packetStart, records }: SortedPackets,
  everyday: Uint8Array,
  manyCaptures: boolean,
): Copies {
  const originals = new Int32Array(table.length).fill(-1)
  const has = new Uint8Array(records.length)
  for (let h = 0; h < records.length; h++) {
    if (everyday[h] === 1) continue
    const from = packetStart[h]!
    const to = packetStart[h + 1]!
    if (markDuplicates(table, times, from, to, originals) === 0) continue
    has[h] = 1
    if (manyCaptures) preferOnePoint(table, from, to, originals)
  }
  return { originals, has }
}

/** Clock steps named one by one. */
const CLOCK_WARNINGS = 5

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function handshakeColumns(
  flows: FlowTable,
  sorted: SortedPackets,
  addresses: AddressInterner,
): Mutable<HandshakeTable> {
  const { records, packetStart } = sorted
  const { length } = records
  const clientAddress = new Uint32Array(length)
  const clientPort = new Uint16Array(length)
  const serverAddress = new Uint32Array(length)
  const serverPort = new Uint16Array(length)
  const isn = new Uint32Array(length)
  const completeness = new Uint8Array(length)
  for (let row = 0; row < length; row++) {
    const h = records[row]!
    const family = flows.has(h, STATE_BIT.ipv6) ? 6 : 4
    clientAddress[row] = addresses.rowAt(family, flows.words, flows.clientAt(h))
    serverAddress[row] = addresses.rowAt(family, flows.words, flows.serverAt(h))
    clientPort[row] = flows.clientPort(h)
    serverPort[row] = flows.serverPort(h)
    isn[row] = flows.isn(h)
  }
  return {
    length,
    clientAddress,
    clientPort,
    serverAddress,
    serverPort,
    listener: new Uint32Array(length),
    isn,
    outcome: new Uint8Array(length),
    undecidedReason: new Uint8Array(length),
    features: new Uint32Array(length),
    mss: new Uint16Array(length),
    windowScale: new Int8Array(length),
    schedule: new Uint8Array(length),
    unansweredSyns: new Uint32Array(length),
    missingSyns: new Uint16Array(length),
    completeness,
    packetStart,
  }
}

/** Completeness of every record into its handshake's; answers where the server showed itself established. */
function joinStates(
  flows: FlowTable,
  { records }: SortedPackets,
  recordOf: Int32Array,
  completeness: Uint8Array,
): Uint8Array {
  const rowOf = new Int32Array(recordOf.length).fill(-1)
  records.forEach((record, row) => (rowOf[record] = row))
  const proven = new Uint8Array(records.length)
  for (let h = 0; h < recordOf.length; h++) {
    const row = recordOf[h]! < 0 ? -1 : rowOf[recordOf[h]!]!
    if (row < 0) continue
    completeness[row]! |= flows.state(h) & COMPLETENESS_MASK
    if (flows.has(h, STATE_BIT.proven)) proven[row] = 1
  }
  return proven
}

interface Judging {
  readonly collected: Collected
  readonly sorted: SortedPackets
  readonly everyday: Uint8Array
  /** 1 when for the server the connection is established, by handshake row. */
  readonly proven: Uint8Array
  readonly copies: Copies
  readonly chains: TupleChains
  readonly schedules: SynSchedules
  readonly listeners: ListenerCounts
  /** Corrected end of each capture. */
  readonly end: Float64Array
}

const OUTCOME_CODE = Object.fromEntries(OUTCOMES.map((outcome, code) => [outcome, code]))
const REASON_CODE = Object.fromEntries(UNDECIDED_REASONS.map((reason, code) => [reason, code]))
const SIMULTANEOUS = OUTCOME_CODE['simultaneous-open']!
const APPLICATION = SCHEDULES.indexOf('application')

function judgeAll(columns: Mutable<HandshakeTable>, judging: Judging): void {
  const { collected, sorted, everyday, proven, copies, chains, schedules, listeners } = judging
  const { originals } = copies
  const { table, times, bits, packetStart } = sorted
  const facts = collected.optionSets.map(optionFacts)
  const unanswered = new Uint8Array(columns.length)
  columns.schedule.set(schedules.schedule)
  columns.missingSyns.set(schedules.missing)
  for (let h = 0; h < columns.length; h++) {
    const from = packetStart[h]!
    const to = packetStart[h + 1]!
    const crossed = chains.crossed[h]! >= 0
    const isEveryday = everyday[h] === 1 && !crossed
    if (isEveryday) nameEverydayPackets(table, from, to)
    const judgement = isEveryday
      ? ESTABLISHED
      : judgeHandshake(table, times, bits, from, to, columns.isn[h]!, {
          end: judging.end[table.capture[to - 1]!] ?? times[to - 1]!,
          crossed,
          proven: proven[h] === 1,
        })
    // A repeated SYN proves that the ones before went unanswered; a lone one may just be too young.
    const doubt = judgement.outcome === 'unanswered' && judgement.syns <= 1 ? schedules.doubt(h) : 'decided'
    const isDoubtful = doubt !== 'decided'
    if (copies.has[h] === 1) {
      for (let p = from; p < to; p++) if (originals[p]! >= 0) table.kind[p] = table.kind[originals[p]!]!
    }
    const syn = synFeatures(table, bits, from, isEveryday ? from + 1 : to, facts)
    columns.outcome[h] = OUTCOME_CODE[isDoubtful ? 'undecided' : judgement.outcome]!
    columns.undecidedReason[h] = REASON_CODE[isDoubtful ? doubt : judgement.reason]!
    columns.features[h] = judgement.features | syn.features | (schedules.before[h]! > 0 ? FEATURE.firstSynMissing : 0)
    if (copies.has[h] === 1) columns.features[h]! |= FEATURE.duplicates
    columns.mss[h] = syn.mss
    columns.windowScale[h] = syn.windowScale
    columns.unansweredSyns[h] = judgement.unansweredSyns
    unanswered[h] = judgement.unanswered ? 1 : 0
    const listener = listeners.row(columns.serverAddress[h]!, columns.serverPort[h]!)
    columns.listener[h] = listener
    listeners.count(listener, 1, judgement.completed ? 1 : 0, unanswered[h]!, judgement.unansweredSyns)
  }
  for (let h = 0; h < columns.length; h++) {
    const peer = chains.crossed[h]!
    if (peer >= 0 && columns.outcome[peer] === SIMULTANEOUS && isWithoutAnswer(columns.outcome[h]!)) {
      columns.outcome[h] = SIMULTANEOUS
      columns.undecidedReason[h] = 0
    }
    const previous = chains.previous[h]!
    if (previous < 0) continue
    columns.features[h]! |= FEATURE.portReused
    if (reusesTimeWait(sorted, previous, h)) columns.features[h]! |= FEATURE.timeWaitReused
    // The program called connect() again from the same port because the attempt before had failed.
    if (unanswered[previous] === 0) continue
    for (const row of [previous, h]) if (columns.schedule[row] === 0) columns.schedule[row] = APPLICATION
  }
}

function isWithoutAnswer(outcome: number): boolean {
  return outcome === OUTCOME_CODE.unanswered || outcome === OUTCOME_CODE.undecided
}

function countFolded(folded: FoldedCounts, listeners: ListenerCounts, addresses: AddressInterner): void {
  for (const { family, words, port, handshakes, halfOpen, unansweredSyns } of folded.listeners()) {
    const row = listeners.row(addresses.row(family === 0 ? 4 : family, ...words), port)
    listeners.count(row, handshakes, 0, handshakes - halfOpen, unansweredSyns)
  }
}

function clockWarnings(back: readonly ClockStep[] = [], forward: readonly Silence[] = []): Remark[] {
  const warning = (key: string, frame: number, nanos: number): Remark => ({
    key: `tcp.warning.${key}`,
    params: { frame, seconds: (nanos / 1e9).toFixed(3) },
  })
  return [
    ...back.slice(0, CLOCK_WARNINGS).map((step) => warning('clockSetBack', step.frame, step.back)),
    ...forward.map((step) => warning('clockSetForward', step.frame, step.nanos)),
  ]
}

/** What the capture evidently does not hold. */
function coverageWarnings({ coverage, captures }: Collected, row: number): Remark[] {
  const seen = coverage[row]
  if (seen === undefined) return []
  const warnings: Remark[] = []
  if (seen.answersWithoutSyn > 0)
    warnings.push({ key: 'tcp.warning.synAckWithoutSyn', params: { count: seen.answersWithoutSyn } })
  if (seen.notKept > 0) warnings.push({ key: 'tcp.warning.notKept', params: { count: seen.notKept } })
  if (seen.synAcks > 0 && seen.syns + seen.synAcks === captures[row]!.tcpPackets)
    warnings.push({ key: 'tcp.warning.onlySyn', params: {} })
  return warnings
}

function summary(
  capture: CaptureReadResult,
  warnings: readonly Remark[],
  told: Vantage | null,
  inferred: VantageFinding,
  clockOffset: number,
): CaptureSummary {
  return {
    path: capture.path,
    format: capture.format,
    compression: capture.compression,
    linkTypes: capture.linkTypes,
    interfaces: capture.interfaces,
    packets: capture.packets,
    tcpPackets: capture.tcpPackets,
    bytes: capture.bytes,
    firstPacketTime: capture.firstPacketTime,
    lastPacketTime: capture.lastPacketTime,
    skipped: capture.skipped,
    encapsulations: capture.encapsulations,
    warnings: [...capture.warnings, ...warnings],
    partial: capture.partial,
    vantage: told ?? inferred.vantage,
    vantageReason: told === null ? inferred.reason : { key: 'tcp.vantage.told', params: {} },
    clockOffset,
    comments: capture.comments,
  }
}

function namesByRow(captures: readonly CaptureReadResult[], addresses: AddressInterner): Map<number, string> {
  const names = new Map<number, string>()
  for (const capture of captures) {
    for (const { address, name } of capture.names) {
      const row = addresses.find(address.family, ...address.words)
      if (row >= 0 && !names.has(row)) names.set(row, name)
    }
  }
  return names
}
