// Builds an Analysis in code, handshake by handshake, without any file: for tests of what comes after the tracker.
import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { CounterEvidence, CounterSnapshot } from '../../shared/analysis/counters.ts'
import type { Cause, Diagnosis, Finding } from '../../shared/analysis/findings.ts'
import { MARK, OUTCOMES, PACKET_KINDS, SCHEDULES } from '../../shared/analysis/tables.ts'
import type { Outcome, PacketAnalysis, PacketKind, Schedule, Vantage } from '../../shared/analysis/tables.ts'
import { parseAddress } from '../../shared/net/address.ts'
import { readCounterTexts } from '../../shared/counters/read-counter-texts.ts'

export interface BuiltPacket {
  readonly kind: PacketKind
  /** Seconds after the base, any number of digits down to nanoseconds. */
  readonly at: number
  /** Default: true for SYN, final ACK, client data. */
  readonly fromClient?: boolean
  readonly unanswered?: boolean
  readonly badChecksum?: boolean
  readonly frame?: number
  readonly flags?: number
  /** For ICMP: type << 8 | code. */
  readonly seq?: number
  readonly ack?: number
  readonly payload?: number
  readonly tsVal?: number
  readonly tsEcr?: number
}

export interface BuiltHandshake {
  readonly client: string
  readonly clientPort: number
  readonly server: string
  readonly serverPort: number
  readonly isn: number
  readonly outcome: Outcome
  readonly schedule?: Schedule
  /** FEATURE bits. */
  readonly features?: number
  readonly packets: readonly BuiltPacket[]
}

export interface BuiltAnalysis {
  readonly baseSeconds?: number
  readonly handshakes: readonly BuiltHandshake[]
  readonly counters?: CounterEvidence
  readonly cause?: Cause
  readonly path?: string
  readonly vantage?: Vantage
  /** Seconds after the base at which the capture ends; default: its last packet. */
  readonly endsAt?: number
}

const FROM_CLIENT: readonly PacketKind[] = ['syn', 'final-ack', 'client-data', 'repeated-ack']

export function buildPackets(wish: BuiltAnalysis): PacketAnalysis {
  const base = wish.baseSeconds ?? 1_795_342_878
  const rows = wish.handshakes
  const count = rows.reduce((sum, row) => sum + row.packets.length, 0)
  const words: number[] = []
  const family: number[] = []
  const addressRows = new Map<string, number>()
  const addressRow = (text: string): number => {
    const known = addressRows.get(text)
    if (known !== undefined) return known
    const parsed = parseAddress(text)
    if (parsed === null) throw new Error(`no address: ${text}`)
    words.push(...parsed.words)
    family.push(parsed.family)
    addressRows.set(text, family.length - 1)
    return family.length - 1
  }
  const listenerRows = new Map<string, number>()
  const listeners: {
    address: number
    port: number
    handshakes: number
    established: number
    lost: number
    lostSyns: number
  }[] = []
  const handshakes = {
    length: rows.length,
    clientAddress: new Uint32Array(rows.length),
    clientPort: new Uint16Array(rows.length),
    serverAddress: new Uint32Array(rows.length),
    serverPort: new Uint16Array(rows.length),
    listener: new Uint32Array(rows.length),
    isn: new Uint32Array(rows.length),
    outcome: new Uint8Array(rows.length),
    undecidedReason: new Uint8Array(rows.length),
    features: new Uint32Array(rows.length),
    mss: new Uint16Array(rows.length).fill(1460),
    windowScale: new Int8Array(rows.length).fill(7),
    schedule: new Uint8Array(rows.length),
    unansweredSyns: new Uint32Array(rows.length),
    missingSyns: new Uint16Array(rows.length),
    completeness: new Uint8Array(rows.length),
    packetStart: new Uint32Array(rows.length + 1),
  }
  const packets = {
    length: count,
    handshake: new Uint32Array(count),
    kind: new Uint8Array(count),
    marks: new Uint8Array(count),
    seconds: new Float64Array(count),
    nanos: new Uint32Array(count),
    frame: new Uint32Array(count),
    capture: new Uint8Array(count),
    interfaceId: new Uint16Array(count),
    flags: new Uint16Array(count),
    seq: new Uint32Array(count),
    ack: new Uint32Array(count),
    window: new Uint16Array(count).fill(64240),
    payloadLength: new Uint32Array(count),
    tsVal: new Uint32Array(count),
    tsEcr: new Uint32Array(count),
    ttl: new Uint8Array(count).fill(64),
    ipId: new Uint16Array(count),
    path: new Uint16Array(count),
    options: new Uint16Array(count),
    fileOffset: new Float64Array(count),
    capturedLength: new Uint32Array(count).fill(74),
  }
  let p = 0
  let frame = 0
  rows.forEach((row, h) => {
    handshakes.clientAddress[h] = addressRow(row.client)
    handshakes.serverAddress[h] = addressRow(row.server)
    handshakes.clientPort[h] = row.clientPort
    handshakes.serverPort[h] = row.serverPort
    handshakes.isn[h] = row.isn
    handshakes.outcome[h] = OUTCOMES.indexOf(row.outcome)
    handshakes.schedule[h] = SCHEDULES.indexOf(row.schedule ?? 'none')
    handshakes.features[h] = row.features ?? 0
    handshakes.packetStart[h] = p
    const key = `${row.server} ${row.serverPort}`
    let listener = listenerRows.get(key)
    if (listener === undefined) {
      listener =
        listeners.push({
          address: addressRow(row.server),
          port: row.serverPort,
          handshakes: 0,
          established: 0,
          lost: 0,
          lostSyns: 0,
        }) - 1
      listenerRows.set(key, listener)
    }
    handshakes.listener[h] = listener
    const entry = listeners[listener]
    for (const packet of row.packets) {
      const nanos = Math.round(packet.at * 1e9)
      packets.handshake[p] = h
      packets.kind[p] = PACKET_KINDS.indexOf(packet.kind)
      const fromClient = packet.fromClient ?? FROM_CLIENT.includes(packet.kind)
      packets.marks[p] =
        (fromClient ? MARK.fromClient : 0) |
        (packet.unanswered === true ? MARK.unanswered : 0) |
        (packet.badChecksum === true ? MARK.badChecksum : 0) |
        (packet.tsVal !== undefined ? MARK.hasTimestamps : 0)
      packets.seconds[p] = base + Math.floor(nanos / 1e9)
      packets.nanos[p] = ((nanos % 1e9) + 1e9) % 1e9
      packets.frame[p] = packet.frame ?? ++frame
      packets.seq[p] = packet.seq ?? row.isn
      packets.ack[p] = packet.ack ?? 0
      packets.payloadLength[p] = packet.payload ?? 0
      packets.tsVal[p] = packet.tsVal ?? 0
      packets.tsEcr[p] = packet.tsEcr ?? 0
      packets.flags[p] =
        packet.flags ?? (packet.kind === 'syn' ? 2 : packet.kind === 'syn-ack' ? 18 : packet.kind === 'reset' ? 20 : 16)
      if (packet.unanswered === true) {
        handshakes.unansweredSyns[h] = (handshakes.unansweredSyns[h] ?? 0) + 1
        if (entry !== undefined) entry.lostSyns++
      }
      p++
    }
    if (entry !== undefined) {
      entry.handshakes++
      if (row.outcome === 'established') entry.established++
      if (row.outcome === 'unanswered') entry.lost++
    }
  })
  handshakes.packetStart[rows.length] = p
  const times = [...packets.seconds].map((seconds, i) => ({ seconds, nanos: packets.nanos[i] ?? 0 }))
  const ordered = times.sort((a, b) => a.seconds - b.seconds || a.nanos - b.nanos)
  return {
    captures: [
      {
        path: wish.path ?? 'server.pcap',
        format: 'pcap',
        compression: [],
        linkTypes: ['EN10MB'],
        interfaces: [{ name: 'eth0', linkType: 'EN10MB', packets: count, dropped: null }],
        packets: count,
        tcpPackets: count,
        bytes: count * 90,
        firstPacketTime: ordered[0] ?? null,
        lastPacketTime:
          wish.endsAt === undefined
            ? (ordered.at(-1) ?? null)
            : { seconds: base + Math.floor(wish.endsAt), nanos: Math.round((wish.endsAt % 1) * 1e9) },
        skipped: {},
        encapsulations: {},
        warnings: [],
        partial: false,
        vantage: wish.vantage ?? 'server',
        vantageReason: { key: 'tcp.vantage.built', params: {} },
        clockOffset: 0,
        comments: [],
      },
    ],
    addresses: { length: family.length, family: Uint8Array.from(family), words: Uint32Array.from(words) },
    names: new Map(),
    listeners: {
      length: listeners.length,
      address: Uint32Array.from(listeners, (l) => l.address),
      port: Uint16Array.from(listeners, (l) => l.port),
      handshakes: Uint32Array.from(listeners, (l) => l.handshakes),
      established: Uint32Array.from(listeners, (l) => l.established),
      unansweredHandshakes: Uint32Array.from(listeners, (l) => l.lost),
      unansweredSynPackets: Uint32Array.from(listeners, (l) => l.lostSyns),
    },
    handshakes,
    packets,
    paths: [''],
    optionSets: [new Uint8Array()],
    folded: { handshakes: 0, synPackets: 0, limit: 1_000_000 },
  }
}

export function buildDiagnosis(cause: Cause, handshakes: number, synPackets: number): Diagnosis {
  const finding: Finding = {
    cause,
    confidence: 'certain',
    listener: null,
    handshakes,
    synPackets,
    summary: { key: `figure.cause.${cause}`, params: {} },
    evidence: [],
    disproof: [],
    next: [],
    explanation: [],
  }
  return { findings: [finding], reconciliations: [], identities: [] }
}

/** Evidence with one growing counter, read every `step` seconds from `base`. */
export function buildCounters(
  baseSeconds: number,
  step: number,
  values: readonly number[],
  name = 'TcpExt.ListenOverflows',
): CounterEvidence {
  const empty = readCounterTexts([])
  const snapshots: CounterSnapshot[] = values.map((value, i) => ({
    source: 'netstat.txt',
    line: 1 + i * 100,
    format: 'netstat-s',
    time: { seconds: baseSeconds + i * step, nanos: 0 },
    timeFrom: 'text',
    timeIsCoarse: false,
    host: null,
    kind: 'absolute',
    wholeSections: ['TcpExt'],
    values: new Map([[name, value]]),
    texts: new Map(),
  }))
  const intervals = snapshots.slice(1).map((_, i) => ({
    from: i,
    to: i + 1,
    deltas: new Map([[name, (values[i + 1] ?? 0) - (values[i] ?? 0)]]),
    break: null,
    wrapped: [],
  }))
  const first = values[0] ?? 0
  const last = values.at(-1) ?? 0
  return { ...empty, snapshots, intervals, deltas: new Map([[name, last - first]]), totals: new Map([[name, last]]) }
}

export function buildAnalysis(wish: BuiltAnalysis): Analysis {
  const packets = buildPackets(wish)
  const lost = wish.handshakes.filter((h) => h.outcome === 'unanswered')
  const lostSyns = lost.reduce((sum, h) => sum + h.packets.filter((x) => x.unanswered === true).length, 0)
  return {
    packets,
    counters: wish.counters ?? readCounterTexts([]),
    diagnosis: buildDiagnosis(wish.cause ?? 'inconclusive', lost.length, lostSyns),
  }
}
