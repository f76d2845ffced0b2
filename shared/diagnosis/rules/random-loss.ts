// Packets lost by chance: a few handshakes need a second SYN, SYN-ACK or ACK between many that pass untouched.
import { captureBothSides, findPid, watchCounters } from './commands.ts'
import { listenersQuiet } from './counted-drops.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule } from './finding.ts'
import { lossPattern } from './loss-pattern.ts'

export const randomLoss: Rule = ({ view }) =>
  view.listeners.flatMap((listener) => {
    const pattern = lossPattern(view, listener)
    if (pattern === null) return []
    const rows = [...new Set(pattern.repeated.handshakes)].sort((a, b) => a - b)
    const window = view.server?.window
    const share = (100 * rows.length) / Math.max(1, listener.handshakes.length)
    return [
      verdict({
        cause: 'random-loss',
        confidence: pattern.firm && rows.length >= 5 ? 'likely' : 'possible',
        listener: listener.row,
        handshakes: rows.length,
        synPackets: listener.synAckUnheard.length,
        weight: rows.length * WEIGHT.stalled,
        summary: remark('random-loss.summary', {
          listener: listener.name,
          handshakes: rows.length,
          all: listener.handshakes.length,
          percent: share < 10 ? Math.round(share * 10) / 10 : Math.round(share),
        }),
        evidence: [
          evidence(
            'evidence.scattered',
            { packets: pattern.repeated.length, handshakes: rows.length, clean: pattern.cleanBetween },
            {
              packets: packetsLink(pattern.repeated),
              handshakes: handshakesLink(rows),
              clean: handshakesLink(listener.clean.handshakes),
            },
          ),
          listener.synAckUnheard.length === 0
            ? null
            : evidence(
                'evidence.lost-answers',
                { handshakes: listener.synAckUnheard.handshakes.length },
                { handshakes: handshakesLink(listener.synAckUnheard.handshakes) },
              ),
          listener.ackUnheard.length === 0
            ? null
            : evidence(
                'evidence.lost-acks',
                { handshakes: listener.ackUnheard.handshakes.length },
                { handshakes: handshakesLink(listener.ackUnheard.handshakes) },
              ),
          window?.hasGrowth === true
            ? evidence(
                'evidence.grew',
                { counter: 'RetransSegs', growth: window.grown('Tcp.RetransSegs') },
                { growth: counterLink(window, 'Tcp.RetransSegs') },
              )
            : null,
          listenersQuiet(view),
        ],
        disproof: [remark('random-loss.disproof-counter'), remark('random-loss.disproof-pattern')],
        next: [
          findPid,
          captureBothSides(listener.port),
          watchCounters(['Tcp.RetransSegs', 'TcpExt.TCPSynRetrans', 'TcpExt.ListenDrops']),
        ],
        explanation: [remark('random-loss.explain'), remark('random-loss.explain-next')],
      }),
    ]
  })
