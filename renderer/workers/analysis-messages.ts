// What the window and the analysis worker say to each other. Types only: both sides and the tests share them.
import type { AnalysisInput, SourceFault } from '../../shared/analysis/analyse.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { ChosenPackets, ExtractResult } from '../../shared/analysis/extract-packets.ts'
import type { HandshakeColumns } from '../../shared/analysis/handshake-columns.ts'
import type { Remark } from '../../shared/analysis/tables.ts'
import type { LayerFields } from '../../shared/capture/packet-fields.ts'
import type { SourceDescriptor } from '../../shared/host/source.ts'
import type { AddressesToMask } from '../../shared/mask/address-mask.ts'

/** A text that was pasted; it has no file. */
export interface PastedText {
  readonly kind: 'text'
  readonly name: string
  readonly text: string
}

export interface SourceToOpen {
  /** Given by the window; replies name the source by it. */
  readonly id: string
  readonly source: SourceDescriptor | PastedText
  readonly counterSettings?: AnalysisInput['counterSettings']
}

export type AnalysisRequest =
  /** Analyses exactly these sources; what was read before and has not changed may be used again. */
  | { readonly kind: 'analyse'; readonly job: number; readonly sources: readonly SourceToOpen[] }
  /** Bytes and header fields of one packet; the place in the file is what the PacketTable says. */
  | {
      readonly kind: 'packet'
      readonly job: number
      readonly source: SourceToOpen
      readonly place: PacketPlace
      readonly form: PacketForm
    }
  /** Chosen packets as a pcapng file. */
  | { readonly kind: 'extract'; readonly job: number; readonly order: ExtractOrder }

export interface ExtractOrder {
  readonly chosen: ChosenPackets
  /** The source of each capture, by its row; null where there is none (text, a member of a bundle). */
  readonly sources: readonly (SourceToOpen | null)[]
  /** Addresses are replaced and payload is blanked; null = as captured. */
  readonly mask: AddressesToMask | null
  /** e.g. `SynScope 0.1.0`. */
  readonly application: string
}

export interface Extracted extends ExtractResult {
  readonly file: Uint8Array
}

export interface PacketPlace {
  /** Row of PacketAnalysis.captures. */
  readonly capture: number
  readonly fileOffset: number
  readonly capturedLength: number
}

/** What the file says of the packets of one capture. */
export interface PacketForm {
  readonly format: string
  readonly compression: readonly string[]
  /** Name of the link type of the packet's interface. */
  readonly linkType: string
}

/** One packet as the detail shows it. */
export interface PacketDetail {
  readonly bytes: Uint8Array
  /** Length on the wire. */
  readonly wireLength: number
  readonly layers: readonly LayerFields[]
}

export interface ReadingProgress {
  /** Id of the source being read. */
  readonly source: string
  /** Over all sources. */
  readonly bytesRead: number
  readonly bytesTotal: number | null
  readonly packets: number
}

/** What became of one source. */
export interface SourceOutcome {
  readonly id: string
  readonly role: 'capture' | 'counters' | 'unknown'
  /** Null = read. Otherwise a sentence of the catalogue: what it is, where, what to do. */
  readonly fault: Remark | null
  /** Row of PacketAnalysis.captures. */
  readonly capture: number | null
}

export interface AnalysedTables {
  readonly analysis: Analysis
  readonly columns: HandshakeColumns
}

export type AnalysisReply =
  | { readonly kind: 'progress'; readonly job: number; readonly progress: ReadingProgress }
  /** The beginning of a long capture, analysed by itself while the rest is read. */
  | { readonly kind: 'partial'; readonly job: number; readonly tables: AnalysedTables }
  | {
      readonly kind: 'done'
      readonly job: number
      readonly tables: AnalysedTables
      readonly outcomes: readonly SourceOutcome[]
      /** Faults of files inside a bundle. */
      readonly strays: readonly SourceFault[]
    }
  | { readonly kind: 'failed'; readonly job: number; readonly message: string }
  | { readonly kind: 'packet'; readonly job: number; readonly detail: PacketDetail | null }
  | { readonly kind: 'extracted'; readonly job: number; readonly extracted: Extracted }
