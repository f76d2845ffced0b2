// The small reckonings under the verdicts: events in time, patience of clients, windows of counters, identities.
import { describe, expect, it } from 'vitest'
import { modelTimeout, patienceOf } from '../../../shared/diagnosis/patience.ts'
import { EventList } from '../../../shared/diagnosis/view/event-list.ts'
import { isFull } from '../../../shared/diagnosis/view/queue-story.ts'
import { longRoundTrip, RoundTripSamples } from '../../../shared/diagnosis/view/round-trip.ts'
import { completed, counterText, diagnoseStory, evidenceOf, several, silent } from '../../helpers/stories.ts'

describe('patience of a client (counters.md §7.1)', () => {
  it.each([
    // tcp_syn_retries, retransmissions and seconds to ETIMEDOUT as measured on Linux 6.18 with 4 linear steps
    [1, 2, 3],
    [2, 5, 7],
    [3, 7, 15],
    [4, 8, 31],
    [5, 9, 63],
    [6, 10, 127],
  ])(
    'linear schedule, tcp_syn_retries=%i: %i retransmissions, timeout at the model’s %i s',
    (retries, retransmissions, timeout) => {
      expect(patienceOf('linux-linear', 1, retries)).toEqual({ retries, retransmissions, timeout })
    },
  )

  it('doubling schedule: 2^(n+1) − 1 times the first timer', () => {
    expect(patienceOf('linux-exponential', 3)).toEqual({ retries: 6, retransmissions: 6, timeout: 127 })
    expect(patienceOf('linux-exponential', 3, 2)).toEqual({ retries: 2, retransmissions: 2, timeout: 7 })
    expect(patienceOf('three-seconds', 2)).toEqual({ retries: 5, retransmissions: 5, timeout: 189 })
    expect(modelTimeout(6)).toBe(127)
  })

  it('a client that sent more SYNs than its setting allows has a larger setting', () => {
    expect(patienceOf('linux-exponential', 9, 6)?.retries).toBe(8)
    expect(patienceOf('linux-linear', 12, 6)?.retransmissions).toBe(11)
  })

  it('no promise for schedules of programs', () => {
    expect(patienceOf('application', 3)).toBeNull()
    expect(patienceOf('constant', 3)).toBeNull()
  })
})

describe('accept queue (counters.md §3.E)', () => {
  it('is full only above the backlog: backlog N holds N + 1', () => {
    expect(isFull({ receiveQueue: 2, backlog: 1 })).toBe(true)
    expect(isFull({ receiveQueue: 1, backlog: 1 })).toBe(false)
    expect(isFull({ receiveQueue: 1, backlog: 0 })).toBe(true)
    expect(isFull({ receiveQueue: 9, backlog: null })).toBe(false)
  })
})

describe('events in time', () => {
  it('counts after the beginning of a span up to and with its end', () => {
    const moments = [3, 1, 2, 2]
    const list = new EventList((row) => moments[row] ?? NaN, [0, 1, 2, 3])
    moments.forEach((_, row) => list.add(row))
    expect([...list.times]).toEqual([1, 2, 2, 3])
    expect(list.countBetween(1, 2)).toBe(2)
    expect(list.countBetween(0, 3)).toBe(4)
    expect(list.countBetween(5, 1)).toBe(0)
    expect(EventList.merge([list, list]).length).toBe(8)
    expect(EventList.merge([list, list]).handshakes).toEqual([0, 1, 2, 3])
  })
})

describe('long round trip', () => {
  const samples = (delays: readonly number[]): RoundTripSamples => {
    const made = new RoundTripSamples()
    made.toAck.push(...delays)
    return made
  }

  it('is one only when nobody is quicker and most are alike', () => {
    expect(longRoundTrip(samples([1.5, 1.51, 1.52, 1.5]))).toBeCloseTo(1.51, 2)
    expect(longRoundTrip(samples([1.5, 0.02, 1.52, 1.5]))).toBeNull()
    expect(longRoundTrip(samples([1, 3, 7, 15]))).toBeNull()
    expect(longRoundTrip(samples([18, 18.1, 18.2]))).toBeNull()
    expect(longRoundTrip(samples([1.5, 1.5]))).toBeNull()
  })
})

describe('counters beside packets', () => {
  const story = {
    handshakes: [...several(4, 1, (at) => completed(at)), ...several(6, 1, (at) => silent(at, [0, 1.02, 3.04]))],
    endsAt: 30,
  }
  const counters = counterText([-1, 2.5, 30], {
    'Tcp.PassiveOpens': [0, 3, 4],
    'TcpExt.ListenOverflows': [0, 5, 18],
    'TcpExt.ListenDrops': [0, 5, 18],
    'Tcp.OutRsts': [0, 0, 2],
  })
  const { reconciliations, identities } = diagnoseStory(story, evidenceOf(counters))

  it('predicts in total and interval by interval', () => {
    const overflows = reconciliations.filter(({ counter }) => counter === 'TcpExt.ListenOverflows')
    expect(overflows.map(({ interval, predicted, observed }) => [interval, predicted, observed])).toEqual([
      [null, 18, 18],
      [0, 5, 5],
      [1, 13, 13],
    ])
    expect(overflows.every(({ reasons, side }) => reasons.length === 0 && side === 'server')).toBe(true)
    expect(
      reconciliations.find(({ counter, interval }) => counter === 'Tcp.PassiveOpens' && interval === null),
    ).toMatchObject({ predicted: 4, observed: 4 })
  })

  it('gives reasons where they differ', () => {
    const resets = reconciliations.find(({ counter, interval }) => counter === 'Tcp.OutRsts' && interval === null)
    expect(resets).toMatchObject({ predicted: 0, observed: 2 })
    expect(resets?.reasons.map(({ key }) => key)).toContain('findings.reason.established-resets')
  })

  it('checks the identities', () => {
    const byKey = new Map(identities.map((each) => [each.key.replace('findings.identity.', ''), each]))
    expect(byKey.get('drops-overflows')?.holds).toBe(true)
    expect(byKey.get('overflows-packets')).toMatchObject({ holds: true, params: { overflows: 18, syns: 18, acks: 0 } })
  })

  it('shows a broken one as broken', () => {
    const odd = counterText([-1, 30], {
      'Tcp.PassiveOpens': [0, 4],
      'TcpExt.ListenOverflows': [0, 50],
      'TcpExt.ListenDrops': [0, 18],
    })
    const found = diagnoseStory(story, evidenceOf(odd)).identities.find(({ key }) => key.endsWith('drops-overflows'))
    expect(found).toMatchObject({ holds: false, params: { a: 18, b: 50, difference: 32 } })
  })

  it('leaves intervals out in which the counters started again', () => {
    const restarted = counterText([-1, 2.5, 10, 30], {
      'Tcp.PassiveOpens': [100, 103, 0, 1],
      'Tcp.InSegs': [9000, 9100, 3, 9],
      'TcpExt.ListenOverflows': [700, 705, 0, 0],
      'TcpExt.ListenDrops': [700, 705, 0, 0],
    })
    const { findings } = diagnoseStory(story, evidenceOf(restarted))
    expect(findings[0]).toMatchObject({ cause: 'accept-queue-overflow', synPackets: 5 })
    expect(findings[0]?.evidence.map(({ key }) => key)).toContain('findings.evidence.coverage-partly')
  })
})
