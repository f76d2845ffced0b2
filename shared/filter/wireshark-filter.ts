// The display filter that shows the same packets in Wireshark, so that people can check us with their own tool.
import { FEATURE } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { addressText } from '../net/address.ts'

/** More connections than this in one filter and Wireshark's compiler gets slow; the caller says what was left out. */
export const MOST_CONNECTIONS = 200

/**
 * One `(…)` per handshake, joined with `||`: both addresses, both ports, and the frame numbers where the ports were
 * used again for another handshake. Rows beyond {@link MOST_CONNECTIONS} are left out.
 */
export function wiresharkFilter(analysis: PacketAnalysis, rows: Iterable<number>): string {
  const terms: string[] = []
  for (const row of rows) {
    if (terms.length === MOST_CONNECTIONS) break
    terms.push(oneHandshake(analysis, row))
  }
  return terms.length === 1 ? (terms[0] ?? '') : terms.map((term) => `(${term})`).join(' || ')
}

function oneHandshake({ addresses, handshakes: h, packets }: PacketAnalysis, row: number): string {
  const client = h.clientAddress[row] ?? 0
  const field = addresses.family[client] === 6 ? 'ipv6.addr' : 'ip.addr'
  const parts = [
    `${field} == ${addressText(addresses, client)}`,
    `${field} == ${addressText(addresses, h.serverAddress[row] ?? 0)}`,
    `tcp.port == ${h.clientPort[row] ?? 0}`,
    `tcp.port == ${h.serverPort[row] ?? 0}`,
  ]
  if (((h.features[row] ?? 0) & (FEATURE.portReused | FEATURE.timeWaitReused)) !== 0) {
    const from = h.packetStart[row] ?? 0
    const to = (h.packetStart[row + 1] ?? from + 1) - 1
    parts.push(`frame.number >= ${packets.frame[from] ?? 0}`, `frame.number <= ${packets.frame[to] ?? 0}`)
  }
  return parts.join(' && ')
}
