// Made-up but plausible traffic for measurements: many connections at once with handshake, data, ACKs and FIN, some
// retransmissions, some SYNs that nobody answers (Linux backoff 1, 2, 4 … s). Deterministic: the same seed writes the
// same file. What it puts in is answered, so that a reader's result can be checked.
import { CaptureWriter } from './capture-writer.mjs'

const START = 1_760_000_000_000_000
const FIN = 1
const SYN = 2
const PSH = 8
const ACK = 16

/** xorshift32: fast and the same everywhere. */
function randomSource(seed) {
  let x = seed >>> 0 || 1
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return x >>> 0
  }
}

class PacketTemplate {
  constructor(room, random) {
    this.bytes = new Uint8Array(room)
    this.view = new DataView(this.bytes.buffer)
    const head = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 6]
    this.bytes.set(head)
    for (let i = 66; i < room; i++) this.bytes[i] = 32 + (random() % 90)
    this.id = 1
  }

  /** Sets the headers and answers the length on the wire. */
  fill(source, destination, sourcePort, destinationPort, seq, ack, flags, payload, micros) {
    const { view, bytes } = this
    const syn = (flags & SYN) !== 0
    const header = syn ? 40 : 32
    view.setUint16(16, 20 + header + payload)
    view.setUint16(18, this.id++ & 0xffff)
    view.setUint32(26, source)
    view.setUint32(30, destination)
    view.setUint16(34, sourcePort)
    view.setUint16(36, destinationPort)
    view.setUint32(38, seq)
    view.setUint32(42, ack)
    view.setUint16(46, ((header / 4) << 12) | flags)
    view.setUint16(48, syn ? 64240 : 501)
    const stamp = Math.floor(micros / 1000) >>> 0
    if (syn) {
      view.setUint32(54, 0x020405b4)
      view.setUint32(58, 0x0402080a)
      view.setUint32(62, stamp)
      view.setUint32(66, 0)
      view.setUint32(70, 0x01030307)
    } else {
      view.setUint32(54, 0x0101080a)
      view.setUint32(58, stamp)
      view.setUint32(62, stamp)
    }
    if (payload > 0) bytes[66] = 32 + (stamp % 90)
    return 34 + header + payload
  }
}

const BACKOFF = [1e6, 2e6, 4e6, 8e6, 16e6, 32e6]

/**
 * Many connections through one server.
 * @param {string} path
 * @param {{ packets: number, snaplen: number, payload: number, format: 'pcap' | 'pcapng', dataPerConnection: number, concurrent?: number, unansweredEvery?: number, microsPerPacket?: number, seed?: number }} options
 */
export function writeConnections(path, options) {
  const { packets, snaplen, payload, format, dataPerConnection } = options
  const { concurrent = 2000, unansweredEvery = 40, microsPerPacket = 60, seed = 1 } = options
  const random = randomSource(seed)
  const out = new CaptureWriter(path, { format, snaplen })
  const template = new PacketTemplate(Math.max(1514, snaplen), random)
  const server = 0x0a000001
  // State of a slot: client address, port, ISNs, step, bytes each way.
  const client = new Uint32Array(concurrent)
  const port = new Uint16Array(concurrent)
  const isn = new Uint32Array(concurrent)
  const peerIsn = new Uint32Array(concurrent)
  const step = new Int32Array(concurrent)
  const sent = new Uint32Array(concurrent)
  const last = new Int32Array(concurrent)
  const timers = new Map()
  let nextConnection = 0
  let micros = 0
  const counts = { connections: 0, unanswered: 0, synPackets: 0, unansweredSynPackets: 0 }
  const emit = (s, d, sp, dp, seq, ack, flags, length) => {
    if ((flags & (SYN | ACK)) === SYN) counts.synPackets++
    out.packet(START + micros, template.bytes, template.fill(s, d, sp, dp, seq, ack, flags, length, micros))
  }
  const schedule = (at, entry) => {
    const slot = Math.floor(at / 10_000)
    const list = timers.get(slot)
    if (list) list.push(entry)
    else timers.set(slot, [entry])
  }
  let servedSlot = 0
  const open = (slot) => {
    const n = nextConnection++
    client[slot] = 0x0a640000 + (n % 60_000)
    port[slot] = 1024 + ((Math.floor(n / 60_000) * 7919 + (random() % 60_000)) % 64_000)
    isn[slot] = random()
    peerIsn[slot] = random()
    step[slot] = 0
    sent[slot] = 1
    last[slot] = 5 + (random() % (2 * dataPerConnection))
  }
  for (let slot = 0; slot < concurrent; slot++) open(slot)
  while (out.packets < packets) {
    micros += microsPerPacket
    for (const now = Math.floor(micros / 10_000); servedSlot <= now; servedSlot++) {
      for (const entry of timers.get(servedSlot) ?? []) {
        emit(entry.client, server, entry.port, 443, entry.isn, 0, SYN, 0)
        counts.unansweredSynPackets++
        if (entry.tries < BACKOFF.length) {
          schedule(micros + BACKOFF[entry.tries], { ...entry, tries: entry.tries + 1 })
        }
      }
      timers.delete(servedSlot)
    }
    const slot = random() % concurrent
    const c = client[slot]
    const p = port[slot]
    const a = isn[slot]
    const b = peerIsn[slot]
    const at = step[slot]
    if (at === 0) {
      counts.connections++
      emit(c, server, p, 443, a, 0, SYN, 0)
      if (counts.connections % unansweredEvery === 0) {
        counts.unanswered++
        counts.unansweredSynPackets++
        schedule(micros + BACKOFF[0], { client: c, port: p, isn: a, tries: 1 })
        open(slot)
        continue
      }
    } else if (at === 1) emit(server, c, 443, p, b, a + 1, SYN | ACK, 0)
    else if (at === 2) emit(c, server, p, 443, a + 1, b + 1, ACK, 0)
    else if (at < last[slot] - 3) {
      if (at % 2 === 1) {
        emit(server, c, 443, p, b + sent[slot], a + 1, PSH | ACK, payload)
        if (random() % 200 === 0) continue // sent again: a retransmission
        sent[slot] += payload
      } else emit(c, server, p, 443, a + 1, b + sent[slot], ACK, 0)
    } else if (at === last[slot] - 3) emit(c, server, p, 443, a + 1, b + sent[slot], FIN | ACK, 0)
    else if (at === last[slot] - 2) emit(server, c, 443, p, b + sent[slot], a + 2, FIN | ACK, 0)
    else {
      emit(c, server, p, 443, a + 2, b + sent[slot] + 1, ACK, 0)
      open(slot)
      continue
    }
    step[slot]++
  }
  return { ...out.close(), ...counts }
}

/**
 * A SYN flood: every packet a SYN of another source, no answers.
 * @param {string} path
 * @param {{ sources: number }} options
 */
export function writeSynFlood(path, { sources }) {
  const random = randomSource(7)
  const out = new CaptureWriter(path, { format: 'pcap', snaplen: 96 })
  const template = new PacketTemplate(1514, random)
  for (let n = 0; n < sources; n++) {
    // A bijection of 32-bit words: all sources differ.
    const source = Math.imul(n, 0x9e3779b1) >>> 0
    const micros = n * 10
    const length = template.fill(source, 0x0a000001, 1024 + (random() % 60_000), 80, random(), 0, SYN, 0, micros)
    out.packet(START + micros, template.bytes, length)
  }
  return out.close()
}
