// What a saved work holds: which files, with which hashes; the counter texts; how clocks are set; what was looked at; the
// notes and the figure. The tables of the handshake packets go along, or the captures whole when the user asks for it.
import type { ExactTime } from '../units/exact-time.ts'
import type { Note } from '../annotation/note.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import type { FigureSettings } from '../figure/figure-settings.ts'

export interface WorkSource {
  readonly kind: 'capture' | 'counters'
  /** File name; a moved file is found again by hash, never by a path. */
  readonly name: string
  readonly size: number
  /** SHA-256 in hex; null for pastes and while unknown. */
  readonly sha256: string | null
}

/** A counter text as it was given, with what the user set by hand. */
export interface WorkCounterText {
  readonly name: string
  readonly text: Uint8Array
  readonly modified: ExactTime | null
  readonly time: ExactTime | null
  readonly secondsApart: number | null
  readonly offsetNanos: number | null
  readonly kind: 'absolute' | 'increment' | null
  readonly host: string | null
}

/** A capture that goes along whole. */
export interface WorkCapture {
  /** Row of `sources`. */
  readonly source: number
  /** The file as it is on disk, compressed or not. */
  readonly bytes: Uint8Array
}

export interface WorkView {
  readonly range: { readonly start: ExactTime; readonly end: ExactTime } | null
  readonly filter: string
  readonly isMasked: boolean
}

export interface Work {
  /** Version of SynScope that wrote it. */
  readonly program: string
  readonly sources: readonly WorkSource[]
  readonly counters: readonly WorkCounterText[]
  /** Seconds the user added to the clock of each capture, by row; beside what the program found. */
  readonly clockAdjustments: readonly number[]
  readonly view: WorkView
  readonly notes: readonly Note[]
  readonly figure: FigureSettings
  /** Addresses and names in everything here were replaced before saving. */
  readonly isMasked: boolean
  /** Captures that are in the work themselves: it is opened from them. Empty unless the user asked for it. */
  readonly captures: readonly WorkCapture[]
  /** The handshake packets; null when only the files are named or the captures are here whole. */
  readonly packets: PacketAnalysis | null
}
