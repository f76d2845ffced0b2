// Which handshakes deserve a lane by default: those that failed, were repeated or were slow. The rest is answered at
// once and is one click away.
import { OUTCOMES } from '../analysis/tables.ts'
import { SLOW_SECONDS } from '../filter/column-readers.ts'
import type { FilterSubject } from '../filter/column-readers.ts'

const ESTABLISHED = OUTCOMES.indexOf('established')

/** True for a failed handshake, one with more than one SYN or SYN-ACK, or one slower than SLOW_SECONDS. */
export function isNotable({ packets, columns }: FilterSubject, row: number): boolean {
  return (
    packets.handshakes.outcome[row] !== ESTABLISHED ||
    (columns.syns[row] ?? 0) > 1 ||
    (columns.synAcks[row] ?? 0) > 1 ||
    (columns.wait[row] ?? 0) >= SLOW_SECONDS
  )
}
