// What the reader of counter texts takes in: bytes with a name, and what the user set by hand about them.
import type { ExactTime } from '../units/exact-time.ts'

export interface CounterTextSource {
  readonly name: string
  readonly bytes: Uint8Array
  /** Last change of the file, null for a paste. */
  readonly modified: ExactTime | null
  // What the user set by hand, stronger than what the text says:
  /** Time of the first snapshot of this text. */
  readonly time?: ExactTime
  /** Seconds between neighbouring snapshots that carry no time (`sleep 1` in the loop); with `time` only. */
  readonly secondsApart?: number
  /** Nanoseconds added to every time of this text: a wrong zone, or the offset that align-series.ts proposes. */
  readonly offsetNanos?: number
  /** Whether nstat values are totals (`nstat -a`) or increments since the run before. */
  readonly kind?: 'absolute' | 'increment'
  /** The host that counted: texts with the same name here belong together, with different names never. */
  readonly host?: string
}

export interface ReadTextsOptions {
  /** A moment close to the snapshots (first packet of the capture): completes dates without year or day. */
  readonly near?: ExactTime
}

/** Bounds of reading; beyond them the rest is named in a remark, never dropped in silence. */
export const LIMIT = {
  /** Bytes read of one text. */
  sourceBytes: 64 * 1024 * 1024,
  /** Lines read of one text, and lines without meaning after which reading stops: it is no counter text. */
  lines: 4_000_000,
  unreadLines: 200_000,
  /** Bytes of one line (of one JSON document: {@link LIMIT.jsonBytes}). */
  lineBytes: 64 * 1024,
  jsonBytes: 16 * 1024 * 1024,
  jsonDepth: 64,
  /** Snapshots of all texts. */
  snapshots: 20_000,
  /** Counter values of all snapshots together. */
  values: 4_000_000,
  /** Different counter names of one snapshot. */
  names: 4_096,
  /** Listener rows, half-open rows, settings, kernel messages: each. */
  rows: 200_000,
  /** Lines listed as not understood. */
  unread: 1_000,
  /** Characters kept of such a line. */
  unreadText: 200,
} as const
