// SYNs that are in the capture, got nothing back, and never reached the listener: no listen counter moved. A firewall,
// conntrack, or something on the way (counters.md §3.A). Frames that the host did not even take for its own are
// 'wrong-mac-address': not one IP counter moved for them (§3.A7).
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import { droppedInIp } from '../explain/explainers.ts'
import type { Silence } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import {
  captureBothSides,
  conntrack,
  findPid,
  firewallRules,
  linkAddresses,
  ownLinkAddress,
  secondSnapshot,
} from './commands.ts'
import {
  alsoEstablished,
  assumption,
  coverage,
  otherNamespace,
  patienceEvidence,
  queueEvidence,
  shareEvidence,
  silentPackets,
} from './common.ts'
import { listenersQuiet } from './counted-drops.ts'
import { scannedListeners } from './scan.ts'
import { rateLimitedErrors } from './icmp-rejected.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { lossPattern } from './loss-pattern.ts'
import { neverSent } from './never-sent.ts'
import { answeredUnseen } from './synack-lost.ts'

/** Where the packets disappeared, as far as the counters tell. */
type Place = 'in-ip' | 'before-ip' | 'before-tcp' | 'path' | 'unknown'

export const droppedBeforeListener: Rule = (the) => {
  if (the.view.handshakes === 0) return countersOnly(the.view)
  return candidates(the.view, the.silence).flatMap(({ listener, syns }) => {
    const place = placeOf(the.view, the.silence, listener, syns)
    if (place === null || place === 'before-ip') return []
    return [make(the.view, the.silence, listener, syns, place)]
  })
}

export const wrongMacAddress: Rule = (the) =>
  candidates(the.view, the.silence).flatMap(({ listener, syns }) =>
    placeOf(the.view, the.silence, listener, syns) === 'before-ip' ? [makeMac(the.view, listener, syns)] : [],
  )

/** Listeners with silence that no listen counter (nor rp_filter, checksum, signature) explains. */
function candidates(view: EvidenceView, silence: Silence): readonly { listener: ListenerFigures; syns: number }[] {
  const scanned = scannedListeners(view)
  return view.listeners.flatMap((listener) => {
    if (scanned.has(listener)) return []
    if (rateLimitedErrors(listener)) return []
    if (
      listener.firmlySilent.length === 0 ||
      neverSent(view, listener) ||
      answeredUnseen(view, listener) ||
      lossPattern(view, listener) !== null
    )
      return []
    const inIp = silence.shares.filter((share) => share.listener === listener && share.explainer.code === 'before-tcp')
    const syns = (silence.unexplained.get(listener) ?? 0) + inIp.reduce((sum, share) => sum + share.packets, 0)
    const covered = silence.covered.get(listener) ?? 0
    // A remainder of another cause (borders of the snapshots, capture loss) is no cause of its own.
    return syns >= Math.max(1, covered * 0.1) && syns > 0 ? [{ listener, syns }] : []
  })
}

function placeOf(view: EvidenceView, silence: Silence, listener: ListenerFigures, syns: number): Place | null {
  const { server } = view
  if (server === null || server.place === 'wrong') return null
  const { window } = server
  if (!window.hasGrowth) return fromZeroTotals(view, listener) ? 'unknown' : null
  if (window.covers(listener.silent) === 'no') return null
  const inIp = silence.shares.find((share) => share.listener === listener && share.explainer.code === 'before-tcp')
  if (inIp !== undefined && inIp.packets >= syns * 0.5) return 'in-ip'
  if (silence.shares.some((share) => share.listener === listener && share.explainer.code !== 'before-tcp')) return null
  if (window.growth('TcpExt.ListenDrops') === null) return null
  if (listener.onlyElsewhere.length > 0) return 'path'
  if (unseenByTcp(view, window) >= syns * 0.9 && window.growth('Ip.InReceives') === null) return 'before-tcp'
  if (view.vantage === 'client' || view.vantage === 'middle') return 'path'
  if (isIpv6(view, listener) && window.growth('Ip6.InReceives') === null) {
    return unseenByTcp(view, window) >= syns * 0.9 ? 'before-tcp' : 'unknown'
  }
  return unseenByIp(view, window) >= syns * 0.5 ? 'before-ip' : null
}

/** One snapshot, taken after the last SYN, in which nothing was ever dropped at any listener since boot. */
function fromZeroTotals(view: EvidenceView, listener: ListenerFigures): boolean {
  const window = view.server?.window
  if (window === undefined) return false
  const drops = window.total('TcpExt.ListenDrops')
  const taken = Number.isNaN(window.end) || window.end >= listener.silent.last
  return taken && drops !== null && drops < listener.firmlySilent.length * 0.5
}

/** TCP packets of the capture that the kernel's TCP neither received nor sent: 0 when the counters tell nothing. */
function unseenByTcp(view: EvidenceView, window: HostWindow): number {
  const received = window.growth('Tcp.InSegs')
  if (received === null || window.growth('Tcp.OutSegs') === null || view.vantage === 'client') return 0
  const captured = Math.max(0, ...view.analysis.captures.map((capture) => capture.tcpPackets))
  return captured - received - sentByTcp(window)
}

/** TCP packets of the capture that the IP layer neither received nor sent. */
function unseenByIp(view: EvidenceView, window: HostWindow): number {
  const captured = Math.max(0, ...view.analysis.captures.map((capture) => capture.tcpPackets))
  return captured - window.grown('Ip.InReceives', 'Ip.OutRequests', 'Ip6.InReceives', 'Ip6.OutRequests')
}

/** OutSegs leaves repeated data out and counts repeated SYN-ACKs (tcp_rtx_synack), which are in TCPSynRetrans too. */
function sentByTcp(window: HostWindow): number {
  return window.grown('Tcp.OutSegs', 'Tcp.RetransSegs') - window.grown('TcpExt.TCPSynRetrans')
}

function isIpv6(view: EvidenceView, listener: ListenerFigures): boolean {
  return view.analysis.addresses.family[view.analysis.listeners.address[listener.row] ?? 0] === 6
}

function judge(view: EvidenceView, silence: Silence, listener: ListenerFigures, place: Place): Confidence {
  const window = view.server?.window
  const share = silence.shares.find((each) => each.listener === listener && each.explainer.code === 'before-tcp')
  const quiet = listenersQuiet(view) !== null
  const covers = window?.covers(listener.silent)
  if (view.server?.place !== 'fits') return place === 'unknown' ? 'possible' : 'likely'
  if (place === 'in-ip' && share !== undefined && share.exact && !share.ambiguous && covers === 'yes') return 'certain'
  if (place === 'before-tcp' && quiet && covers === 'yes' && view.vantage !== 'client') return 'certain'
  return 'likely'
}

function make(view: EvidenceView, silence: Silence, listener: ListenerFigures, syns: number, place: Place): Verdict {
  const window = view.server?.window
  const share = silence.shares.find((each) => each.listener === listener && each.explainer.code === 'before-tcp')
  const handshakes = listener.silent.handshakes.length
  const drops = window?.total('TcpExt.ListenDrops') ?? null
  return verdict({
    cause: 'dropped-before-listener',
    confidence: judge(view, silence, listener, place),
    listener: listener.row,
    handshakes,
    synPackets: syns,
    weight: handshakes * WEIGHT.silent,
    summary: remark(`dropped-before-listener.summary-${place}`, { listener: listener.name, syns, handshakes }),
    evidence: [
      silentPackets(listener),
      listenersQuiet(view),
      place === 'unknown' && drops !== null && window !== undefined && !window.hasGrowth
        ? evidence(
            'evidence.too-few-drops',
            { drops, syns: listener.silent.length },
            { drops: counterLink(window, 'TcpExt.ListenDrops') },
          )
        : null,
      ...(share === undefined || window === undefined ? [] : [ipDrops(window), ...shareEvidence(window, share)]),
      place === 'before-tcp' && window !== undefined ? tcpMissing(view, window) : null,
      listener.onlyElsewhere.length === 0
        ? null
        : evidence(
            'evidence.only-elsewhere',
            { syns: listener.onlyElsewhere.length, handshakes: listener.onlyElsewhere.handshakes.length },
            {
              syns: packetsLink(listener.onlyElsewhere),
              handshakes: handshakesLink(listener.onlyElsewhere.handshakes),
            },
          ),
      ...clientsEvidence(view, listener),
      ...queueEvidence(view, listener),
      coverage(view, listener),
      alsoEstablished(listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
    disproof: [
      remark('dropped-before-listener.disproof-counter'),
      remark('dropped-before-listener.disproof-rule'),
      otherNamespace,
    ],
    next: [
      findPid,
      window?.hasGrowth === true ? null : secondSnapshot(),
      firewallRules,
      conntrack,
      captureBothSides(listener.port),
    ],
    explanation: [
      remark('dropped-before-listener.explain'),
      remark('dropped-before-listener.explain-silence'),
      remark('dropped-before-listener.explain-places'),
    ],
  })
}

/** Packets that the IP layer received and did not hand on, without a capture that would tell which. */
function countersOnly(view: EvidenceView): readonly Verdict[] {
  const window = view.server?.window
  const dropped = window === undefined ? 0 : droppedInIp((name) => window.grown(name))
  if (window === undefined || dropped < MOST_STRAY || listenersQuiet(view) === null) return []
  return [
    verdict({
      cause: 'dropped-before-listener',
      confidence: 'possible',
      listener: null,
      handshakes: 0,
      synPackets: dropped,
      weight: dropped * WEIGHT.silent,
      summary: remark('dropped-before-listener.summary-counters', { dropped }),
      evidence: [ipDrops(window), listenersQuiet(view), evidence('evidence.no-capture')],
      disproof: [remark('dropped-before-listener.disproof-rule'), otherNamespace],
      next: [findPid, firewallRules, conntrack, captureBothSides(null)],
      explanation: [remark('dropped-before-listener.explain'), remark('dropped-before-listener.explain-places')],
    }),
  ]
}

/** Broadcasts and strays that any host receives and does not deliver. */
const MOST_STRAY = 10

function ipDrops(window: HostWindow): Evidence {
  const dropped = droppedInIp((name) => window.grown(name))
  const v4 = window.grown('Ip.InReceives') > 0
  const section = v4 ? 'Ip' : 'Ip6'
  return evidence(
    'evidence.received-not-delivered',
    {
      received: window.grown(`${section}.InReceives`),
      delivered: window.grown(`${section}.InDelivers`),
      dropped,
    },
    { received: counterLink(window, `${section}.InReceives`), delivered: counterLink(window, `${section}.InDelivers`) },
  )
}

function tcpMissing(view: EvidenceView, window: HostWindow): Evidence {
  const captured = Math.max(0, ...view.analysis.captures.map((capture) => capture.tcpPackets))
  return evidence(
    'evidence.unseen-by-tcp',
    {
      captured,
      received: window.grown('Tcp.InSegs'),
      sent: sentByTcp(window),
      missing: unseenByTcp(view, window),
    },
    { received: counterLink(window, 'Tcp.InSegs'), sent: counterLink(window, 'Tcp.OutSegs') },
  )
}

/** A listener that answers some clients and never others smells of a rule by address. */
function clientsEvidence(view: EvidenceView, listener: ListenerFigures): readonly Evidence[] {
  const { clientAddress } = view.analysis.handshakes
  const served = new Set(listener.outcomes.established.map((h) => clientAddress[h] ?? 0))
  const silent = new Set(listener.silent.handshakes.map((h) => clientAddress[h] ?? 0))
  if (served.size === 0 || silent.size === 0 || [...silent].some((client) => served.has(client))) return []
  return [evidence('evidence.by-client', { silent: silent.size, served: served.size, listener: listener.name })]
}

function makeMac(view: EvidenceView, listener: ListenerFigures, syns: number): Verdict {
  const window = view.server?.window
  const handshakes = listener.silent.handshakes.length
  const proven = view.server?.place === 'fits' && window?.covers(listener.silent) === 'yes'
  return verdict({
    cause: 'wrong-mac-address',
    confidence: proven ? 'likely' : 'possible',
    listener: listener.row,
    handshakes,
    synPackets: syns,
    weight: handshakes * WEIGHT.silent,
    summary: remark('wrong-mac-address.summary', { listener: listener.name, syns, handshakes }),
    evidence: [
      silentPackets(listener),
      listenersQuiet(view),
      window === undefined
        ? null
        : evidence(
            'evidence.not-even-received',
            { received: window.grown('Ip.InReceives'), syns },
            { received: counterLink(window, 'Ip.InReceives') },
          ),
      ...queueEvidence(view, listener),
      coverage(view, listener),
      alsoEstablished(listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
    disproof: [
      remark('wrong-mac-address.disproof-address'),
      remark('wrong-mac-address.disproof-ingress'),
      otherNamespace,
    ],
    next: [findPid, linkAddresses(listener.port), ownLinkAddress, captureBothSides(listener.port)],
    explanation: [remark('wrong-mac-address.explain'), remark('wrong-mac-address.explain-fix')],
  })
}
