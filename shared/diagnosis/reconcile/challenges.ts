// SYNs (and repeated SYN-ACKs) that met an existing connection, and damaged segments (counters.md §2.3, §2.6, §2.9).
import { eventsOf, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'
import { EventList } from '../view/event-list.ts'

export const challenges: Predictor = (view) => {
  const challenged = eventsOf(view, 'challenged')
  const damaged = eventsOf(view, 'badChecksum')
  const repeatedAnswers = eventsOf(view, 'synAckAfterAck')
  return [
    prediction('server', 'TcpExt.TCPSYNChallenge', challenged, { more: ['rate-limited'], fewer: ['time-wait'] }),
    prediction('server', 'TcpExt.TCPChallengeACK', challenged, { more: ['other-challenges'], fewer: ['time-wait'] }),
    prediction('server', 'Tcp.InErrs', EventList.merge([challenged, damaged]), {
      more: ['rate-limited', 'other-ports'],
      fewer: ['time-wait'],
    }),
    prediction('server', 'Tcp.InCsumErrors', damaged, {
      more: ['checksum-cut', 'other-ports'],
      fewer: ['checksum-offload'],
    }),
    prediction('client', 'TcpExt.TCPSYNChallenge', repeatedAnswers, { more: ['in-flight-answers'] }),
    prediction('client', 'Tcp.InErrs', repeatedAnswers, { more: ['in-flight-answers', 'other-servers'] }),
    prediction('client', 'TcpExt.TCPChallengeACK', repeatedAnswers, {
      more: ['in-flight-answers'],
      fewer: ['rate-limited-answers'],
    }),
  ]
}
