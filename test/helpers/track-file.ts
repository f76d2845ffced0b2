// Capture files through the reader and the tracker, as the product does it, for tests that look at the tables.
import { readFileSync } from 'node:fs'
import type { PacketAnalysis } from '../../shared/analysis/tables.ts'
import { MARK, OUTCOMES, PACKET_KINDS } from '../../shared/analysis/tables.ts'
import { memorySource } from '../../shared/capture/byte-source.ts'
import { type CaptureReadResult, readCapture } from '../../shared/capture/read-capture.ts'
import { PathInterner } from '../../shared/net/layer-path.ts'
import { HandshakeTracker, type TrackerOptions } from '../../shared/tcp/handshake-tracker.ts'

/** Reads captures in the order given and makes the tables. Faults of the reader are thrown. */
export async function trackBytes(
  captures: readonly Uint8Array[],
  options: TrackerOptions = {},
): Promise<{ readonly analysis: PacketAnalysis; readonly tracker: HandshakeTracker }> {
  const tracker = new HandshakeTracker(options)
  const paths = new PathInterner()
  const results: CaptureReadResult[] = []
  for (const [capture, bytes] of captures.entries()) {
    results.push(await readCapture(memorySource(`${capture}.pcap`, bytes), tracker, { capture, paths }))
  }
  return { analysis: tracker.finish(results, paths.paths), tracker }
}

export async function trackFiles(paths: readonly string[], options: TrackerOptions = {}): Promise<PacketAnalysis> {
  const captures = paths.map((path) => new Uint8Array(readFileSync(path)))
  return (await trackBytes(captures, options)).analysis
}

/** The figures of truth.json for one analysis. */
export interface Figures {
  readonly handshakes: number
  readonly completed: number
  readonly unanswered: number
  readonly unansweredSynPackets: number
  readonly synPackets: number
}

export function figuresOf({ listeners, handshakes, packets }: PacketAnalysis): Figures {
  const sum = (column: Uint32Array): number => column.reduce((a, b) => a + b, 0)
  let synPackets = 0
  for (let p = 0; p < packets.length; p++) {
    if (packets.kind[p] === PACKET_KINDS.indexOf('syn') && ((packets.marks[p] ?? 0) & MARK.duplicate) === 0)
      synPackets++
  }
  return {
    handshakes: handshakes.length,
    completed: sum(listeners.established),
    unanswered: sum(listeners.unansweredHandshakes),
    unansweredSynPackets: sum(listeners.unansweredSynPackets),
    synPackets,
  }
}

/** Outcome words with their counts; outcomes that do not occur are left out. */
export function outcomesOf({ handshakes }: PacketAnalysis): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const code of handshakes.outcome) {
    const outcome = OUTCOMES[code] ?? '?'
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}
