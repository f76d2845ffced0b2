// A SYN met a connection that the server still holds on the same 4-tuple: the answer is a bare (challenge) ACK, RFC 5961
// §4; the client resets the old connection and only then gets through (counters.md §3.B7, §3.C).
import type { Evidence } from '../../analysis/findings.ts'
import { RATE_LIMIT_COUNTERS } from '../explain/explainers.ts'
import { findPid, firewallRules, captureBothSides, watchCounters } from './commands.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, shortName, verdict, WEIGHT } from './finding.ts'
import type { Rule } from './finding.ts'

export const challengeAck: Rule = ({ view }) =>
  view.listeners.flatMap((listener) => {
    const list = listener.challenged
    if (list.length === 0) return []
    const window = view.server?.window
    const challenges = window?.growth('TcpExt.TCPSYNChallenge') ?? null
    const skipped = window === undefined ? undefined : RATE_LIMIT_COUNTERS.find((name) => window.grown(name) > 0)
    const established = new Set(listener.outcomes.established)
    const stuck = list.handshakes.filter((h) => !established.has(h))
    const facts: (Evidence | null)[] = [
      evidence(
        'evidence.challenged',
        { syns: list.length, handshakes: list.handshakes.length, listener: listener.name },
        { syns: packetsLink(list), handshakes: handshakesLink(list.handshakes) },
      ),
      window === undefined || challenges === null || challenges === 0
        ? null
        : evidence(
            'evidence.grew',
            { counter: 'TCPSYNChallenge', growth: challenges },
            { growth: counterLink(window, 'TcpExt.TCPSYNChallenge') },
          ),
      window === undefined || skipped === undefined || listener.silent.length === 0
        ? null
        : evidence(
            'evidence.rate-limited',
            { counter: shortName(skipped), growth: window.grown(skipped), syns: listener.silent.length },
            { growth: counterLink(window, skipped), syns: packetsLink(listener.silent) },
          ),
      stuck.length === 0
        ? null
        : evidence('evidence.challenged-stuck', { handshakes: stuck.length }, { handshakes: handshakesLink(stuck) }),
    ]
    return [
      verdict({
        cause: 'challenge-ack',
        confidence: 'certain',
        listener: listener.row,
        handshakes: list.handshakes.length,
        synPackets: list.length,
        weight: (list.handshakes.length - stuck.length) * WEIGHT.stalled + stuck.length * WEIGHT.silent,
        summary: remark('challenge-ack.summary', {
          listener: listener.name,
          syns: list.length,
          handshakes: list.handshakes.length,
        }),
        evidence: facts,
        disproof: [remark('challenge-ack.disproof')],
        next: [
          findPid,
          watchCounters(['TcpExt.TCPSYNChallenge', 'TcpExt.TCPChallengeACK', 'TcpExt.TCPACKSkippedChallenge']),
          captureBothSides(listener.port),
          stuck.length === 0 ? null : firewallRules,
        ],
        explanation: [
          remark('challenge-ack.explain'),
          stuck.length === 0 ? null : remark('challenge-ack.explain-stuck'),
        ],
      }),
    ]
  })
