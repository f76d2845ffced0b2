// A sink that keeps a copy of everything the reader finds.
import type { IcmpQuote, Segment, SegmentSink } from '../../shared/net/segment.ts'

export class CollectingSink implements SegmentSink {
  /** All ones: the reader hands over every segment. */
  readonly interest = new Uint32Array(1).fill(0xffffffff)
  readonly segments: (Segment & { readonly options: number[] })[] = []
  readonly quotes: IcmpQuote[] = []

  segment(segment: Segment): void {
    const { optionsAt, optionsLength, bytes } = segment
    this.segments.push({ ...segment, options: [...bytes.subarray(optionsAt, optionsAt + optionsLength)] })
  }

  icmp(quote: IcmpQuote): void {
    this.quotes.push({ ...quote })
  }
}
