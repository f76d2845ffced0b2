// How each field is read from the columns: a function of the row, made once per filter.
import type { HandshakeColumns } from '../analysis/handshake-columns.ts'
import { FEATURE, OUTCOMES } from '../analysis/tables.ts'
import type { Outcome, PacketAnalysis } from '../analysis/tables.ts'

/** What a filter runs over. */
export interface FilterSubject {
  readonly packets: PacketAnalysis
  readonly columns: HandshakeColumns
  /** Words of the outcomes in the reader's language, by code; free text is looked for in them as well as in English. */
  readonly outcomeWords?: readonly string[]
}

export type NumberReader = (row: number) => number

/** A handshake that did not lead to a connection, as far as the capture tells. */
export const FAILED_OUTCOMES: readonly Outcome[] = [
  'unanswered',
  'refused',
  'icmp-rejected',
  'half-open',
  'final-ack-ignored',
  'reset-after-handshake',
  'challenge-acked',
]

/** By code of the outcome column: 1 = failed. */
export const IS_FAILED = Uint8Array.from(OUTCOMES, (outcome) => (FAILED_OUTCOMES.includes(outcome) ? 1 : 0))

/** An established handshake that took this long or longer is called slow: one lost packet costs at least a second. */
export const SLOW_SECONDS = 0.9

/** Numbers, durations and codes of choices. Every row has one value; NaN means there is none. */
export function numberReader(name: string, { packets, columns }: FilterSubject): NumberReader | null {
  const h = packets.handshakes
  switch (name) {
    case 'outcome':
      return (row) => h.outcome[row] ?? NaN
    case 'schedule':
      return (row) => h.schedule[row] ?? NaN
    case 'reason':
      return (row) => h.undecidedReason[row] ?? NaN
    case 'client.port':
      return (row) => h.clientPort[row] ?? NaN
    case 'server.port':
      return (row) => h.serverPort[row] ?? NaN
    case 'syns':
      return (row) => columns.syns[row] ?? NaN
    case 'syns.unanswered':
      return (row) => h.unansweredSyns[row] ?? NaN
    case 'syns.missing':
      return (row) => h.missingSyns[row] ?? NaN
    case 'synacks':
      return (row) => columns.synAcks[row] ?? NaN
    case 'gap':
      return (row) => columns.longestGap[row] ?? NaN
    case 'wait':
      return (row) => columns.wait[row] ?? NaN
    case 'answer':
      return (row) => columns.answerAfter[row] ?? NaN
    case 'start':
      return (row) => columns.start[row] ?? NaN
    case 'duration':
      return (row) => (columns.end[row] ?? NaN) - (columns.start[row] ?? NaN)
    case 'isn':
      return (row) => h.isn[row] ?? NaN
    case 'mss':
      return (row) => h.mss[row] || NaN
    case 'window.scale':
      return (row) => ((h.windowScale[row] ?? -1) < 0 ? NaN : (h.windowScale[row] ?? NaN))
    case 'completeness':
      return (row) => h.completeness[row] ?? NaN
    case 'ttl':
      return (row) => packets.packets.ttl[h.packetStart[row] ?? 0] ?? NaN
    default:
      return null
  }
}

/** True/false fields. */
export function yesNoReader(name: string, { packets, columns }: FilterSubject): ((row: number) => boolean) | null {
  const h = packets.handshakes
  const feature = (bit: number) => (row: number) => ((h.features[row] ?? 0) & bit) !== 0
  switch (name) {
    case 'failed':
      return (row) => IS_FAILED[h.outcome[row] ?? 0] === 1
    case 'slow': {
      const established = OUTCOMES.indexOf('established')
      return (row) => h.outcome[row] === established && (columns.wait[row] ?? 0) >= SLOW_SECONDS
    }
    case 'sack':
      return feature(FEATURE.sackPermitted)
    case 'timestamps':
      return feature(FEATURE.timestamps)
    case 'ecn':
      return feature(FEATURE.ecn | FEATURE.accEcn)
    case 'ecn.fallback':
      return feature(FEATURE.ecnFallback)
    case 'fast-open':
      return feature(FEATURE.fastOpenCookieRequest | FEATURE.fastOpenData)
    case 'mptcp':
      return feature(FEATURE.mptcp)
    case 'md5':
      return feature(FEATURE.md5)
    case 'port.reused':
      return feature(FEATURE.portReused)
    case 'duplicates':
      return feature(FEATURE.duplicates)
    case 'answered.late':
      return feature(FEATURE.answeredLate)
    case 'synack.repeated':
      return feature(FEATURE.synAckRepeated)
    case 'bad-checksum':
      return feature(FEATURE.badChecksum)
    default:
      return null
  }
}
