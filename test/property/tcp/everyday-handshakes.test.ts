// What is said at a glance of everyday handshakes is exactly what the closer looks say.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MARK, OUTCOMES, PACKET_KINDS, type PacketTable } from '../../../shared/analysis/tables.ts'
import { markDuplicates } from '../../../shared/tcp/duplicates.ts'
import { everydayHandshakes, nameEverydayPackets } from '../../../shared/tcp/everyday-handshakes.ts'
import { ESTABLISHED, judgeHandshake } from '../../../shared/tcp/judge-handshake.ts'
import { LOG } from '../../../shared/tcp/packet-log.ts'
import { anyConversations } from '../../helpers/conversations.ts'
import { trackBytes } from '../../helpers/track-file.ts'

const ICMP = PACKET_KINDS.indexOf('icmp')

/** The packets without what judging says of them. */
function unjudged(packets: PacketTable): PacketTable {
  const marks = packets.marks.map((mark) => mark & ~(MARK.unanswered | MARK.duplicate))
  return { ...packets, marks, kind: new Uint8Array(packets.length) }
}

it('outcome, kinds and marks agree whatever follows the handshake', async () => {
  let everydays = 0
  await fc.assert(
    fc.asyncProperty(anyConversations, async (bytes) => {
      const { handshakes, packets } = (await trackBytes([bytes])).analysis
      const { packetStart, isn } = handshakes
      const times = Float64Array.from(packets.seconds, (seconds, p) => seconds * 1e9 + packets.nanos[p]!)
      const bits = Uint16Array.from(packets.kind, (kind) => (kind === ICMP ? LOG.icmp : 0))
      const closely = unjudged(packets)
      const everyday = everydayHandshakes({ table: closely, times, bits, packetStart, records: isn }, isn)
      everyday.forEach((is, h) => {
        if (is === 0) return
        everydays++
        const from = packetStart[h]!
        const to = packetStart[h + 1]!
        expect(markDuplicates(closely, times, from, to, new Int32Array(packets.length))).toBe(0)
        for (const proven of [true, false]) {
          const circumstances = { end: times.at(-1)!, crossed: false, proven }
          expect(judgeHandshake(closely, times, bits, from, to, isn[h]!, circumstances)).toEqual(ESTABLISHED)
        }
        const glance = unjudged(packets)
        nameEverydayPackets(glance, from, to)
        expect(glance.kind.slice(from, to)).toEqual(closely.kind.slice(from, to))
        expect(closely.marks.slice(from, to)).toEqual(glance.marks.slice(from, to))
        expect(packets.kind.slice(from, to)).toEqual(closely.kind.slice(from, to))
        expect(OUTCOMES[handshakes.outcome[h]!]).toBe('established')
      })
    }),
    { numRuns: 400 },
  )
  expect(everydays).toBeGreaterThan(100)
})
