// TCP Fast Open (counters.md §2.5): cookie requests and data in SYNs, by the features of the handshakes.
import { FEATURE } from '../../analysis/tables.ts'
import type { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import { eventsOf, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'

export const fastOpen: Predictor = (view) => {
  const withData = firstSyns(view, FEATURE.fastOpenData)
  const accepted = withData.filter((row) => acceptedAtSyn(view, row))
  const others = withData.filter((row) => !acceptedAtSyn(view, row))
  return [
    prediction('server', 'TcpExt.TCPFastOpenCookieReqd', firstSyns(view, FEATURE.fastOpenCookieRequest), {
      more: ['other-ports'],
      fewer: ['fast-open-off'],
    }),
    prediction('server', 'TcpExt.TCPFastOpenPassive', accepted, { more: ['other-ports'], fewer: ['fast-open-off'] }),
    prediction('client', 'TcpExt.TCPFastOpenActive', accepted, { more: ['other-servers'] }),
    prediction('client', 'TcpExt.TCPFastOpenActiveFail', others, { more: ['other-servers'], fewer: ['still-trying'] }),
  ]
}

function firstSyns(view: EvidenceView, feature: number): EventList {
  const { features } = view.analysis.handshakes
  const { handshake } = view.analysis.packets
  const seen = new Set<number>()
  return eventsOf(view, 'syns').filter((row) => {
    const h = handshake[row] ?? -1
    if (((features[h] ?? 0) & feature) === 0 || seen.has(h)) return false
    seen.add(h)
    return true
  })
}

/** The SYN-ACK acknowledges the data of the SYN: ack = ISN + 1 + length (RFC 7413 §4.2). */
function acceptedAtSyn(view: EvidenceView, syn: number): boolean {
  const { handshakes, packets } = view.analysis
  const h = packets.handshake[syn] ?? -1
  const end = handshakes.packetStart[h + 1] ?? 0
  const wanted = ((handshakes.isn[h] ?? 0) + 1 + (packets.payloadLength[syn] ?? 0)) >>> 0
  for (let row = syn; row < end; row++) if (packets.kind[row] === SYN_ACK) return packets.ack[row] === wanted
  return false
}

/** Code of `syn-ack` in PACKET_KINDS. */
const SYN_ACK = 1
