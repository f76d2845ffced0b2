// The capture that warms the worker must be a good one: what it leaves out is compiled while somebody waits.
import { expect, it } from 'vitest'
import { warmUp } from '../../../renderer/workers/warm-up.ts'
import { OUTCOMES } from '../../../shared/analysis/tables.ts'

it('is read whole, with answered and unanswered handshakes and a finding', async () => {
  const { packets, diagnosis } = await warmUp()
  const [capture] = packets.captures
  expect(capture?.tcpPackets).toBe(capture?.packets)
  expect(capture?.skipped).toEqual({})
  const outcomes = Array.from(packets.handshakes.outcome, (outcome) => OUTCOMES[outcome])
  expect(outcomes).toHaveLength(120)
  expect(outcomes.filter((outcome) => outcome === 'unanswered')).toHaveLength(30)
  expect(outcomes.filter((outcome) => outcome === 'established')).toHaveLength(90)
  expect(diagnosis.findings.length).toBeGreaterThan(0)
})
