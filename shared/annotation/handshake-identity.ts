// From rows of the tables to anchors that survive them, and back.
import { packetTime } from '../analysis/handshake-view.ts'
import { MARK, PACKET_KINDS } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { addressText } from '../net/address.ts'
import type { HandshakeIdentity, NoteAnchor } from './note.ts'

const SYN = PACKET_KINDS.indexOf('syn')

/** Identity of handshake `row`. */
export function handshakeIdentity(analysis: PacketAnalysis, row: number): HandshakeIdentity {
  const { handshakes, packets, addresses } = analysis
  return {
    clientAddress: addressText(addresses, handshakes.clientAddress[row] ?? 0),
    clientPort: handshakes.clientPort[row] ?? 0,
    serverAddress: addressText(addresses, handshakes.serverAddress[row] ?? 0),
    serverPort: handshakes.serverPort[row] ?? 0,
    isn: handshakes.isn[row] ?? 0,
    first: packetTime(packets, handshakes.packetStart[row] ?? 0),
  }
}

/** Looks handshakes up by identity; made once for an analysis (O(handshakes)). */
export class HandshakeFinder {
  private readonly rows = new Map<string, number[]>()

  constructor(private readonly analysis: PacketAnalysis) {
    const { handshakes } = analysis
    for (let row = 0; row < handshakes.length; row++) {
      const key = `${handshakes.clientPort[row] ?? 0} ${handshakes.serverPort[row] ?? 0} ${handshakes.isn[row] ?? 0}`
      const rows = this.rows.get(key)
      if (rows === undefined) this.rows.set(key, [row])
      else rows.push(row)
    }
  }

  /**
   * Row of the handshake, null when the analysis has none with these addresses, ports and ISN. Several (one handshake
   * seen in two captures): the one whose first time is nearest.
   */
  find(identity: HandshakeIdentity): number | null {
    const rows = this.rows.get(`${identity.clientPort} ${identity.serverPort} ${identity.isn}`) ?? []
    let best: number | null = null
    let distance = Infinity
    for (const row of rows) {
      const found = handshakeIdentity(this.analysis, row)
      if (found.clientAddress !== identity.clientAddress || found.serverAddress !== identity.serverAddress) continue
      const apart = Math.abs(
        (found.first.seconds - identity.first.seconds) * 1e9 + (found.first.nanos - identity.first.nanos),
      )
      if (apart < distance) {
        distance = apart
        best = row
      }
    }
    return best
  }
}

/** Anchor on handshake `row` at its first packet. */
export function handshakeAnchor(analysis: PacketAnalysis, row: number): NoteAnchor {
  const handshake = handshakeIdentity(analysis, row)
  return { kind: 'handshake', handshake, time: handshake.first }
}

/** Anchor on packet row `packet`. `hashes`: SHA-256 by row of captures, '' while unknown. */
export function packetAnchor(analysis: PacketAnalysis, packet: number, hashes: readonly string[]): NoteAnchor {
  const { packets, captures } = analysis
  const capture = packets.capture[packet] ?? 0
  return {
    kind: 'packet',
    capture: hashes[capture] ?? '',
    name: baseName(captures[capture]?.path ?? ''),
    frame: packets.frame[packet] ?? 0,
    handshake: handshakeIdentity(analysis, packets.handshake[packet] ?? 0),
    time: packetTime(packets, packet),
  }
}

/** Anchor on the time between two SYNs (rows of packets, neighbours of one handshake). */
export function gapAnchor(analysis: PacketAnalysis, from: number, to: number): NoteAnchor {
  const { packets } = analysis
  return {
    kind: 'gap',
    handshake: handshakeIdentity(analysis, packets.handshake[from] ?? 0),
    time: packetTime(packets, from),
    until: packetTime(packets, to),
  }
}

/** Rows of the SYNs of a handshake, second sightings left out. */
export function synRows(analysis: PacketAnalysis, row: number): number[] {
  const { handshakes, packets } = analysis
  const rows: number[] = []
  const end = handshakes.packetStart[row + 1] ?? 0
  for (let p = handshakes.packetStart[row] ?? 0; p < end; p++) {
    if (packets.kind[p] === SYN && ((packets.marks[p] ?? 0) & MARK.duplicate) === 0) rows.push(p)
  }
  return rows
}

/** File name without folder, of a path of any system. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
