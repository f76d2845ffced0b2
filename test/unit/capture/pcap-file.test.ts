// Classic pcap and its variants, and what is said of damage: each with its file offset and packet.
import { describe, expect, test } from 'vitest'
import { joined, pcapFile, type PcapParts, type TestPacket } from '../../helpers/capture-files.ts'
import { ethernetTcp } from '../../helpers/packet-bytes.ts'
import { readBytes } from '../../helpers/read-bytes.ts'

const SYN = ethernetTcp()
const RECORD = 16 + SYN.length
const packets = (count: number): TestPacket[] =>
  Array.from({ length: count }, (_, i) => ({ seconds: 1_700_000_000 + i, fraction: 123_456, bytes: SYN }))

async function times(parts: PcapParts, list = packets(2)): Promise<unknown> {
  const { segments, result } = await readBytes(pcapFile(list, parts))
  return { format: result?.format, times: segments.map((one) => [one.seconds, one.nanos]), warnings: result?.warnings }
}

describe('variants', () => {
  const MICRO = [
    [1_700_000_000, 123_456_000],
    [1_700_000_001, 123_456_000],
  ]
  const NANO = [
    [1_700_000_000, 123_456],
    [1_700_000_001, 123_456],
  ]
  test.each<[string, PcapParts, string, number[][]]>([
    ['little-endian', {}, 'pcap', MICRO],
    ['big-endian', { bigEndian: true }, 'pcap', MICRO],
    ['nanoseconds', { magic: 0xa1b23c4d }, 'pcap-ns', NANO],
    ['nanoseconds, big-endian', { magic: 0xa1b23c4d, bigEndian: true }, 'pcap-ns', NANO],
    ['modified (Kuznetzov)', { magic: 0xa1b2cd34, longRecords: true }, 'pcap-modified', MICRO],
    ['modified records under the plain magic', { longRecords: true }, 'pcap-modified', MICRO],
    ['version 2.2 with exchanged lengths', { minor: 2, swapLengths: true }, 'pcap', MICRO],
    ['version 543.0', { major: 543, minor: 0, swapLengths: true }, 'pcap', MICRO],
    ['a snap length of 0', { snaplen: 0 }, 'pcap', MICRO],
    ['a snap length below the packets', { snaplen: 10 }, 'pcap', MICRO],
  ])('%s', async (_, parts, format, expected) => {
    expect(await times(parts)).toEqual({ format, times: expected, warnings: [] })
  })

  test('version 2.3 exchanges lengths only where the first is larger', async () => {
    const list = [{ bytes: SYN.slice(0, 54), wireLength: 60 }]
    const swapped = await readBytes(pcapFile(list, { minor: 3, swapLengths: true }))
    const plain = await readBytes(pcapFile(list, { minor: 3 }))
    expect(swapped.segments).toEqual(plain.segments)
    expect(swapped.segments).toHaveLength(1)
  })

  test('a frame check sequence is not part of the packet', async () => {
    const bytes = ethernetTcp({ flags: 0x18, payload: 100 })
    bytes[16] = bytes[17] = 0 // length unknown: it follows from the frame
    // Bits 28–31: two 16-bit words; bit 26: they are there.
    const { segments } = await readBytes(pcapFile([{ bytes: [...bytes, 1, 2, 3, 4] }], { linkType: 0x24000001 | 0 }))
    expect(segments[0]).toMatchObject({ payloadLength: 100 })
  })

  test('file offsets point at the packets', async () => {
    const { segments } = await readBytes(pcapFile(packets(2)))
    expect(segments.map((one) => one.fileOffset)).toEqual([40, 40 + RECORD])
  })
})

describe('odd records', () => {
  test('a fraction of a whole second is carried, garbage is dropped, both are told once', async () => {
    const list = [1_000_000, 4_000_000_000].map((fraction) => ({ seconds: 1_700_000_100, fraction, bytes: SYN }))
    const { segments, result } = await readBytes(pcapFile(list))
    expect(segments.map((one) => [one.seconds, one.nanos])).toEqual([
      [1_700_000_101, 0],
      [1_700_000_100, 0],
    ])
    expect(result?.warnings).toEqual([
      { key: 'capture.warning.fractionOutOfRange', params: { offset: 24, frame: 1, count: 2 } },
    ])
  })

  test('a record without bytes is a packet', async () => {
    const { result } = await readBytes(pcapFile([{ bytes: [] }, ...packets(1)]))
    expect(result).toMatchObject({ packets: 2, tcpPackets: 1, skipped: { 'cut-before-ip': 1 }, warnings: [] })
  })

  test('time that runs backwards gives the true range', async () => {
    const { result } = await readBytes(pcapFile([...packets(2)].reverse()))
    expect(result?.firstPacketTime).toEqual({ seconds: 1_700_000_000, nanos: 123_456_000 })
    expect(result?.lastPacketTime).toEqual({ seconds: 1_700_000_001, nanos: 123_456_000 })
  })

  test('a file that was appended to another is read on, in its own byte order', async () => {
    const file = joined(pcapFile(packets(1)), pcapFile(packets(1), { bigEndian: true, linkType: 228 }))
    const { result, segments } = await readBytes(file)
    expect(result).toMatchObject({ packets: 2, tcpPackets: 1, linkTypes: ['EN10MB', 'IPV4'], partial: false })
    expect(segments[0]?.interfaceId).toBe(0)
    expect(result?.warnings).toEqual([
      { key: 'capture.warning.appendedCapture', params: { offset: 24 + RECORD, frame: 2 } },
    ])
  })
})

describe('damage', () => {
  test('a last packet that is cut is one remark', async () => {
    const file = pcapFile(packets(2)).slice(0, -5)
    const { result } = await readBytes(file)
    expect(result).toMatchObject({ packets: 1, partial: true })
    expect(result?.warnings).toEqual([{ key: 'capture.warning.cutPacket', params: { offset: 24 + RECORD, frame: 2 } }])
  })

  test('reading goes on behind damaged bytes', async () => {
    const good = pcapFile(packets(6))
    const file = joined(good.slice(0, 24 + RECORD), new Uint8Array(100).fill(0xee), good.slice(24 + RECORD))
    const { result, segments } = await readBytes(file)
    expect(segments).toHaveLength(6)
    expect(result).toMatchObject({ packets: 6, partial: true })
    expect(result?.warnings).toEqual([
      { key: 'capture.warning.badRecord', params: { offset: 24 + RECORD, frame: 2, length: 0xeeeeeeee } },
      { key: 'capture.warning.foundAgain', params: { from: 24 + RECORD, offset: 124 + RECORD, bytes: 100 } },
    ])
  })

  test('damage to the end is said', async () => {
    const file = joined(pcapFile(packets(1)), new Uint8Array(3000).fill(0xee))
    const { result } = await readBytes(file)
    expect(result?.warnings.map((one) => one.key)).toEqual([
      'capture.warning.badRecord',
      'capture.warning.damagedToEnd',
    ])
  })
})

describe('refused with a sentence', () => {
  test.each<[string, Uint8Array, string, object]>([
    ['an empty file', new Uint8Array(0), 'empty', {}],
    ['half a header', pcapFile([]).slice(0, 20), 'cutHeader', { offset: 20 }],
    ['a version of the future', pcapFile([], { minor: 9 }), 'pcapVersion', { offset: 4, version: '2.9' }],
    [
      'reserved bits of the link type',
      pcapFile([], { linkType: 0x02c50000 }),
      'linkTypeBits',
      { offset: 20, value: '0x02c50000' },
    ],
    ['a reserved variant', pcapFile([], { magic: 0xa1b234cd }), 'pcapVariant', { offset: 0 }],
  ])('%s', async (_, file, code, params) => {
    expect((await readBytes(file)).fault).toEqual({ key: `capture.fault.${code}`, params })
  })

  test('a capture without packets is no fault', async () => {
    const { result } = await readBytes(pcapFile([]))
    expect(result).toMatchObject({
      packets: 0,
      partial: false,
      warnings: [],
      firstPacketTime: null,
      lastPacketTime: null,
    })
  })
})
