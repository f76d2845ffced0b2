// SYNs that are in the capture, got nothing back, and never reached the listener: no listen counter moved. A firewall,
// conntrack, or something on the way (counters.md §3.A).
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import { droppedInIp } from '../explain/explainers.ts'
import type { Silence } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { captureBothSides, conntrack, findPid, firewallRules, secondSnapshot } from './commands.ts'
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
import { candidates, placeOf, sentByTcp, unseenByTcp } from './drop-place.ts'
import type { Place } from './drop-place.ts'
import { droppedByTcp } from './dropped-by-tcp.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'

export const droppedBeforeListener: Rule = (the) => {
  if (the.view.handshakes === 0) return countersOnly(the.view)
  const byTcp = the.silence.shares
    .filter((share) => share.explainer.code === 'min-ttl' || share.explainer.code === 'old-time-stamp')
    .map((share) => droppedByTcp(the.view, share))
  const before = candidates(the.view, the.silence).flatMap(({ listener, syns }) => {
    const place = placeOf(the.view, the.silence, listener, syns)
    if (place === null || place === 'before-ip') return []
    return [make(the.view, the.silence, listener, syns, place)]
  })
  return [...byTcp, ...before]
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
      ...otherDrops(view),
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

/** Drops that no MIB counter knows: connection tracking, the backlog of a CPU, a full conntrack table in the log. */
function otherDrops(view: EvidenceView): readonly Evidence[] {
  const facts = [...view.counters.otherDrops]
    .filter(([name, growth]) => name.endsWith('.growth') && growth > 0 && LOSSES.test(name))
    .map(([name, growth]) => evidence('evidence.other-drop', { name: name.replace(/\.growth$/, ''), growth }))
  const message = view.counters.kernelMessages.find((each) => each.kind === 'conntrack-full')
  return message === undefined ? facts : [...facts, evidence('evidence.kernel-log-conntrack', { line: message.line })]
}

const LOSSES = /^(softnet\.(dropped|flow_limit)|conntrack\.(drop|early_drop|insert_failed|invalid))\./

/** A listener that answers some clients and never others smells of a rule by address. */
function clientsEvidence(view: EvidenceView, listener: ListenerFigures): readonly Evidence[] {
  const { clientAddress } = view.analysis.handshakes
  const served = new Set(listener.outcomes.established.map((h) => clientAddress[h] ?? 0))
  const silent = new Set(listener.silent.handshakes.map((h) => clientAddress[h] ?? 0))
  if (served.size === 0 || silent.size === 0 || [...silent].some((client) => served.has(client))) return []
  return [evidence('evidence.by-client', { silent: silent.size, served: served.size, listener: listener.name })]
}
