// Handshakes that one capture shows twice because addresses are translated on the way (service address and pod, before and
// after NAT): NAT keeps the ISN and the time stamp and gives another 4-tuple. ../shared/reference/inputs.md §14.1. They stay two
// rows, because two is what the capture shows; whoever adds up over listeners can count one of them.
import type { PacketAnalysis } from '../analysis/tables.ts'
import { MARK } from '../analysis/tables.ts'

/** A translated copy passes within this time. */
const NEAR_SECONDS = 0.05

/**
 * For each handshake row the row of the copy further on the way to the server, -1 when there is none. Of a handshake seen
 * under three names two point to the last.
 */
export function translatedTwins({ handshakes, packets }: PacketAnalysis): Int32Array {
  const twins = new Int32Array(handshakes.length).fill(-1)
  const byIsn = new Map<number, number[]>()
  for (let h = 0; h < handshakes.length; h++) {
    const p = handshakes.packetStart[h]!
    if (((packets.marks[p] ?? 0) & MARK.hasTimestamps) === 0) continue
    const known = byIsn.get(handshakes.isn[h]!)
    if (known) known.push(h)
    else byIsn.set(handshakes.isn[h]!, [h])
  }
  for (const rows of byIsn.values()) {
    // Rows are in order of their first packet, so the last of those that match is the furthest on the way.
    for (const [place, h] of rows.entries()) {
      for (const other of rows.slice(place + 1)) {
        const p = handshakes.packetStart[h]!
        const q = handshakes.packetStart[other]!
        const apart = packets.seconds[q]! - packets.seconds[p]! + (packets.nanos[q]! - packets.nanos[p]!) / 1e9
        if (packets.tsVal[p] === packets.tsVal[q] && Math.abs(apart) < NEAR_SECONDS) twins[h] = other
      }
    }
  }
  return twins
}
