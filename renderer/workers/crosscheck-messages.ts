// What the window and the cross-check worker say to each other.
import type { CrosscheckResult } from '../../shared/analysis/crosscheck.ts'
import type { Remark } from '../../shared/analysis/tables.ts'
import type { SourceDescriptor } from '../../shared/host/source.ts'

export interface CrosscheckRequest {
  readonly source: SourceDescriptor
}

export type CrosscheckReply =
  | {
      readonly kind: 'progress'
      readonly reader: 'ours' | 'theirs'
      readonly bytesRead: number
      readonly bytesTotal: number
    }
  /** `failure` holds pcap-parser's own words when it gave up part-way. */
  | { readonly kind: 'done'; readonly result: CrosscheckResult; readonly failure: string | null }
  /** The file is not one that pcap-parser can read, or cannot be read at all. */
  | { readonly kind: 'refused'; readonly reason: Remark }
