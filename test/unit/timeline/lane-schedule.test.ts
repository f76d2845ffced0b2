import { describe, expect, it } from 'vitest'
import { laneSchedule } from '../../../shared/timeline/lane-schedule.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { DOUBLING, handshake, silent } from '../../helpers/stories.ts'
import { trackFiles } from '../../helpers/track-file.ts'
import { madeLanes } from './made-lanes.ts'

const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 100) / 100)

describe('the schedule behind a lane', () => {
  it('expects each SYN after the one before it, so that lateness is no deviation', () => {
    const { packets } = madeLanes([silent(0, DOUBLING.slice(0, 5))])
    const schedule = laneSchedule(packets, 0, false)
    expect(rounded(schedule?.expected ?? [])).toEqual([1, 3.02, 7.04, 15.17])
    expect(schedule?.missing).toEqual([])
    expect(schedule?.next).toBeCloseTo(15.36 + 16, 6)
    expect(schedule?.giveUp).toBe(127)
  })

  it('says where a SYN is missing from the capture', () => {
    const { packets } = madeLanes([silent(0, [0, 1.02, 7.17])])
    const schedule = laneSchedule(packets, 0, false)
    expect(rounded(schedule?.missing ?? [])).toEqual([3.02])
    expect(rounded(schedule?.expected ?? [])).toEqual([1, 7.02])
  })

  it('expects no further SYN when the kernel has sent its last one', () => {
    const { packets } = madeLanes([silent(0, DOUBLING)])
    expect(laneSchedule(packets, 0, false)).toMatchObject({ next: null, giveUp: 127 })
  })

  it('has nothing to expect once an answer came', () => {
    const { packets } = madeLanes([
      handshake(
        'established',
        [
          { kind: 'syn', at: 0, unanswered: true },
          { kind: 'syn', at: 1.02 },
          { kind: 'syn-ack', at: 1.03 },
        ],
        { schedule: 'linux-exponential' },
      ),
    ])
    expect(laneSchedule(packets, 0, true)).toMatchObject({ next: null, giveUp: null })
  })

  it('says nothing without a recognised schedule', () => {
    const { packets } = madeLanes([handshake('unanswered', [{ kind: 'syn', at: 0, unanswered: true }])])
    expect(laneSchedule(packets, 0, false)).toBeNull()
  })
})

describeWithCorpus('captures/lab/36-complete-kernel-timeout', 'the schedules of a real kernel', (folder) => {
  it('end after 7 SYNs in the classical and after 11 in the linear schedule', async () => {
    const analysis = await trackFiles([`${folder}/server.pcap`])
    const found = new Set<string>()
    for (let row = 0; row < analysis.handshakes.length; row++) {
      const schedule = laneSchedule(analysis, row, analysis.handshakes.unansweredSyns[row] === 0)
      if (schedule === null) continue
      expect(schedule.missing).toEqual([])
      expect(schedule.next).toBeNull()
      found.add(`${schedule.expected.length + 1} SYNs, ${schedule.giveUp} s`)
    }
    expect([...found].sort()).toEqual(['11 SYNs, 131 s', '7 SYNs, 127 s'])
  })
})
