// Builds capture files of every kind for tests, field by field, so that each oddity of the formats can be written down.

export interface TestPacket {
  readonly seconds?: number
  /** In the unit of the file. */
  readonly fraction?: number
  readonly bytes: ArrayLike<number>
  readonly wireLength?: number
  readonly captured?: number
}

export interface PcapParts {
  readonly bigEndian?: boolean
  readonly magic?: number
  readonly major?: number
  readonly minor?: number
  readonly snaplen?: number
  readonly linkType?: number
  /** Kuznetzov's 24-byte record header. */
  readonly longRecords?: boolean
  readonly swapLengths?: boolean
}

/** Collects fields in one byte order. */
export class FieldWriter {
  private readonly parts: number[] = []
  private readonly littleEndian: boolean

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian
  }

  u16(...values: number[]): this {
    for (const value of values) this.push([value & 255, (value >>> 8) & 255])
    return this
  }

  u32(...values: number[]): this {
    for (const value of values) {
      this.push([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255])
    }
    return this
  }

  bytes(values: ArrayLike<number>): this {
    for (const value of Array.from(values)) this.parts.push(value)
    return this
  }

  pad(): this {
    while (this.parts.length % 4 !== 0) this.parts.push(0)
    return this
  }

  get length(): number {
    return this.parts.length
  }

  done(): Uint8Array {
    return Uint8Array.from(this.parts)
  }

  private push(little: number[]): void {
    this.parts.push(...(this.littleEndian ? little : little.reverse()))
  }
}

export function pcapFile(packets: readonly TestPacket[], parts: PcapParts = {}): Uint8Array {
  const out = new FieldWriter(parts.bigEndian !== true)
  out.u32(parts.magic ?? 0xa1b2c3d4).u16(parts.major ?? 2, parts.minor ?? 4)
  out.u32(0, 0, parts.snaplen ?? 262144, parts.linkType ?? 1)
  for (const packet of packets) {
    const captured = packet.captured ?? packet.bytes.length
    const wire = packet.wireLength ?? packet.bytes.length
    out.u32(packet.seconds ?? 1_700_000_000, packet.fraction ?? 0)
    if (parts.swapLengths) out.u32(wire, captured)
    else out.u32(captured, wire)
    if (parts.longRecords) out.u32(1).u16(0x0800).bytes([0, 0])
    out.bytes(packet.bytes)
  }
  return out.done()
}

export interface PcapngOption {
  readonly code: number
  readonly value: ArrayLike<number>
}

/** Writes blocks of one byte order one after the other. */
export class PcapngFile {
  private readonly blocks: Uint8Array[] = []
  private readonly littleEndian: boolean

  constructor(littleEndian = true) {
    this.littleEndian = littleEndian
  }

  block(type: number, body: (out: FieldWriter) => void, options: readonly PcapngOption[] = [], endMark = true): this {
    const inner = new FieldWriter(this.littleEndian)
    body(inner)
    inner.pad()
    for (const { code, value } of options) inner.u16(code, value.length).bytes(value).pad()
    if (options.length > 0 && endMark) inner.u16(0, 0)
    const length = inner.length + 12
    const out = new FieldWriter(this.littleEndian).u32(type, length).bytes(inner.done()).u32(length)
    this.blocks.push(out.done())
    return this
  }

  section(options: readonly PcapngOption[] = [], major = 1, minor = 0): this {
    const write = (out: FieldWriter): void => void out.u32(0x1a2b3c4d).u16(major, minor).u32(0xffffffff, 0xffffffff)
    return this.block(0x0a0d0d0a, write, options)
  }

  interface(linkType = 1, options: readonly PcapngOption[] = [], snaplen = 0): this {
    return this.block(1, (out) => out.u16(linkType, 0).u32(snaplen), options)
  }

  packet(
    bytes: ArrayLike<number>,
    time: readonly [high: number, low: number],
    options: readonly PcapngOption[] = [],
    interfaceId = 0,
  ): this {
    return this.block(
      6,
      (out) => out.u32(interfaceId, time[0], time[1], bytes.length, bytes.length).bytes(bytes),
      options,
    )
  }

  raw(bytes: ArrayLike<number>): this {
    this.blocks.push(Uint8Array.from(Array.from(bytes)))
    return this
  }

  done(): Uint8Array {
    return joined(...this.blocks)
  }
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

export const text = (value: string): Uint8Array => new TextEncoder().encode(value)
