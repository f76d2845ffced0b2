// Frames that the host did not even take for its own: the capture saw them, not one IP counter moved (counters.md §3.A7).
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { captureBothSides, findPid, linkAddresses, ownLinkAddress } from './commands.ts'
import {
  alsoEstablished,
  assumption,
  coverage,
  otherNamespace,
  patienceEvidence,
  queueEvidence,
  silentPackets,
} from './common.ts'
import { listenersQuiet } from './counted-drops.ts'
import { candidates, placeOf } from './drop-place.ts'
import { counterLink, evidence, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'

export const wrongMacAddress: Rule = (the) =>
  candidates(the.view, the.silence).flatMap(({ listener, syns }) =>
    placeOf(the.view, the.silence, listener, syns) === 'before-ip' ? [makeMac(the.view, listener, syns)] : [],
  )

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
