// The handshake packets of an analysis as bytes inside a saved work (`handshakes.bin`), and back. Exactly the tables, so a
// reopened figure is the same figure; no payload, no link-layer address, nothing of the rest of the capture.
//
//   "SYNTABLE" · u32 length of the JSON head · JSON head · columns, little-endian, one behind the other
//
// Read as hostile: every length is compared with what is there before anything is allocated, every row number with the
// table it points into.
import * as v from 'valibot'
import { OUTCOMES, PACKET_KINDS, SCHEDULES, UNDECIDED_REASONS } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { baseName } from '../annotation/handshake-identity.ts'
import { captureSummarySchema, shortText, wholeNumber } from './base-schemas.ts'
import { ADDRESS_COLUMNS, HANDSHAKE_COLUMNS, LISTENER_COLUMNS, PACKET_COLUMNS } from './packet-columns.ts'
import type { ColumnKind, ColumnSpec, ColumnTarget } from './packet-columns.ts'
import { parsePlainJson } from './plain-json.ts'
import { ProjectFault } from './project-fault.ts'

const MAGIC = 'SYNTABLE'
/** Rows of any table; a figure of more handshakes is not embedded (see {@link isEmbeddable}). */
const ROW_LIMIT = 2_000_000
const SET_LIMIT = 65_536
/** Packets beyond which a work is saved without them unless the user asks: about 20 MiB unpacked. */
export const EMBED_PACKETS = 300_000

const BYTES: Readonly<Record<ColumnKind, number>> = { u8: 1, i8: 1, u16: 2, u32: 4, f64: 8 }

type Column = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float64Array

/** Whether the packets are few enough to go along without asking. */
export function isEmbeddable(packets: PacketAnalysis): boolean {
  return packets.packets.length <= EMBED_PACKETS && packets.handshakes.length <= ROW_LIMIT
}

const headSchema = v.strictObject({
  captures: v.pipe(v.array(captureSummarySchema), v.maxLength(256)),
  names: v.pipe(v.array(v.tuple([wholeNumber, shortText])), v.maxLength(SET_LIMIT)),
  paths: v.pipe(v.array(shortText), v.minLength(1), v.maxLength(SET_LIMIT)),
  optionSetLengths: v.pipe(v.array(v.pipe(wholeNumber, v.maxValue(64))), v.minLength(1), v.maxLength(SET_LIMIT)),
  folded: v.strictObject({
    handshakes: wholeNumber,
    synPackets: wholeNumber,
    halfOpen: v.optional(wholeNumber),
    limit: wholeNumber,
  }),
  addresses: wholeNumber,
  listeners: wholeNumber,
  handshakes: wholeNumber,
  packets: wholeNumber,
})

/** The tables as bytes. File paths are cut to their names. */
export function handshakeBytes(analysis: PacketAnalysis): Uint8Array {
  const head: v.InferInput<typeof headSchema> = {
    captures: analysis.captures.map((capture) => ({
      ...capture,
      path: baseName(capture.path),
      compression: [...capture.compression],
      linkTypes: [...capture.linkTypes],
      interfaces: [...capture.interfaces],
      warnings: capture.warnings.map((warning) => ({ key: warning.key, params: { ...warning.params } })),
      vantageReason: { key: capture.vantageReason.key, params: { ...capture.vantageReason.params } },
      comments: [...capture.comments],
      skipped: { ...capture.skipped },
      encapsulations: { ...capture.encapsulations },
    })),
    names: [...analysis.names],
    paths: [...analysis.paths],
    optionSetLengths: analysis.optionSets.map((set) => set.length),
    folded: { ...analysis.folded },
    addresses: analysis.addresses.length,
    listeners: analysis.listeners.length,
    handshakes: analysis.handshakes.length,
    packets: analysis.packets.length,
  }
  const json = new TextEncoder().encode(JSON.stringify(v.parse(headSchema, head)))
  const pieces: Uint8Array[] = [new TextEncoder().encode(MAGIC), u32(json.length), json]
  const add = (table: object, specs: Readonly<Record<string, ColumnSpec>>, rows: number): void => {
    for (const [name, spec] of Object.entries(specs)) {
      pieces.push(columnBytes((table as Record<string, Column>)[name], spec, rows))
    }
  }
  add(analysis.addresses, ADDRESS_COLUMNS, head.addresses)
  add(analysis.listeners, LISTENER_COLUMNS, head.listeners)
  add(analysis.handshakes, HANDSHAKE_COLUMNS, head.handshakes)
  add(analysis.packets, PACKET_COLUMNS, head.packets)
  pieces.push(...analysis.optionSets)
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}

/** Reads what {@link handshakeBytes} wrote. Throws ProjectFault. */
export function readHandshakeBytes(bytes: Uint8Array): PacketAnalysis {
  const reader = new ColumnReader(bytes)
  const parsed = v.safeParse(headSchema, reader.head())
  if (!parsed.success) throw new ProjectFault('damaged', `handshakes.bin: ${v.getDotPath(parsed.issues[0]) ?? 'head'}`)
  const head = parsed.output
  const rows = {
    addresses: head.addresses,
    listeners: head.listeners,
    handshakes: head.handshakes,
    packets: head.packets,
  }
  for (const [table, count] of Object.entries(rows)) {
    if (count > ROW_LIMIT) throw new ProjectFault('too-large', `${table}: ${count} rows`)
  }
  const limits: Readonly<Record<ColumnTarget, number>> = {
    addresses: rows.addresses,
    listeners: rows.listeners,
    handshakes: rows.handshakes,
    captures: head.captures.length,
    paths: head.paths.length,
    optionSets: head.optionSetLengths.length,
    outcomes: OUTCOMES.length,
    undecidedReasons: UNDECIDED_REASONS.length,
    schedules: SCHEDULES.length,
    packetKinds: PACKET_KINDS.length,
  }
  const table = <T>(specs: Readonly<Record<string, ColumnSpec>>, length: number): T =>
    ({ length, ...reader.table(specs, length, limits) }) as T
  const analysis: PacketAnalysis = {
    captures: head.captures,
    names: new Map(head.names.filter(([row]) => row < rows.addresses)),
    paths: head.paths,
    folded: head.folded,
    addresses: table(ADDRESS_COLUMNS, rows.addresses),
    listeners: table(LISTENER_COLUMNS, rows.listeners),
    handshakes: table(HANDSHAKE_COLUMNS, rows.handshakes),
    packets: table(PACKET_COLUMNS, rows.packets),
    optionSets: head.optionSetLengths.map((length) => reader.bytesOf(length)),
  }
  reader.finish()
  checkTables(analysis)
  return analysis
}

/** What the limits of single columns cannot say. */
function checkTables({ handshakes, packets, addresses }: PacketAnalysis): void {
  let before = 0
  for (const start of handshakes.packetStart) {
    if (start < before || start > packets.length) throw new ProjectFault('hostile', 'packetStart')
    before = start
  }
  if (handshakes.packetStart[0] !== 0 || before !== packets.length) throw new ProjectFault('hostile', 'packetStart')
  for (let row = 0; row < handshakes.length; row++) {
    // Everything that draws a handshake takes its first packet for granted.
    if (handshakes.packetStart[row] === handshakes.packetStart[row + 1])
      throw new ProjectFault('hostile', 'packetStart')
  }
  for (let p = 0; p < packets.length; p++) {
    if ((packets.nanos[p] ?? 0) >= 1e9 || !Number.isSafeInteger(packets.seconds[p]))
      throw new ProjectFault('hostile', 'time')
  }
  for (const family of addresses.family) if (family !== 4 && family !== 6) throw new ProjectFault('hostile', 'family')
}

class ColumnReader {
  private readonly view: DataView
  private at = 0

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  head(): unknown {
    if (this.bytes.length < 12 || new TextDecoder('latin1').decode(this.bytes.subarray(0, 8)) !== MAGIC)
      throw new ProjectFault('damaged', 'handshakes.bin')
    this.at = 8
    const length = this.view.getUint32(this.at, true)
    this.at = 12
    return parsePlainJson(this.bytesOf(length))
  }

  bytesOf(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new ProjectFault('damaged', 'handshakes.bin is cut off')
    const piece = this.bytes.slice(this.at, this.at + length)
    this.at += length
    return piece
  }

  table(
    specs: Readonly<Record<string, ColumnSpec>>,
    rows: number,
    limits: Readonly<Record<ColumnTarget, number>>,
  ): Record<string, Column> {
    const columns: Record<string, Column> = {}
    for (const [name, spec] of Object.entries(specs)) columns[name] = this.column(name, spec, rows, limits)
    return columns
  }

  private column(name: string, spec: ColumnSpec, rows: number, limits: Readonly<Record<ColumnTarget, number>>): Column {
    const count = rows * (spec.width ?? 1) + (spec.extra ?? 0)
    const size = BYTES[spec.kind]
    if (count * size > this.bytes.length - this.at) throw new ProjectFault('damaged', 'handshakes.bin is cut off')
    const column = emptyColumn(spec.kind, count)
    const limit = spec.target === undefined ? Infinity : limits[spec.target]
    for (let i = 0; i < count; i++) {
      const value = this.number(spec.kind)
      if (value >= limit) throw new ProjectFault('hostile', `${name}: ${value}`)
      column[i] = value
    }
    return column
  }

  private number(kind: ColumnKind): number {
    const at = this.at
    this.at += BYTES[kind]
    switch (kind) {
      case 'u8':
        return this.view.getUint8(at)
      case 'i8':
        return this.view.getInt8(at)
      case 'u16':
        return this.view.getUint16(at, true)
      case 'u32':
        return this.view.getUint32(at, true)
      case 'f64':
        return this.view.getFloat64(at, true)
    }
  }

  finish(): void {
    if (this.at !== this.bytes.length) throw new ProjectFault('damaged', 'handshakes.bin is longer than its tables')
  }
}

function emptyColumn(kind: ColumnKind, count: number): Column {
  switch (kind) {
    case 'u8':
      return new Uint8Array(count)
    case 'i8':
      return new Int8Array(count)
    case 'u16':
      return new Uint16Array(count)
    case 'u32':
      return new Uint32Array(count)
    case 'f64':
      return new Float64Array(count)
  }
}

function columnBytes(column: Column | undefined, spec: ColumnSpec, rows: number): Uint8Array {
  const count = rows * (spec.width ?? 1) + (spec.extra ?? 0)
  const out = new Uint8Array(count * BYTES[spec.kind])
  const view = new DataView(out.buffer)
  for (let i = 0; i < count; i++) {
    const value = column?.[i] ?? 0
    const at = i * BYTES[spec.kind]
    switch (spec.kind) {
      case 'u8':
        view.setUint8(at, value)
        break
      case 'i8':
        view.setInt8(at, value)
        break
      case 'u16':
        view.setUint16(at, value, true)
        break
      case 'u32':
        view.setUint32(at, value, true)
        break
      case 'f64':
        view.setFloat64(at, value, true)
        break
    }
  }
  return out
}

function u32(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value, true)
  return out
}
