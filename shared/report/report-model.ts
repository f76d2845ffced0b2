// What a report is made of, and the document it becomes: headings, sentences, lists, tables, commands, one picture.
// Renderers know blocks only, so that every format says the same.
import type { Analysis } from '../analysis/analysis.ts'

export interface ReportFile {
  readonly name: string
  readonly bytes: number
  /** Lower-case hexadecimal; null when it was not computed. */
  readonly sha256: string | null
}

export interface ReportModel {
  /** Given by the user, for instance a ticket number; null for the plain title. */
  readonly title: string | null
  readonly analysis: Analysis
  /** Every file that was read, captures and texts, with their hashes. */
  readonly files: readonly ReportFile[]
  /** Name and version of the programs that took part, SynScope first. */
  readonly versions: readonly { readonly name: string; readonly version: string }[]
  /** Addresses, names and interfaces in `analysis` and `files` were replaced (shared/mask). */
  readonly isMasked: boolean
  /** When the report was made, ISO 8601 with zone. */
  readonly createdAt: string
}

export const REPORT_FORMATS = ['md', 'html', 'json'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** A cell or sentence; `code` is set in a fixed-width face. */
export interface Phrase {
  readonly text: string
  readonly code?: true
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: 'verdict' | 'note' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'command'; readonly label: string; readonly text: string }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly Phrase[])[]
      /** Columns of numbers stand right. */
      readonly numeric: readonly number[]
    }
  /** Place of the timeline picture. */
  | { readonly kind: 'picture'; readonly caption: string }

export interface ReportDocument {
  readonly title: string
  readonly language: string
  readonly subtitle: string
  readonly blocks: readonly Block[]
}
