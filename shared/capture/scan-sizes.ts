// When a second thread reads a capture with the first, and in which pieces.
export interface ScanSizes {
  /** Shorter files are read before another thread has started. */
  readonly fromBytes: number
  /** How much of a file tells what its packets are like: the first ones are often handshakes only. */
  readonly sampleBytes: number
  /** Large enough that messages cost nothing, small enough to stay in the caches of both cores. */
  readonly pieceBytes: number
}

export const DEFAULT_SCAN: ScanSizes = {
  fromBytes: 64 * 1024 * 1024,
  sampleBytes: 4 * 1024 * 1024,
  pieceBytes: 512 * 1024,
}
