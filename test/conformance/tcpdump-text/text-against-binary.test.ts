// tcpdump's text of a capture must give the same segments as the capture itself.
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { readCapture } from '../../../shared/capture/read-capture.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { TCP_FLAG } from '../../../shared/net/segment.ts'
import { readTcpdumpText } from '../../../shared/tcpdump-text/read-tcpdump-text.ts'
import { nanosBetween } from '../../../shared/units/exact-time.ts'
import { CollectingSink } from '../../helpers/collecting-sink.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { fileSource } from '../../helpers/file-source.ts'

const PAIRS = [
  '02-accept-queue-overflow-linear/server',
  '03-accept-queue-full-at-ack/server',
  '08-refused/server',
  '09-icmp-rejected/client',
  '13-long-round-trip/client',
  '15-challenge-ack/server',
  '16b-ipv6-mixed/server',
  '17a-vlan-overflow/server',
  '18a-vxlan-overflow/underlay',
  '20c-snaplen-54/server',
]

describeWithCorpus('captures/lab', 'tcpdump text of lab captures', (lab) => {
  for (const pair of PAIRS) {
    for (const style of ['default', 'tt', 'ttt', 'tttt', 'ev', 'S']) {
      const path = `${lab}/${pair}.${style}.txt`
      if (!existsSync(path)) continue
      it(`${pair}.${style}.txt has the segments of ${pair}.pcap`, async () => {
        const binary = new CollectingSink()
        const text = new CollectingSink()
        const context = { capture: 0, paths: new PathInterner() }
        await readCapture(fileSource(`${lab}/${pair}.pcap`), binary, context)
        const source = fileSource(path)
        const read = await readTcpdumpText(source, text, { capture: 0, paths: new PathInterner() })
        expect(read.tcpPackets).toBe(binary.segments.length)
        expect(text.segments.map(comparable(text))).toEqual(binary.segments.map(comparable(binary)))
        const guessed = Number(read.warnings.find((w) => w.key === 'tcpdump.icmpGuessed')?.params.count ?? 0)
        expect(text.quotes.map((q) => [q.frame, q.icmpType, q.icmpCode])).toEqual(
          binary.quotes.map((q) => [q.frame, q.icmpType, q.icmpCode]),
        )
        const same = text.quotes.filter(
          (q, i) => q.sourcePort === binary.quotes[i]?.sourcePort && q.seq === binary.quotes[i]?.seq,
        )
        expect(text.quotes.length - same.length).toBeLessThanOrEqual(guessed)
        if (style === 'ev') expect(guessed).toBe(0)
      })
    }
  }

  it('default times take the date of the file, and -t text has none', async () => {
    const source = fileSource(`${lab}/08-refused/server.default.txt`)
    const bytes = await source.read(0, 1e9)
    const sink = new CollectingSink()
    const day = Date.UTC(2026, 10, 22) / 1000
    const dated = await readTcpdumpText(memorySource('x', bytes, { seconds: day + 86_000, nanos: 0 }), sink, {
      capture: 0,
      paths: new PathInterner(),
    })
    expect(dated.firstPacketTime?.seconds).toBeGreaterThanOrEqual(day)
    expect(dated.warnings.map((warning) => warning.key)).toContain('tcpdump.dateOfFile')
    const timeless = new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/^\S+ /gm, ''))
    const without = await readTcpdumpText(memorySource('x', timeless), sink, { capture: 0, paths: new PathInterner() })
    expect(without.packets).toBe(dated.packets)
    expect(without.warnings.map((warning) => warning.key)).toContain('tcpdump.noTimes')
  })
})

/** What the text can tell of a segment; times relative to the first one. */
function comparable(sink: CollectingSink): (segment: CollectingSink['segments'][number]) => object {
  const start = sink.segments[0] ?? { seconds: 0, nanos: 0 }
  return (segment) => {
    const isSyn = (segment.flags & TCP_FLAG.SYN) !== 0
    return {
      frame: segment.frame,
      time: nanosBetween(start, segment),
      from: [segment.s0, segment.s1, segment.s2, segment.s3, segment.sourcePort],
      to: [segment.d0, segment.d1, segment.d2, segment.d3, segment.destinationPort],
      flags: segment.flags & 0xff,
      seq: isSyn || segment.payloadLength > 0 ? segment.seq : null,
      ack: (segment.flags & TCP_FLAG.ACK) !== 0 ? segment.ack : null,
      payloadLength: segment.payloadLength,
      options: isSyn ? segment.options : [],
    }
  }
}

describeWithCorpus('captures/incident', 'the text of the incident', (incident) => {
  it('opens as it stands: seven SYNs, gaps 1.03 2.01 4.13 8.19 16.13 33.79, TSval agreeing', async () => {
    const sink = new CollectingSink()
    const read = await readTcpdumpText(fileSource(`${incident}/tcpdump.txt`), sink, {
      capture: 0,
      paths: new PathInterner(),
    })
    expect(read.packets).toBe(7)
    const gaps = sink.segments.slice(1).map((segment, i) => nanosBetween(sink.segments[i] ?? segment, segment) / 1e9)
    expect(gaps.map((gap) => gap.toFixed(2))).toEqual(['1.03', '2.01', '4.13', '8.19', '16.13', '33.79'])
    expect(new Set(sink.segments.map((segment) => segment.seq))).toEqual(new Set([416500297]))
  })
})
