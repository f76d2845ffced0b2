// The schedules of ../shared/reference/counters.md §7, and how well gaps are recognised.
import { describe, expect, test } from 'vitest'
import { fitSchedule } from '../../../shared/tcp/fit-schedule.ts'
import {
  fullCount,
  giveUpAfter,
  linux,
  nextGap,
  nominalOffsets,
  REFERENCE_SCHEDULES,
} from '../../../shared/tcp/rto-schedule.ts'

const FROM_START = { sinceStart: 100 }

describe('Linux’ series (tcp_timer.c)', () => {
  test.each([
    [6, 4, [1, 2, 3, 4, 5, 7, 11, 19, 35, 67], 131],
    [1, 4, [1, 2], 3],
    [2, 4, [1, 2, 3, 4, 5], 7],
    [3, 4, [1, 2, 3, 4, 5, 7, 11], 19],
    [4, 4, [1, 2, 3, 4, 5, 7, 11, 19], 35],
    [5, 4, [1, 2, 3, 4, 5, 7, 11, 19, 35], 67],
    [6, 0, [1, 3, 7, 15, 31, 63], 127],
    [5, 0, [1, 3, 7, 15, 31], 63],
  ])('tcp_syn_retries %i, linear timeouts %i', (retries, linear, offsets, giveUp) => {
    expect(linux(retries, linear)).toEqual({ offsets, giveUp })
  })

  test('reference series begin as their schedule says', () => {
    for (const { key, schedule, offsets } of REFERENCE_SCHEDULES) {
      const nominal = nominalOffsets(schedule, offsets.length + 1).slice(1)
      offsets.forEach((offset, i) => {
        expect(Math.abs(offset - (nominal[i] ?? 0)), `${key} ${i}`).toBeLessThan(0.01 + offset / 50)
      })
    }
  })

  test('what comes next, and when it is over', () => {
    expect([nextGap('linux-exponential', 3, 4), nextGap('linux-linear', 4, 1), nextGap('linux-linear', 5, 1)]).toEqual([
      8, 1, 2,
    ])
    expect([nextGap('constant', 2, 3), nextGap('doubling', 2, 6), nextGap('none', 0, NaN)]).toEqual([3, 12, null])
    expect([giveUpAfter('linux-exponential'), giveUpAfter('linux-linear'), giveUpAfter('linux-linear', 2)]).toEqual([
      127, 131, 7,
    ])
    expect([giveUpAfter('three-seconds', 5), giveUpAfter('application')]).toEqual([189, null])
    expect([fullCount('linux-exponential'), fullCount('linux-linear'), fullCount('constant')]).toEqual([7, 11, null])
  })
})

describe('recognising gaps', () => {
  test.each([
    ['the mission', [1.03, 2.01, 4.13, 8.19, 16.13, 33.79], 'linux-exponential', 0],
    ['Linux 6.5', [1.02, 1.024, 1.02, 1.02, 1.02, 2.016, 4.25, 8.19, 16.1, 33.5], 'linux-linear', 0],
    ['two equal gaps of a second', [1.0, 1.02], 'linux-linear', 0],
    ['Linux 3.0, Windows 7', [2.99, 6.01], 'three-seconds', 0],
    ['FreeBSD of old', [3.0, 3.2, 3.2, 3.2, 3.2, 6.4, 12.8], 'bsd-legacy', 0],
    ['three seconds each', [3.0, 3.0, 3.01], 'constant', 0],
    ['six seconds first', [6, 12.01, 24.02], 'doubling', 0],
    ['HZ 100: up to an eighth late', [1.08, 2.16, 4.5, 8.64, 18.0], 'linux-exponential', 0],
    ['a SYN lost in the capture', [1.02, 2.01, 12.3, 16.13], 'linux-exponential', 1],
    ['a linear one lost', [1.02, 2.05, 1.02, 1.02, 2.016], 'linux-linear', 1],
    ['the quick repeat after a challenge ACK', [0.012, 2.01, 4.16, 8.19], 'linux-exponential', 0],
    ['the same on an old kernel', [0.05, 1.02, 2.01, 4.16], 'linux-exponential', 0],
    ['a gap over a clock step', [1.02, NaN, 4.13, 8.19], 'linux-exponential', 0],
    ['nothing', [0.2, 5, 0.7], 'none', 0],
    ['nothing either', [], 'none', 0],
  ])('%s', (_, gaps, schedule, missing) => {
    expect(fitSchedule(gaps, FROM_START)).toMatchObject({ schedule, missing, before: 0 })
  })

  test('a capture that begins in the middle', () => {
    expect(fitSchedule([4.1, 8.19, 16.1], { sinceStart: 0.5 })).toMatchObject({
      schedule: 'linux-exponential',
      before: 2,
      position: 5,
    })
    expect(fitSchedule([6.01, 12.02], { sinceStart: 2 })).toMatchObject({ schedule: 'three-seconds', before: 1 })
  })

  test('one gap of a second fits two systems; the client’s habit decides', () => {
    expect(fitSchedule([1.02], FROM_START)).toMatchObject({ schedule: 'linux-exponential', ambiguous: true })
    expect(fitSchedule([1.02], { ...FROM_START, usual: 'linux-linear' })).toMatchObject({
      schedule: 'linux-linear',
      ambiguous: false,
    })
  })

  test('Windows repeats a refused SYN after half a second', () => {
    expect(fitSchedule([0.5, 0.51], { ...FROM_START, afterResets: true })).toMatchObject({ schedule: 'after-reset' })
    expect(fitSchedule([0.5, 0.51], FROM_START)).toMatchObject({ schedule: 'constant' })
  })
})
