// The packet that a frame number of Wireshark stands for.
import type { PacketTable } from '../../../shared/analysis/tables.ts'

export interface FoundFrame {
  /** Row of the PacketTable. */
  readonly packet: number
  /** False: the wanted frame itself is not part of a handshake; this is the nearest kept one. */
  readonly exact: boolean
}

/** In capture `capture` (row), or in any with −1. Null when the analysis keeps no packet at all of it. */
export function findFrame(packets: PacketTable, frame: number, capture: number): FoundFrame | null {
  let best = -1
  let distance = Infinity
  for (let row = 0; row < packets.length; row++) {
    if (capture >= 0 && packets.capture[row] !== capture) continue
    const away = Math.abs((packets.frame[row] ?? 0) - frame)
    if (away < distance) {
      best = row
      distance = away
      if (away === 0) break
    }
  }
  return best < 0 ? null : { packet: best, exact: distance === 0 }
}
