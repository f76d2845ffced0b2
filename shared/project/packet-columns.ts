// The columns of the tables as they are written into a saved work: name, kind of number, and what the numbers may be.
// Order here is order in the file; adding a column means a new version of the project and an upgrader.
import type { AddressTable, HandshakeTable, ListenerTable, PacketTable } from '../analysis/tables.ts'

export type ColumnKind = 'u8' | 'i8' | 'u16' | 'u32' | 'f64'

/** What a column points to: every value must be below the length of that table (or number of codes). */
export type ColumnTarget =
  | 'addresses'
  | 'listeners'
  | 'handshakes'
  | 'captures'
  | 'paths'
  | 'optionSets'
  | 'outcomes'
  | 'undecidedReasons'
  | 'schedules'
  | 'packetKinds'

export interface ColumnSpec {
  readonly kind: ColumnKind
  readonly target?: ColumnTarget
  /** Values a row; 1 unless said. */
  readonly width?: number
  /** Values behind the last row: packetStart has one. */
  readonly extra?: number
}

type Specs<T> = Readonly<Record<Exclude<keyof T, 'length'>, ColumnSpec>>

export const ADDRESS_COLUMNS: Specs<AddressTable> = {
  family: { kind: 'u8' },
  words: { kind: 'u32', width: 4 },
}

export const LISTENER_COLUMNS: Specs<ListenerTable> = {
  address: { kind: 'u32', target: 'addresses' },
  port: { kind: 'u16' },
  handshakes: { kind: 'u32' },
  established: { kind: 'u32' },
  unansweredHandshakes: { kind: 'u32' },
  unansweredSynPackets: { kind: 'u32' },
}

export const HANDSHAKE_COLUMNS: Specs<HandshakeTable> = {
  clientAddress: { kind: 'u32', target: 'addresses' },
  clientPort: { kind: 'u16' },
  serverAddress: { kind: 'u32', target: 'addresses' },
  serverPort: { kind: 'u16' },
  listener: { kind: 'u32', target: 'listeners' },
  isn: { kind: 'u32' },
  outcome: { kind: 'u8', target: 'outcomes' },
  undecidedReason: { kind: 'u8', target: 'undecidedReasons' },
  features: { kind: 'u32' },
  mss: { kind: 'u16' },
  windowScale: { kind: 'i8' },
  schedule: { kind: 'u8', target: 'schedules' },
  unansweredSyns: { kind: 'u32' },
  missingSyns: { kind: 'u16' },
  completeness: { kind: 'u8' },
  packetStart: { kind: 'u32', extra: 1 },
}

export const PACKET_COLUMNS: Specs<PacketTable> = {
  handshake: { kind: 'u32', target: 'handshakes' },
  kind: { kind: 'u8', target: 'packetKinds' },
  marks: { kind: 'u8' },
  seconds: { kind: 'f64' },
  nanos: { kind: 'u32' },
  frame: { kind: 'u32' },
  capture: { kind: 'u8', target: 'captures' },
  interfaceId: { kind: 'u16' },
  flags: { kind: 'u16' },
  seq: { kind: 'u32' },
  ack: { kind: 'u32' },
  window: { kind: 'u16' },
  payloadLength: { kind: 'u32' },
  tsVal: { kind: 'u32' },
  tsEcr: { kind: 'u32' },
  ttl: { kind: 'u8' },
  ipId: { kind: 'u16' },
  path: { kind: 'u16', target: 'paths' },
  options: { kind: 'u16', target: 'optionSets' },
  fileOffset: { kind: 'f64' },
  capturedLength: { kind: 'u32' },
}
