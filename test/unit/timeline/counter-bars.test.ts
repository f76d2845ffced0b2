import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../../shared/analysis/findings.ts'
import { counterTrack, countersThatMoved, defaultCounters, mergeBars } from '../../../shared/timeline/counter-bars.ts'
import { agreementOfShift, explainShifted, snapshotShift } from '../../../shared/timeline/snapshot-shift.ts'
import { counterText, diagnoseStory, evidenceOf, several, silent } from '../../helpers/stories.ts'
import { madeLanes } from './made-lanes.ts'

const NO_DIAGNOSIS: Diagnosis = { findings: [], reconciliations: [], identities: [] }
const OVERFLOWS = 'TcpExt.ListenOverflows'
const lanes = madeLanes(several(6, 10, (at) => silent(at + 1, [0])))
const counters = evidenceOf(
  counterText([0, 20, 40, 60], { [OVERFLOWS]: [5, 7, 9, 11], 'TcpExt.ListenDrops': [5, 7, 9, 11] }),
)

describe('bars between snapshots', () => {
  const track = counterTrack(counters, NO_DIAGNOSIS, lanes.axis, OVERFLOWS, 100)

  it('stand between the snapshots and are as high as the counter grew', () => {
    expect(track.bars.map(({ start, end, growth }) => [Math.round(start), Math.round(end), growth])).toEqual([
      [-1, 19, 2],
      [19, 39, 2],
      [39, 59, 2],
    ])
    expect(track).toMatchObject({ growth: 6, most: 2, missing: null })
  })

  it('carry what the capture explains', () => {
    const diagnosis = diagnoseStory({ handshakes: several(6, 10, (at) => silent(at + 1, [0])) }, counters)
    const explained = counterTrack(counters, diagnosis, lanes.axis, OVERFLOWS, 100)
    expect(explained.bars.map((bar) => bar.explained)).toEqual([2, 2, 2])
    expect(explained.explained).toBe(6)
  })

  it('say why there are none', () => {
    const one = evidenceOf(counterText([0], { [OVERFLOWS]: [5] }))
    expect(counterTrack(one, NO_DIAGNOSIS, lanes.axis, OVERFLOWS, 10)).toMatchObject({
      missing: 'one-snapshot',
      total: 5,
    })
    const timeless = evidenceOf(counterText([null, null], { [OVERFLOWS]: [5, 9] }))
    expect(counterTrack(timeless, NO_DIAGNOSIS, lanes.axis, OVERFLOWS, 10).missing).toBe('no-times')
    expect(counterTrack(counters, NO_DIAGNOSIS, lanes.axis, 'TcpExt.Nothing', 10).missing).toBe('not-in-texts')
  })

  it('are added up, never dropped, when there are too many', () => {
    const merged = mergeBars(track.bars, 2)
    expect(merged.map((bar) => bar.growth)).toEqual([4, 2])
    expect(merged[0]).toMatchObject({ from: 0, to: 2 })
  })
})

describe('the counters shown at first', () => {
  it('are those that grew, without a second one that says the same', () => {
    expect(defaultCounters(counters, NO_DIAGNOSIS, 3)).toEqual([OVERFLOWS])
    expect(countersThatMoved(counters)).toEqual(['TcpExt.ListenDrops', OVERFLOWS])
  })

  it('are totals where there is one snapshot only', () => {
    const one = evidenceOf(counterText([0], { [OVERFLOWS]: [5] }))
    expect(defaultCounters(one, NO_DIAGNOSIS, 1)).toEqual([OVERFLOWS])
  })
})

describe('moving the snapshots in time', () => {
  const late = evidenceOf(counterText([30, 50, 70, 90], { [OVERFLOWS]: [5, 7, 9, 11] }))
  const measure = snapshotShift(lanes.packets, late, lanes.axis, OVERFLOWS)

  it('measures how well packets and growth meet', () => {
    expect(agreementOfShift(measure, -30)).toBe(1)
    expect(agreementOfShift(measure, 1000)).toBe(0)
    expect(measure.best?.agreement).toBe(1)
  })

  it('explains the bars where they lie now', () => {
    const bars = counterTrack(late, NO_DIAGNOSIS, lanes.axis, OVERFLOWS, 100, -30).bars
    const known = bars.map((bar) => ({ ...bar, explained: 0 }))
    expect(explainShifted(OVERFLOWS, known, measure.synTimes).map((bar) => bar.explained)).toEqual([2, 2, 2])
    expect(explainShifted('Tcp.PassiveOpens', known, measure.synTimes).map((bar) => bar.explained)).toEqual([
      null,
      null,
      null,
    ])
  })
})
