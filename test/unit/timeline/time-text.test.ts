import { describe, expect, it } from 'vitest'
import {
  clockText,
  dateText,
  digitsNeeded,
  durationText,
  exactGapText,
  isoText,
  momentText,
  utcOffset,
  zoneText,
} from '../../../shared/timeline/time-text.ts'

const moment = { seconds: 1_795_342_878, nanos: 684_952_001 }
const shanghai = (): number => 480
const newfoundland = (): number => -210

describe('times in words', () => {
  it('shows the clock with the figures asked for and cuts, never rounds', () => {
    expect(clockText(moment, 9, utcOffset)).toBe('10:21:18.684952001')
    expect(clockText(moment, 6, utcOffset)).toBe('10:21:18.684952')
    expect(clockText({ seconds: moment.seconds, nanos: 999_999_999 }, 3, utcOffset)).toBe('10:21:18.999')
    expect(clockText(moment, 0, shanghai)).toBe('18:21:18')
  })

  it('says date, clock and zone of a moment, and the clock alone where there is no date', () => {
    expect(momentText(moment, 2, shanghai)).toBe('2026-11-22 18:21:18.68 UTC+8')
    expect(momentText({ seconds: 3_600, nanos: 5e8 }, 1, shanghai)).toBe('09:00:00.5')
    expect(momentText({ seconds: -1, nanos: 0 }, 0, utcOffset)).toBe('23:59:59')
  })

  it('names day and zone', () => {
    expect(dateText(moment.seconds, utcOffset)).toBe('2026-11-22')
    expect(zoneText(moment.seconds, utcOffset)).toBe('UTC')
    expect(zoneText(moment.seconds, shanghai)).toBe('UTC+8')
    expect(zoneText(moment.seconds, newfoundland)).toBe('UTC−3:30')
  })

  it('copies as ISO 8601', () => {
    expect(isoText(moment, 9, utcOffset)).toBe('2026-11-22T10:21:18.684952001Z')
    expect(isoText(moment, 3, newfoundland)).toBe('2026-11-22T06:51:18.684-03:30')
  })

  it('does not break on times that no calendar has', () => {
    expect(clockText({ seconds: 1e15, nanos: 0 }, 0, utcOffset)).toBe('—')
  })

  it('subtracts exactly', () => {
    expect(exactGapText({ seconds: 10, nanos: 999_999_999 }, { seconds: 12, nanos: 1 }, 9)).toBe('+1.000000002')
    expect(exactGapText({ seconds: 12, nanos: 1 }, { seconds: 10, nanos: 999_999_999 }, 3)).toBe('−1.000')
  })

  it('finds out how many figures the file has', () => {
    expect(digitsNeeded(Uint32Array.of(0, 5_000_000))).toBe(3)
    expect(digitsNeeded(Uint32Array.of(0, 5_001_000))).toBe(6)
    expect(digitsNeeded(Uint32Array.of(0, 5_001_001))).toBe(9)
  })

  it.each([
    [0, '0 s'],
    [8.4e-7, '840 ns'],
    [0.00084, '840 µs'],
    [0.01234, '12.3 ms'],
    [0.9996, '1.00 s'],
    [1.03, '1.03 s'],
    [33.34, '33.3 s'],
    [130.4, '2 min 10 s'],
    [7_300, '2 h 02 min'],
    [-2.5, '−2.50 s'],
  ])('%d seconds read %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })
})
