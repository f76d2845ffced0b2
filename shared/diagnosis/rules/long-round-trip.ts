// Nothing was lost: the way there and back takes longer than the client waits before it repeats its SYN (1 s).
import { longRoundTrip as roundTripOf } from '../view/round-trip.ts'
import { captureBothSides } from './commands.ts'
import { evidence, handshakesLink, packetsLink, remark, secondsText, verdict, WEIGHT } from './finding.ts'
import type { Rule } from './finding.ts'

export const longRoundTrip: Rule = ({ view }) =>
  view.listeners.flatMap((listener) => {
    const list = listener.answeredLate
    const roundTrip = roundTripOf(listener.roundTrips)
    if (list.length === 0 || roundTrip === null) return []
    const rows = list.handshakes
    return [
      verdict({
        cause: 'long-round-trip',
        confidence: rows.length >= 3 ? 'certain' : 'likely',
        listener: listener.row,
        handshakes: rows.length,
        synPackets: list.length,
        weight: rows.length * WEIGHT.stalled,
        summary: remark('long-round-trip.summary', {
          listener: listener.name,
          handshakes: rows.length,
          seconds: secondsText(roundTrip),
        }),
        evidence: [
          evidence(
            'evidence.round-trip',
            { seconds: secondsText(roundTrip), handshakes: rows.length, listener: listener.name },
            { handshakes: handshakesLink(rows) },
          ),
          evidence('evidence.needless-syns', { syns: list.length }, { syns: packetsLink(list) }),
          evidence(
            'evidence.all-completed',
            { established: listener.outcomes.established.length, all: listener.handshakes.length },
            { established: handshakesLink(listener.outcomes.established) },
          ),
        ],
        disproof: [remark('long-round-trip.disproof')],
        next: [captureBothSides(listener.port)],
        explanation: [remark('long-round-trip.explain'), remark('long-round-trip.explain-fix')],
      }),
    ]
  })
