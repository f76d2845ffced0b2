// How a file is named between the window and its workers: a structured-cloneable description from which a worker makes
// a ByteSource (renderer/host/byte-source.ts). Never a path: the page does not know where a file lies.
import type { ExactTime } from '../units/exact-time.ts'

/** The part of a ReadableStream of bytes that SynScope uses. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>
    cancel(): Promise<void>
  }
}

/** What SynScope needs of the DOM's File; a real File fits. */
export interface FileLike {
  readonly name: string
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly lastModified: number
  slice(start?: number, end?: number): { arrayBuffer(): Promise<ArrayBuffer>; stream?(): ByteStream }
}

/** Bytes that a worker can read. Survives postMessage in both hosts. */
export type SourceDescriptor =
  | { readonly kind: 'file'; readonly file: FileLike }
  /** An address of our own origin or app://capture/<token> that answers `Range: bytes=a-b`. */
  | {
      readonly kind: 'url'
      readonly url: string
      readonly name: string
      readonly size: number
      readonly modified: ExactTime | null
      /** The same bytes several times faster, where main could hand them over; the address is read when it fails. */
      readonly file?: FileLike
    }
