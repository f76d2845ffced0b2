import { describe, expect, it } from 'vitest'
import { backoffDots } from '../../../shared/timeline/backoff-dots.ts'
import { addGaps, emptyGapHistogram, gapPeaks, timerOfGap } from '../../../shared/timeline/gap-histogram.ts'
import { keepApart, placeGapLabels } from '../../../shared/timeline/gap-labels.ts'
import { queueLines, thinQueuePoints } from '../../../shared/timeline/queue-lines.ts'
import { DOUBLING, evidenceOf, several, silent } from '../../helpers/stories.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { trackFiles } from '../../helpers/track-file.ts'
import { timeAxis } from '../../../shared/timeline/moment.ts'
import { madeLanes } from './made-lanes.ts'

describe('figures in the gaps', () => {
  it('stand in the middle', () => {
    expect(placeGapLabels([0, 100, 300], [0, 40, 40], 10, 0, 400)).toEqual([
      { index: 1, x: 50 },
      { index: 2, x: 200 },
    ])
  })

  it('are left out where they would touch a mark', () => {
    expect(placeGapLabels([0, 55, 300], [0, 40, 40], 10, 0, 400).map((label) => label.index)).toEqual([2])
  })

  it('stay in the visible part of a long gap', () => {
    expect(placeGapLabels([-900, 300], [0, 40], 10, 0, 400)[0]?.x).toBe(150)
  })

  it('move aside for the marks of other packets', () => {
    const [label] = placeGapLabels([0, 200], [0, 40], 10, 0, 400, [100])
    expect(label?.x).toBe(70)
  })

  it('yield to more important ones', () => {
    const labels = [
      { x: 0, width: 40, rank: 2 },
      { x: 30, width: 40, rank: 1 },
      { x: 90, width: 40, rank: 3 },
    ]
    expect(keepApart(labels, 4)).toEqual([false, true, true])
  })
})

describe('the histogram of gaps', () => {
  it('names the timers its peaks stand at', () => {
    const { packets, axis } = madeLanes(several(5, 0.1, (at) => silent(at, DOUBLING.slice(0, 4))))
    const histogram = emptyGapHistogram()
    addGaps(histogram, packets, axis, 0, packets.handshakes.length)
    expect(gapPeaks(histogram).map(({ gaps, timer }) => [gaps, timer])).toEqual([
      [5, 1],
      [5, 2],
      [5, 4],
    ])
  })

  it('knows how late a timer may be, and that none is early', () => {
    expect([1, 1.036, 1.14, 33.3, 0.9, 5.2].map(timerOfGap)).toEqual([1, 1, 1, 32, null, null])
  })
})

describeWithCorpus('captures/lab/01-accept-queue-overflow-classic', 'gaps of a real kernel', (folder) => {
  it('peak at 1, 2, 4, 8, 16 and 32 seconds', async () => {
    const packets = await trackFiles([`${folder}/server.pcap`])
    const histogram = emptyGapHistogram()
    addGaps(histogram, packets, timeAxis(packets, null), 0, packets.handshakes.length)
    expect(gapPeaks(histogram).map((peak) => peak.timer)).toEqual([1, 2, 4, 8, 16, 32])
  })
})

describe('the dots of the backoff chart', () => {
  const { packets, axis, rows } = madeLanes(several(200, 0.37, (at, i) => silent(at, [0, 1 + i / 400, 3.2 + i / 90])))

  it('are few, and stand for every SYN', () => {
    const gathered = backoffDots(packets, axis, rows, 60)
    expect(gathered.dots.length).toBeLessThanOrEqual(60)
    expect(gathered.dots.reduce((sum, dot) => sum + dot.count, 0)).toBe(600)
    expect(gathered).toMatchObject({ handshakes: 200, attempts: 3 })
  })

  it('come with the earliest, mean and latest of each attempt', () => {
    const [, second] = backoffDots(packets, axis, rows, 400).byAttempt
    expect(second?.least).toBeCloseTo(1, 6)
    expect(second?.most).toBeCloseTo(1 + 199 / 400, 6)
  })
})

describe('accept queues over time', () => {
  const text = (second: number, length: number): string =>
    `2026-11-22 10:21:${String(second).padStart(2, '0')}.000000000+0000\nState  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN ${length} 4 0.0.0.0:80 0.0.0.0:*\n`

  it('are lines with the backlog as their limit', () => {
    const evidence = evidenceOf(text(1, 0) + text(2, 5) + text(3, 2))
    const [line] = queueLines(evidence, madeLanes([silent(0, [0])]).axis)
    expect(line).toMatchObject({ port: 80, backlog: 4, most: 5 })
    expect(line?.points.map((point) => point.receiveQueue)).toEqual([0, 5, 2])
  })

  it('keep their peaks when thinned', () => {
    const points = Array.from({ length: 1000 }, (_, i) => ({ time: i, receiveQueue: i === 777 ? 99 : i % 3 }))
    const thin = thinQueuePoints(points, 50)
    expect(thin.length).toBeLessThanOrEqual(50)
    expect(Math.max(...thin.map((point) => point.receiveQueue))).toBe(99)
  })
})
