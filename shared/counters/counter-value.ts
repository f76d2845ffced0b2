// What a snapshot knows of one counter: a value, a zero (its section was seen whole) or nothing.
import type { CounterSnapshot } from '../analysis/counters.ts'

/** The value of a counter in a snapshot; undefined when the text does not tell. `name` is Section.Mib. */
export function counterValue(snapshot: CounterSnapshot, name: string): number | undefined {
  const value = snapshot.values.get(name)
  if (value !== undefined) return value
  return snapshot.wholeSections.includes(name.slice(0, name.indexOf('.'))) ? 0 : undefined
}

/** Counters that say something about connection set-up: listed even while they are 0. */
export const SETUP_COUNTERS: readonly string[] = [
  'TcpExt.ListenOverflows',
  'TcpExt.ListenDrops',
  'TcpExt.TCPReqQFullDrop',
  'TcpExt.TCPReqQFullDoCookies',
  'TcpExt.SyncookiesSent',
  'TcpExt.SyncookiesRecv',
  'TcpExt.SyncookiesFailed',
  'TcpExt.EmbryonicRsts',
  'TcpExt.TCPSynRetrans',
  'TcpExt.TCPTimeouts',
  'TcpExt.TCPAbortOnTimeout',
  'TcpExt.TCPDeferAcceptDrop',
  'TcpExt.TCPBacklogDrop',
  'TcpExt.TCPMinTTLDrop',
  'TcpExt.TCPChallengeACK',
  'TcpExt.TCPSYNChallenge',
  'TcpExt.TCPACKSkippedSynRecv',
  'TcpExt.TCPACKSkippedChallenge',
  'TcpExt.TCPACKSkippedTimeWait',
  'TcpExt.TCPTimeWaitOverflow',
  'TcpExt.PAWSPassive',
  'TcpExt.PAWSActive',
  'TcpExt.PAWSEstab',
  'TcpExt.PAWSTimewait',
  'TcpExt.TSEcrRejected',
  'TcpExt.OutOfWindowIcmps',
  'TcpExt.LockDroppedIcmps',
  'TcpExt.TCPMD5NotFound',
  'TcpExt.TCPMD5Unexpected',
  'TcpExt.TCPMD5Failure',
  'TcpExt.TCPAORequired',
  'TcpExt.TCPAOBad',
  'TcpExt.TCPAOKeyNotFound',
  'TcpExt.IPReversePathFilter',
  'TcpExt.TCPFastOpenListenOverflow',
  'TcpExt.TCPFastOpenPassive',
  'TcpExt.TCPFastOpenPassiveFail',
  'TcpExt.TCPFastOpenActive',
  'TcpExt.TCPFastOpenActiveFail',
  'TcpExt.TCPFastOpenCookieReqd',
  'TcpExt.TCPMigrateReqFailure',
  'Tcp.InCsumErrors',
  'Ip.InHdrErrors',
  'Ip.InAddrErrors',
  'Ip.OutNoRoutes',
  'Ip.OutDiscards',
  'Icmp.InDestUnreachs',
  'Icmp.OutDestUnreachs',
  'Icmp.InTimeExcds',
]
