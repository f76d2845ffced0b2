// A note: words tied to the data, never to pixels. Its anchor names a moment and an object by what stays the same under
// zoom, filter, reorder and reopening: a handshake by addresses, ports, ISN and first time; a packet by the hash of its
// file and its frame number. Texts written by the program are keys of the catalogue until somebody edits them, so they
// follow the language of the picture.
import type { Remark } from '../analysis/tables.ts'
import type { ExactTime } from '../units/exact-time.ts'

export type NoteId = string

export const NOTE_KINDS = ['point', 'span', 'arrow', 'callout', 'highlight', 'badge', 'text'] as const
/**
 * point: a mark with a word · span: a stretch of time · arrow: from one object to another · callout: a boxed sentence
 * with a line to its object · highlight: a frame around the object · badge: a number alone, explained below the
 * figure · text: a box of words on a moment.
 */
export type NoteKind = (typeof NOTE_KINDS)[number]

export const NOTE_COLOURS = ['ink', 'red', 'amber', 'green', 'blue', 'violet'] as const
export type NoteColour = (typeof NOTE_COLOURS)[number]

/** What makes a handshake the same one in another run, another order, another file with the same packets. */
export interface HandshakeIdentity {
  readonly clientAddress: string
  readonly clientPort: number
  readonly serverAddress: string
  readonly serverPort: number
  readonly isn: number
  /** Time of its first packet, as in the file. */
  readonly first: ExactTime
}

export type NoteAnchor =
  | { readonly kind: 'time'; readonly time: ExactTime }
  | { readonly kind: 'handshake'; readonly handshake: HandshakeIdentity; readonly time: ExactTime }
  | {
      readonly kind: 'packet'
      /** SHA-256 of the capture, '' while it is not known. */
      readonly capture: string
      /** Name of the capture, for a reader. */
      readonly name: string
      readonly frame: number
      readonly handshake: HandshakeIdentity
      readonly time: ExactTime
    }
  | {
      readonly kind: 'gap'
      readonly handshake: HandshakeIdentity
      /** Times of the SYNs at both ends. */
      readonly time: ExactTime
      readonly until: ExactTime
    }
  | {
      readonly kind: 'snapshot'
      readonly source: string
      readonly line: number
      /** MIB name of the counter meant, null for the snapshot as a whole. */
      readonly counter: string | null
      readonly time: ExactTime | null
    }

/** Words of the user, or of the program in whatever language the picture has. */
export type NoteText =
  { readonly kind: 'own'; readonly text: string } | { readonly kind: 'remark'; readonly remark: Remark }

/** Where the label was put by hand, relative to its anchor, in CSS pixels of a figure; null = placed by the program. */
export interface LabelPlace {
  readonly dx: number
  readonly dy: number
}

export interface NoteBody {
  readonly kind: NoteKind
  readonly anchor: NoteAnchor
  /** Other end of an arrow, end of a span; null for all other kinds. */
  readonly target: NoteAnchor | null
  readonly text: NoteText
  readonly colour: NoteColour
  readonly place: LabelPlace | null
  /** Width of the label in CSS pixels when it was resized by hand. */
  readonly width: number | null
  /** Written by the program and not yet touched. */
  readonly isSuggested: boolean
}

export interface Note extends NoteBody {
  readonly id: NoteId
}

/** Longest text of a note in characters. */
export const NOTE_TEXT_LIMIT = 2000
/** Most notes in one work; far more than a figure can show. */
export const NOTE_LIMIT = 2000

/** The moment a note is sorted by; null for a snapshot without a time. */
export function noteTime(note: Note): ExactTime | null {
  return note.anchor.time
}
