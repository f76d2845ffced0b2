import fc from 'fast-check'
import { expect, it } from 'vitest'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { CaptureFault } from '../../../shared/capture/capture-fault.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { readTcpdumpText } from '../../../shared/tcpdump-text/read-tcpdump-text.ts'
import { CollectingSink } from '../../helpers/collecting-sink.ts'

const WORDS = [
  'IP ',
  'IP6 ',
  '10:00:00.000001 ',
  ' 00:00:01.000000 ',
  '10.0.0.1.80',
  'fd00::1.80',
  ' > ',
  ': ',
  'Flags [S]',
  ', seq 1',
  ', ack 4294967295',
  ', win 1',
  ', options [mss 1460,TS val 1 ecr 0',
  ']',
  ', length 0',
  '\n',
  '    ',
  'ICMP host 1.2.3.4 unreachable',
  'VXLAN, flags [I] (0x08), vni 42',
  'S 1:1(0)',
  '<mss 1>',
]

it('any text ends in packets or in one clear fault, and every packet is a segment, an error or skipped', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 })), { maxLength: 60 }),
      async (parts) => {
        const sink = new CollectingSink()
        const source = memorySource('x', new TextEncoder().encode(parts.join('')))
        try {
          const result = await readTcpdumpText(source, sink, { capture: 0, paths: new PathInterner() })
          const skipped = Object.values(result.skipped).reduce((sum, n) => sum + n, 0)
          expect(result.tcpPackets + result.icmpErrors + skipped).toBe(result.packets)
          expect(result.tcpPackets).toBe(sink.segments.length)
        } catch (error) {
          expect(error).toBeInstanceOf(CaptureFault)
        }
      },
    ),
    { numRuns: 400 },
  )
})

it('the size of the pieces does not matter', async () => {
  const text = '10:00:00.000001 IP 10.0.0.1.4 > 10.0.0.2.80: Flags [S], seq 5, win 1, length 0\r\n'.repeat(5)
  const bytes = new TextEncoder().encode(text)
  for (const step of [1, 2, 3, 7, 16, 4096]) {
    const sink = new CollectingSink()
    const source = {
      ...memorySource('x', bytes),
      read: (at: number, length: number) =>
        Promise.resolve(bytes.slice(at, Math.min(at + Math.min(step, length), bytes.length))),
    }
    await readTcpdumpText(source, sink, { capture: 0, paths: new PathInterner() })
    expect(sink.segments.map((s) => s.frame)).toEqual([1, 2, 3, 4, 5])
  }
})
