// What the SYN packets of a handshake say about the client: options, ECN, Fast Open, damage.
import type { PacketTable } from '../analysis/tables.ts'
import { FEATURE, MARK, PACKET_KINDS } from '../analysis/tables.ts'
import { TCP_FLAG } from '../net/segment.ts'
import type { OptionFacts } from './option-sets.ts'
import { LOG } from './packet-log.ts'

const SYN_KIND = PACKET_KINDS.indexOf('syn')
const { ECE, CWR, AE } = TCP_FLAG

export interface SynFeatures {
  /** FEATURE bits. */
  readonly features: number
  /** Bytes, 0 = no such option. */
  readonly mss: number
  /** Shift, -1 = no such option. */
  readonly windowScale: number
}

/** Over the SYN packets among rows from … to − 1; `facts` by row of optionSets. Times of first and last SYN decide nothing. */
export function synFeatures(
  table: PacketTable,
  bits: Uint16Array,
  from: number,
  to: number,
  facts: readonly OptionFacts[],
): SynFeatures {
  let features = 0
  let mss = 0
  let windowScale = -1
  let first = -1
  for (let p = from; p < to; p++) {
    if (table.kind[p] !== SYN_KIND || (table.marks[p]! & MARK.duplicate) !== 0) continue
    const marks = table.marks[p]!
    if ((marks & MARK.badChecksum) !== 0 && (marks & MARK.outgoing) === 0) features |= FEATURE.badChecksum
    const options = facts[table.options[p]!]!
    if (options.md5) features |= FEATURE.md5
    if (options.tcpAo) features |= FEATURE.tcpAo
    if (options.mptcp) features |= FEATURE.mptcp
    const asksForEcn = (table.flags[p]! & (ECE | CWR)) === (ECE | CWR)
    if (first < 0) {
      first = p
      mss = options.mss
      windowScale = options.windowScale
      features |= firstSyn(table, bits, p, options, asksForEcn)
    } else if ((features & FEATURE.ecn) !== 0 && !asksForEcn) features |= FEATURE.ecnFallback
    if (table.payloadLength[p]! > 0)
      features |= options.fastOpenCookie || options.fastOpenRequest ? FEATURE.fastOpenData : FEATURE.synData
  }
  return { features, mss, windowScale }
}

function firstSyn(table: PacketTable, bits: Uint16Array, p: number, options: OptionFacts, asksForEcn: boolean): number {
  let features = 0
  if (options.sackPermitted) features |= FEATURE.sackPermitted
  if (options.timestamps || (table.marks[p]! & MARK.hasTimestamps) !== 0) features |= FEATURE.timestamps
  if (asksForEcn) features |= FEATURE.ecn
  if (options.accEcn || (asksForEcn && (table.flags[p]! & AE) !== 0)) features |= FEATURE.accEcn
  if (options.fastOpenRequest) features |= FEATURE.fastOpenCookieRequest
  if ((bits[p]! & LOG.cut) !== 0) features |= FEATURE.optionsCut
  return features
}
