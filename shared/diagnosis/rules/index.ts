// All rules. Their order does not matter: rank.ts puts the findings in order.
import { acceptQueueAbort } from './accept-queue-abort.ts'
import { acceptQueueAtAck } from './accept-queue-at-ack.ts'
import { acceptQueueOverflow } from './accept-queue-overflow.ts'
import { challengeAck } from './challenge-ack.ts'
import { badChecksum, md5Required, reversePathFilter } from './counted-drops.ts'
import { deferAccept } from './defer-accept.ts'
import { droppedBeforeListener } from './dropped-before-listener.ts'
import { finalAckLost } from './final-ack-lost.ts'
import type { Rule } from './finding.ts'
import { healthy } from './healthy.ts'
import { icmpRejected } from './icmp-rejected.ts'
import { longRoundTrip } from './long-round-trip.ts'
import { portReuse } from './port-reuse.ts'
import { randomLoss } from './random-loss.ts'
import { refused } from './refused.ts'
import { simultaneousOpen } from './simultaneous-open.ts'
import { synQueueFull } from './syn-queue-full.ts'
import { synackLost } from './synack-lost.ts'
import { syncookies } from './syncookies.ts'
import { wrongMacAddress } from './wrong-mac-address.ts'

export const RULES: readonly Rule[] = [
  acceptQueueAbort,
  acceptQueueOverflow,
  acceptQueueAtAck,
  synQueueFull,
  reversePathFilter,
  md5Required,
  badChecksum,
  droppedBeforeListener,
  wrongMacAddress,
  synackLost,
  finalAckLost,
  randomLoss,
  longRoundTrip,
  challengeAck,
  deferAccept,
  portReuse,
  syncookies,
  refused,
  icmpRejected,
  simultaneousOpen,
  healthy,
]
