import { describe, expect, it } from 'vitest'
import { momentAt, momentOffset, packetOffset, timeAxis } from '../../../shared/timeline/moment.ts'
import { adjustedAxis, captureSides } from '../../../shared/timeline/capture-sides.ts'
import { BASE, completed, counterText, evidenceOf } from '../../helpers/stories.ts'
import { madeLanes } from './made-lanes.ts'

describe('the axis of time', () => {
  it('gives packets their seconds after the origin', () => {
    const { packets, axis } = madeLanes([completed(2.5)])
    expect(axis.originSeconds).toBe(BASE + 2)
    expect(packetOffset(packets, axis, 0)).toBeCloseTo(0.5, 9)
    expect(momentAt(axis, 0.500000001)).toEqual({ seconds: BASE + 2, nanos: 500_000_001 })
    expect(momentOffset(axis, { seconds: BASE + 3, nanos: 250_000_000 })).toBe(1.25)
  })

  it('holds snapshots of the same day, and leaves out those of another week', () => {
    const { packets } = madeLanes([completed(10), completed(20)])
    const near = timeAxis(packets, evidenceOf(counterText([0, 60], { 'TcpExt.ListenDrops': [1, 2] })))
    expect(near.bounds.start).toBeLessThan(-10)
    expect(near.bounds.end).toBeGreaterThan(50)
    const far = timeAxis(packets, evidenceOf(counterText([0, 900_000], { 'TcpExt.ListenDrops': [1, 2] })))
    expect(far.bounds.end).toBeLessThan(60)
  })

  it('sets the clock of each capture right, and moves it when asked', () => {
    const { packets } = madeLanes([completed(1)])
    const capture = packets.captures[0]
    if (capture === undefined) throw new Error('no capture')
    const late = { ...packets, captures: [{ ...capture, clockOffset: 0.25 }] }
    const axis = timeAxis(late, null)
    expect(packetOffset(late, axis, 0)).toBeCloseTo(BASE + 1.25 - axis.originSeconds, 9)
    expect(packetOffset(late, adjustedAxis(axis, [0.5]), 0)).toBeCloseTo(BASE + 1.75 - axis.originSeconds, 9)
    expect(adjustedAxis(axis, [0])).toBe(axis)
  })

  it('knows two sides only where captures of two points are open', () => {
    const { packets } = madeLanes([completed(1)])
    const [capture] = packets.captures
    if (capture === undefined) throw new Error('no capture')
    expect(captureSides(packets)).toBeNull()
    const both = { ...packets, captures: [capture, { ...capture, vantage: 'client' as const }] }
    expect(captureSides(both)).toEqual({ side: [1, 0], adjustable: [1] })
  })
})
