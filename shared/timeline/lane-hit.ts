// What lies under the pointer in a lane: the packet whose mark is nearest in time.
import type { PacketAnalysis } from '../analysis/tables.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'

/** Row of the packet of `handshake` nearest to `time` within `tolerance` seconds; null when none is. */
export function nearestPacket(
  analysis: PacketAnalysis,
  axis: TimeAxis,
  handshake: number,
  time: number,
  tolerance: number,
): number | null {
  const { packetStart } = analysis.handshakes
  const to = packetStart[handshake + 1] ?? 0
  let best: number | null = null
  let distance = tolerance
  for (let p = packetStart[handshake] ?? 0; p < to; p++) {
    const away = Math.abs(packetOffset(analysis, axis, p) - time)
    if (away <= distance) {
      // On equal distance the later one wins: it is drawn on top.
      distance = away
      best = p
    }
  }
  return best
}
