// Clock offsets and namespaces, on real captures' counters and on made-up ones.
import { describe, expect, it } from 'vitest'
import { alignmentOf, growthIntervals, shiftIntervals } from '../../../shared/counters/align-series.ts'
import { checkNamespace, hostOfPackets } from '../../../shared/counters/namespace-check.ts'
import { readCounterTexts } from '../../../shared/counters/read-counter-texts.ts'
import { readText, textSource } from '../../helpers/counter-texts.ts'

const burst = [0, 0, 5, 1, 0, 9, 0, 3, 3, 0, 7, 0, 0, 2]
const syns = Float64Array.from(
  burst.flatMap((n, second) => Array.from({ length: n }, (_, i) => 1_000_000 + second + (i + 0.5) / (n + 1))),
)
const text = (shift: number): string => {
  let drops = 10
  return [0, ...burst]
    .map(
      (growth, second) =>
        `${1_500_000_000 + second + shift}\nTcpExt:\n    ${(drops += growth)} SYNs to LISTEN sockets dropped\n    0 packet headers predicted\n`,
    )
    .join('')
}
const shifted = Float64Array.from(syns, (time) => time + 1_499_000_000)

describe('alignmentOf', () => {
  it.each([0, 3, -7, 1800, -5 * 3600, 5.5 * 3600 + 2])('finds %i seconds', (shift) => {
    const intervals = growthIntervals(readText(text(shift)), 'TcpExt.ListenDrops')
    const found = alignmentOf(shifted, intervals)
    expect(found?.offset).toBeCloseTo(-shift, 0)
    expect(found?.agreement).toBeGreaterThan(0.95)
    expect(found?.runnerUp).toBeLessThan(found?.agreement ?? 0)
    expect(alignmentOf(shifted, shiftIntervals(intervals, found?.offset ?? 0))?.agreementUnshifted).toBe(
      found?.agreement,
    )
  })

  it('proposes nothing without packets or growth', () => {
    expect(alignmentOf(new Float64Array(0), [{ from: 0, to: 1, growth: 5 }])).toBeNull()
    expect(alignmentOf(syns, [{ from: 0, to: 1, growth: 0 }])).toBeNull()
  })

  it('stays bounded with many intervals and packets', () => {
    const many = Float64Array.from({ length: 100_000 }, (_, i) => i / 10)
    const intervals = Array.from({ length: 20_000 }, (_, i) => ({ from: i, to: i + 1, growth: i % 7 }))
    expect(alignmentOf(many, intervals)?.agreement).toBeGreaterThan(0)
  })
})

describe('checkNamespace', () => {
  const host = (opens: number, segments: number, received: number): ReturnType<typeof readCounterTexts> => {
    const snapshot = (factor: number): string =>
      `Ip:\n    ${received * factor} total packets received\nTcp:\n    ${opens * factor} passive connection openings\n    ${segments * factor} segments received\n`
    return readCounterTexts([textSource(snapshot(0), 'before'), textSource(snapshot(1), 'after')])
  }
  const verdict = (
    evidence: ReturnType<typeof readCounterTexts>,
    packets: number,
    done: number,
    hasIPv6 = false,
  ): string | undefined => {
    const [only] = evidence.hosts
    return only && checkNamespace({ packetsToListeners: packets, completedHandshakes: done, hasIPv6 }, only).verdict
  }

  it('tells a foreign namespace from a full queue and from a firewall', () => {
    expect(verdict(host(78, 2326, 2400), 2326, 78)).toBe('plausible')
    expect(verdict(host(1, 40, 60), 2326, 78)).toBe('foreign')
    expect(verdict(host(0, 2326, 2400), 2326, 0)).toBe('plausible')
    expect(verdict(host(0, 3, 2400), 2326, 0)).toBe('unknown')
    expect(verdict(host(0, 3, 40), 2326, 0)).toBe('not-even-ip')
    expect(verdict(host(0, 3, 40), 2326, 0, true)).toBe('unknown')
    expect(verdict(host(0, 0, 0), 3, 0)).toBe('unknown')
  })

  it('finds the host that the packets belong to', () => {
    const at = (second: number, opens: number, segments: number): string =>
      `${1_000_000_000 + second}\nTcp:\n    ${opens} passive connection openings\n    ${segments} segments received\n`
    const evidence = readCounterTexts([
      textSource(at(0, 0, 10) + at(9, 1, 30), 'node-netstat.txt'),
      textSource(at(1, 5, 100) + at(8, 83, 2400), 'pod-netstat.txt'),
    ])
    const row = hostOfPackets({ packetsToListeners: 2326, completedHandshakes: 78, hasIPv6: false }, evidence)
    expect(evidence.hosts[row]?.name).toBe('pod')
  })
})
