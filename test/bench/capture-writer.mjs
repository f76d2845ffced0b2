// Writes large captures fast: packets are put straight into a block of memory that goes to the file when it is full.
// Record headers of classic pcap (µs) or pcapng (EPB, µs); the packets themselves come from a template that the
// caller has filled.
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'

const BLOCK = 8 * 1024 * 1024
const MARGIN = 64 * 1024

export class CaptureWriter {
  /**
   * @param {string} path
   * @param {{ format: 'pcap' | 'pcapng', snaplen: number }} options
   */
  constructor(path, { format, snaplen }) {
    this.path = path
    this.file = openSync(`${path}.part`, 'w')
    this.pcapng = format === 'pcapng'
    this.snaplen = snaplen
    this.bytes = new Uint8Array(BLOCK)
    this.view = new DataView(this.bytes.buffer)
    this.at = 0
    this.packets = 0
    this.written = 0
    if (this.pcapng) this.#pcapngHeader()
    else this.#pcapHeader()
  }

  /**
   * @param {number} microseconds since the epoch
   * @param {Uint8Array} packet captured bytes lie at its start; may be shorter than `wireLength`
   * @param {number} wireLength
   */
  packet(microseconds, packet, wireLength) {
    const captured = Math.min(packet.length, wireLength, this.snaplen)
    if (this.at + captured + MARGIN > BLOCK) this.#flush()
    const { view } = this
    let at = this.at
    if (this.pcapng) {
      const padded = (captured + 3) & ~3
      view.setUint32(at, 6, true)
      view.setUint32(at + 4, padded + 32, true)
      view.setUint32(at + 8, 0, true)
      view.setUint32(at + 12, Math.floor(microseconds / 4294967296), true)
      view.setUint32(at + 16, microseconds % 4294967296, true)
      view.setUint32(at + 20, captured, true)
      view.setUint32(at + 24, wireLength, true)
      this.#copy(packet, at + 28, captured)
      for (let i = captured; i < padded; i++) this.bytes[at + 28 + i] = 0
      view.setUint32(at + 28 + padded, padded + 32, true)
      at += padded + 32
    } else {
      const seconds = Math.floor(microseconds / 1e6)
      view.setUint32(at, seconds, true)
      view.setUint32(at + 4, microseconds - seconds * 1e6, true)
      view.setUint32(at + 8, captured, true)
      view.setUint32(at + 12, wireLength, true)
      this.#copy(packet, at + 16, captured)
      at += 16 + captured
    }
    this.at = at
    this.packets++
  }

  /** @returns {{ packets: number, bytes: number }} */
  close() {
    this.#flush()
    closeSync(this.file)
    renameSync(`${this.path}.part`, this.path)
    return { packets: this.packets, bytes: this.written }
  }

  #copy(packet, at, length) {
    if (length > 200) this.bytes.set(packet.subarray(0, length), at)
    else for (let i = 0; i < length; i++) this.bytes[at + i] = packet[i]
  }

  #flush() {
    for (let from = 0; from < this.at;) from += writeSync(this.file, this.bytes, from, this.at - from)
    this.written += this.at
    this.at = 0
  }

  #pcapHeader() {
    const { view } = this
    view.setUint32(0, 0xa1b2c3d4, true)
    view.setUint16(4, 2, true)
    view.setUint16(6, 4, true)
    view.setUint32(16, this.snaplen, true)
    view.setUint32(20, 1, true)
    this.at = 24
  }

  #pcapngHeader() {
    const { view } = this
    const shb = [0x0a0d0d0a, 28, 0x1a2b3c4d, 0x00000001, 0xffffffff, 0xffffffff, 28]
    const idb = [1, 20, 1, this.snaplen, 20]
    ;[...shb, ...idb].forEach((word, i) => view.setUint32(i * 4, word, true))
    this.at = (shb.length + idb.length) * 4
  }
}
