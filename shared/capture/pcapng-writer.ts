// Writes pcapng (draft-ietf-opsawg-pcapng) with nanosecond time stamps: one section, little-endian, enhanced packet
// blocks with comments and direction. What it writes, the reader reads back equal.
import type { ExactTime } from '../units/exact-time.ts'

export interface WrittenInterface {
  readonly linkType: number
  /** Longest packet, 0 = no limit. */
  readonly snaplen?: number
  readonly name?: string | null
}

export interface WrittenPacket {
  /** As answered by `addInterface`. */
  readonly interfaceId: number
  readonly time: ExactTime
  readonly bytes: Uint8Array
  /** Length on the wire; at least the captured one. */
  readonly wireLength: number
  readonly comment?: string
  /** 0 unknown, 1 received, 2 sent. */
  readonly direction?: number
}

export interface WrittenSection {
  /** Program that writes, e.g. `SynScope 0.1.0`. */
  readonly application: string
  readonly comment?: string
}

/** if_tsresol: 10^−9 seconds. */
const NANOSECONDS = 9
/** Longest text of an option; lengths are 16 bits wide. */
const MAX_TEXT_BYTES = 65_000
const encoder = new TextEncoder()

/** Blocks are handed to `write` one by one, ready for a file. */
export class PcapngWriter {
  private readonly write: (block: Uint8Array) => void
  private interfaces = 0

  constructor(write: (block: Uint8Array) => void, section: WrittenSection) {
    this.write = write
    const body = new Uint8Array(16)
    const view = new DataView(body.buffer)
    view.setUint32(0, 0x1a2b3c4d, true)
    view.setUint16(4, 1, true)
    // Section length −1: not known.
    view.setBigInt64(8, -1n, true)
    const options = [...textOption(1, section.comment), ...textOption(4, section.application)]
    write(block(0x0a0d0d0a, body, options))
  }

  /** Describes an interface and answers its number. */
  addInterface(one: WrittenInterface): number {
    const body = new Uint8Array(8)
    const view = new DataView(body.buffer)
    view.setUint16(0, one.linkType, true)
    view.setUint32(4, one.snaplen ?? 0, true)
    const options = [...textOption(2, one.name ?? undefined), { code: 9, value: Uint8Array.of(NANOSECONDS) }]
    this.write(block(1, body, options))
    return this.interfaces++
  }

  packet(packet: WrittenPacket): void {
    const { bytes } = packet
    const body = new Uint8Array(20 + padded(bytes.length))
    const view = new DataView(body.buffer)
    const units = BigInt(packet.time.seconds) * 1_000_000_000n + BigInt(packet.time.nanos)
    view.setUint32(0, packet.interfaceId, true)
    view.setUint32(4, Number(BigInt.asUintN(32, units >> 32n)), true)
    view.setUint32(8, Number(BigInt.asUintN(32, units)), true)
    view.setUint32(12, bytes.length, true)
    view.setUint32(16, Math.max(bytes.length, packet.wireLength), true)
    body.set(bytes, 20)
    const options = [...textOption(1, packet.comment)]
    if (packet.direction === 1 || packet.direction === 2) {
      options.push({ code: 2, value: Uint8Array.of(packet.direction, 0, 0, 0) })
    }
    this.write(block(6, body, options))
  }
}

interface WrittenOption {
  readonly code: number
  readonly value: Uint8Array
}

function textOption(code: number, text: string | undefined): WrittenOption[] {
  if (text === undefined || text === '') return []
  return [{ code, value: encoder.encode(text).subarray(0, MAX_TEXT_BYTES) }]
}

function padded(length: number): number {
  return (length + 3) & ~3
}

function block(type: number, body: Uint8Array, options: readonly WrittenOption[]): Uint8Array {
  const optionBytes = options.length === 0 ? 0 : options.reduce((sum, { value }) => sum + 4 + padded(value.length), 4)
  const length = 12 + body.length + optionBytes
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, length, true)
  bytes.set(body, 8)
  let at = 8 + body.length
  for (const { code, value } of options) {
    view.setUint16(at, code, true)
    view.setUint16(at + 2, value.length, true)
    bytes.set(value, at + 4)
    at += 4 + padded(value.length)
  }
  view.setUint32(length - 4, length, true)
  return bytes
}
