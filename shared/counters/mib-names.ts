// MIB names: splitting the glued names of nstat, and the section that a bare name belongs to.
import { NETSTAT_TEXTS } from './netstat-texts.ts'

/** Sections of /proc/net/netstat, snmp and snmp6; longest first, so that TcpExt is not taken for Tcp. */
export const SECTIONS: readonly string[] = [
  'MPTcpExt',
  'UdpLite6',
  'IcmpMsg',
  'UdpLite',
  'TcpExt',
  'Icmp6',
  'IpExt',
  'Icmp',
  'Sctp',
  'Udp6',
  'Ip6',
  'Tcp',
  'Udp',
  'Ip',
]

/** `TcpExtListenDrops` → `TcpExt.ListenDrops`; null when no section of /proc/net begins the name. */
export function splitGluedName(glued: string): string | null {
  for (const section of SECTIONS) {
    if (glued.startsWith(section) && /^[A-Z][A-Za-z0-9]*$/.test(glued.slice(section.length))) {
      return `${section}.${glued.slice(section.length)}`
    }
  }
  return null
}

export function isSection(name: string): boolean {
  return SECTIONS.includes(name)
}

/** TcpExt of Linux 6.18 in the order of /proc/net/netstat, then names that only older kernels have. */
export const TCP_EXT_NAMES: readonly string[] =
  `SyncookiesSent SyncookiesRecv SyncookiesFailed EmbryonicRsts PruneCalled RcvPruned OfoPruned OutOfWindowIcmps LockDroppedIcmps
ArpFilter TW TWRecycled TWKilled PAWSActive PAWSEstab BeyondWindow TSEcrRejected PAWSOldAck PAWSTimewait DelayedACKs
DelayedACKLocked DelayedACKLost ListenOverflows ListenDrops TCPHPHits TCPPureAcks TCPHPAcks TCPRenoRecovery
TCPSackRecovery TCPSACKReneging TCPSACKReorder TCPRenoReorder TCPTSReorder TCPFullUndo TCPPartialUndo TCPDSACKUndo
TCPLossUndo TCPLostRetransmit TCPRenoFailures TCPSackFailures TCPLossFailures TCPFastRetrans TCPSlowStartRetrans
TCPTimeouts TCPLossProbes TCPLossProbeRecovery TCPRenoRecoveryFail TCPSackRecoveryFail TCPRcvCollapsed
TCPBacklogCoalesce TCPDSACKOldSent TCPDSACKOfoSent TCPDSACKRecv TCPDSACKOfoRecv TCPAbortOnData TCPAbortOnClose
TCPAbortOnMemory TCPAbortOnTimeout TCPAbortOnLinger TCPAbortFailed TCPMemoryPressures TCPMemoryPressuresChrono
TCPSACKDiscard TCPDSACKIgnoredOld TCPDSACKIgnoredNoUndo TCPSpuriousRTOs TCPMD5NotFound TCPMD5Unexpected TCPMD5Failure
TCPSackShifted TCPSackMerged TCPSackShiftFallback TCPBacklogDrop PFMemallocDrop TCPMinTTLDrop TCPDeferAcceptDrop
IPReversePathFilter TCPTimeWaitOverflow TCPReqQFullDoCookies TCPReqQFullDrop TCPRetransFail TCPRcvCoalesce TCPOFOQueue
TCPOFODrop TCPOFOMerge TCPChallengeACK TCPSYNChallenge TCPFastOpenActive TCPFastOpenActiveFail TCPFastOpenPassive
TCPFastOpenPassiveFail TCPFastOpenListenOverflow TCPFastOpenCookieReqd TCPFastOpenBlackhole TCPSpuriousRtxHostQueues
BusyPollRxPackets TCPAutoCorking TCPFromZeroWindowAdv TCPToZeroWindowAdv TCPWantZeroWindowAdv TCPSynRetrans
TCPOrigDataSent TCPHystartTrainDetect TCPHystartTrainCwnd TCPHystartDelayDetect TCPHystartDelayCwnd
TCPACKSkippedSynRecv TCPACKSkippedPAWS TCPACKSkippedSeq TCPACKSkippedFinWait2 TCPACKSkippedTimeWait
TCPACKSkippedChallenge TCPWinProbe TCPKeepAlive TCPMTUPFail TCPMTUPSuccess TCPDelivered TCPDeliveredCE
TCPAckCompressed TCPZeroWindowDrop TCPRcvQDrop TCPWqueueTooBig TCPFastOpenPassiveAltKey TcpTimeoutRehash
TcpDuplicateDataRehash TCPDSACKRecvSegs TCPDSACKIgnoredDubious TCPMigrateReqSuccess TCPMigrateReqFailure TCPPLBRehash
TCPAORequired TCPAOBad TCPAOKeyNotFound TCPAOGood TCPAODroppedIcmps
PAWSPassive TCPPrequeued TCPDirectCopyFromBacklog TCPDirectCopyFromPrequeue TCPPrequeueDropped TCPHPHitsToUser TCPSchedulerFailed
TCPForwardRetrans TCPFACKReorder TCPLoss TCPAbortOnSyn SockMallocOOM`.split(/\s+/)

const IN_TCP_EXT: ReadonlySet<string> = new Set(TCP_EXT_NAMES)

/** Raw names of other sections that exist nowhere else, as they appear in fragments without a header. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Forwarding: 'Ip',
    OutTransmits: 'Ip',
    InNoECTPkts: 'IpExt',
    InECT0Pkts: 'IpExt',
    InECT1Pkts: 'IpExt',
    InCEPkts: 'IpExt',
    InNoRoutes: 'IpExt',
    InTruncatedPkts: 'IpExt',
    InBcastPkts: 'IpExt',
    OutBcastPkts: 'IpExt',
    ReasmOverlaps: 'IpExt',
  }),
)

/** The section of a bare raw name of netstat -s; null when it is not known or exists in several sections. */
export function sectionOfRawName(name: string): string | null {
  if (IN_TCP_EXT.has(name)) return 'TcpExt'
  const found = ELSEWHERE.get(name)
  if (found !== undefined) return found
  if (/^MP[A-Z]/.test(name) || /^(?:Add|Rm)Addr|^MPTCP/.test(name)) return 'MPTcpExt'
  if (/^(?:In|Out)Type\d{1,3}$/.test(name)) return 'IcmpMsg'
  return null
}

/** Readings of the moment, not counters: they may go down and have no growth. */
const GAUGES: ReadonlySet<string> = new Set([
  'Ip.Forwarding',
  'Ip.DefaultTTL',
  'Tcp.RtoAlgorithm',
  'Tcp.RtoMin',
  'Tcp.RtoMax',
  'Tcp.MaxConn',
  'Tcp.CurrEstab',
  'MPTcpExt.MPCurrEstab',
])

export function isGauge(name: string): boolean {
  return GAUGES.has(name)
}

/** TcpExt counters that every version of netstat -s prints in words; all others are raw in some version. */
const NEVER_RAW: ReadonlySet<string> = new Set(
  (
    'SyncookiesSent SyncookiesRecv SyncookiesFailed EmbryonicRsts PruneCalled RcvPruned OfoPruned OutOfWindowIcmps LockDroppedIcmps TW ' +
    'TWRecycled PAWSPassive PAWSActive PAWSEstab DelayedACKs DelayedACKLocked DelayedACKLost ListenOverflows ListenDrops TCPHPHits'
  ).split(' '),
)

/** All texts of a counter in netstat -s, oldest first, and its raw form last when some version prints that. */
export function netstatTextsOf(name: string): readonly string[] {
  const dot = name.indexOf('.')
  const [section, mib] = [name.slice(0, dot), name.slice(dot + 1)]
  const texts = (NETSTAT_TEXTS[section] ?? []).flatMap(([candidate, ...rest]) => (candidate === mib ? rest : []))
  return texts.length > 0 && (section !== 'TcpExt' || NEVER_RAW.has(mib)) ? texts : [...texts, `${mib}: N`]
}
