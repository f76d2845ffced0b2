// Offsets between the clocks of snapshots and capture, on real packets and real counters: shifted on purpose, found again.
import { describe, expect, it } from 'vitest'
import { MARK, PACKET_KINDS } from '../../../shared/analysis/tables.ts'
import { readCapture } from '../../../shared/capture/read-capture.ts'
import { alignmentOf, growthIntervals } from '../../../shared/counters/align-series.ts'
import { readCounterTexts } from '../../../shared/counters/read-counter-texts.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { HandshakeTracker } from '../../../shared/tcp/handshake-tracker.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { textFile } from '../../helpers/counter-texts.ts'
import { fileSource } from '../../helpers/file-source.ts'

async function unansweredSyns(path: string): Promise<Float64Array> {
  const tracker = new HandshakeTracker()
  const paths = new PathInterner()
  const result = await readCapture(fileSource(path), tracker, { capture: 0, paths })
  const { packets } = tracker.finish([result], paths.paths)
  const syn = PACKET_KINDS.indexOf('syn')
  const times: number[] = []
  for (let row = 0; row < packets.length; row++) {
    if (packets.kind[row] !== syn || ((packets.marks[row] ?? 0) & MARK.unanswered) === 0) continue
    times.push((packets.seconds[row] ?? 0) + (packets.nanos[row] ?? 0) / 1e9)
  }
  return Float64Array.from(times).sort()
}

describeWithCorpus('captures/lab', 'alignment with real captures', (lab) => {
  describe.each([
    '01-accept-queue-overflow-classic',
    '02-accept-queue-overflow-linear',
    '20b-nanosecond-pcap',
    '26-backlog-drained-again',
  ])('%s', (scenario) => {
    it.each([0, 30, -30, 8 * 3600, -5.5 * 3600 + 12])('a series %i s off', async (shift) => {
      const syns = await unansweredSyns(`${lab}/${scenario}/server.pcap`)
      const source = { ...textFile(`${lab}/${scenario}/server-netstat-series.txt`), offsetNanos: shift * 1e9 }
      const found = alignmentOf(syns, growthIntervals(readCounterTexts([source]), 'TcpExt.ListenOverflows'))
      // Dates of 01 have no fraction of a second, and a netstat is a moment later than its date.
      expect(Math.abs((found?.offset ?? Number.NaN) + shift)).toBeLessThanOrEqual(1)
      expect(found?.agreement).toBeGreaterThan(0.9)
      expect(found?.runnerUp).toBeLessThan(found?.agreement ?? 0)
      if (shift !== 0) expect(found?.agreementUnshifted).toBeLessThan(0.9)
    })
  })
})
