// Single packets again: their bytes out of plain and compressed files, their fields for the detail view, and saved as
// pcapng that reads back equal.
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { readPackets } from '../../../shared/capture/packet-bytes.ts'
import { packetFields } from '../../../shared/capture/packet-fields.ts'
import { PcapngWriter } from '../../../shared/capture/pcapng-writer.ts'
import { joined, pcapFile, PcapngFile, type PcapParts } from '../../helpers/capture-files.ts'
import { ethernet, ethernetTcp, ipv4, MSS_OPTION, tcp, u24, udp, vlanTag } from '../../helpers/packet-bytes.ts'
import { readBytes } from '../../helpers/read-bytes.ts'

const PACKETS = [1, 2, 3, 4].map((i) => ethernetTcp({ seq: i * 100, options: MSS_OPTION, payload: i }))
const TEST_PACKETS = PACKETS.map((bytes, i) => ({ seconds: 1_700_000_000 + i, bytes, wireLength: bytes.length + 10 }))

describe('bytes of packets', () => {
  const pcapng = new PcapngFile(false).section().interface()
  for (const bytes of PACKETS) {
    pcapng.block(6, (out) => out.u32(0, 0, 1, bytes.length, bytes.length + 10).bytes(bytes))
  }
  const parts: [string, PcapParts][] = [
    ['pcap', {}],
    ['big-endian pcap', { bigEndian: true }],
    ['modified pcap', { magic: 0xa1b2cd34, longRecords: true }],
    ['pcap 2.2', { minor: 2, swapLengths: true }],
  ]
  const files: [string, Uint8Array][] = [
    ...parts.map(([name, part]): [string, Uint8Array] => [name, pcapFile(TEST_PACKETS, part)]),
    ['pcapng', pcapng.done()],
    ['gzip', new Uint8Array(gzipSync(pcapFile(TEST_PACKETS)))],
  ]
  test.each(files)('%s, in any order', async (_, file) => {
    const { result, segments } = await readBytes(file)
    const places = [2, 0, 3, 0].map((i) => segments[i]).filter((one) => one !== undefined)
    const read = await readPackets(memorySource('x', file), result ?? { format: '', compression: [] }, places, {
      sizes: { chunkBytes: 50, depth: 1 },
    })
    expect(read.map((one) => [...(one?.bytes ?? [])])).toEqual([2, 0, 3, 0].map((i) => PACKETS[i]))
    expect(read.map((one) => one?.wireLength)).toEqual([2, 0, 3, 0].map((i) => (PACKETS[i]?.length ?? 0) + 10))
  })

  test('a place in a text has no bytes; a file that became shorter is a fault', async () => {
    const file = pcapFile(TEST_PACKETS)
    const form = { format: 'pcap', compression: [] }
    expect(await readPackets(memorySource('x', file), form, [{ fileOffset: NaN, capturedLength: 10 }])).toEqual([null])
    const gone = readPackets(memorySource('x', file), form, [{ fileOffset: 5000, capturedLength: 10 }])
    await expect(gone).rejects.toMatchObject({ key: 'capture.fault.notInFile' })
  })
})

describe('saved packets', () => {
  test('read back equal, to the nanosecond, with comments', async () => {
    const blocks: Uint8Array[] = []
    const writer = new PcapngWriter((block) => blocks.push(block), { application: 'SynScope', comment: 'für dich' })
    const eth = writer.addInterface({ linkType: 1, name: 'eth0', snaplen: 96 })
    const raw = writer.addInterface({ linkType: 101 })
    const time = { seconds: 1_700_000_000, nanos: 123_456_789 }
    writer.packet({ interfaceId: eth, time, bytes: Uint8Array.from(PACKETS[0] ?? []), wireLength: 500, direction: 2 })
    writer.packet({
      interfaceId: raw,
      time: { seconds: 4_000_000_000, nanos: 999_999_999 },
      bytes: Uint8Array.from(ipv4(6, tcp({ seq: 9 }))),
      wireLength: 1,
      comment: 'no answer to this SYN',
    })
    const { result, segments } = await readBytes(joined(...blocks))
    expect(segments.map((one) => [one.seconds, one.nanos, one.interfaceId, one.seq, one.direction])).toEqual([
      [1_700_000_000, 123_456_789, 0, 100, 2],
      [4_000_000_000, 999_999_999, 1, 9, 0],
    ])
    expect(result).toMatchObject({ comments: ['für dich', 'no answer to this SYN'], warnings: [], format: 'pcapng' })
    expect(result?.interfaces.map((one) => one.name)).toEqual(['eth0', null])
  })
})

describe('fields', () => {
  const rows = (bytes: readonly number[], linkType = 1): string[] =>
    packetFields(Uint8Array.from(bytes), linkType, bytes.length).flatMap((layer) =>
      layer.fields.map((field) => `${layer.layer} / ${field.name} = ${field.value} @${field.at}+${field.length}`),
    )

  test('an everyday SYN', () => {
    const options = [...MSS_OPTION, 4, 2, 8, 10, 0, 0, 0, 7, 0, 0, 0, 0, 1, 3, 3, 7]
    const shown = rows(ethernetTcp({ options, seq: 4_000_000_000 }))
    expect(shown).toEqual(
      expect.arrayContaining([
        'Ethernet / Source = 02:00:00:00:00:02 @6+6',
        'Ethernet / Type = IPv4 (0x0800) @12+2',
        'IPv4 / Flags = DF @20+1',
        'IPv4 / Protocol = TCP (6) @23+1',
        'IPv4 / Source = 10.0.0.1 @26+4',
        'TCP / Sequence number = 4000000000 @38+4',
        'TCP / Flags = SYN @46+2',
        'TCP / Option: Maximum segment size = 1460 @54+4',
        'TCP / Option: Timestamps = TSval 7, TSecr 0 @60+10',
        'TCP / Option: Window scale = 7 (×128) @71+3',
      ]),
    )
  })

  test('layers cover the packet without a gap, also inside tunnels', () => {
    const inner = ethernet(0x8100, vlanTag(5, 0x0800, ipv4(6, tcp({ payload: 9 }))))
    const bytes = ethernet(0x0800, ipv4(17, udp(4789, [8, 0, 0, 0, ...u24(42), 0, ...inner])))
    const layers = packetFields(Uint8Array.from(bytes), 1, bytes.length)
    expect(layers.map((one) => one.layer)).toEqual([
      'Ethernet',
      'IPv4',
      'UDP',
      'Ethernet',
      '802.1Q VLAN',
      'IPv4',
      'TCP',
      'TCP payload',
    ])
    let at = 0
    for (const layer of layers) {
      expect(layer.at).toBe(at)
      at += layer.length
    }
    expect(at).toBe(bytes.length)
    expect(rows(bytes)).toContain('UDP / VXLAN network identifier = 42 @46+3')
  })

  test('every cut of a packet is shown as far as it goes', () => {
    const inner = ipv4(6, tcp())
    const wholes = [
      ethernetTcp({ options: MSS_OPTION, payload: 4 }),
      ethernet(0x0800, ipv4(17, udp(4789, [8, 0, 0, 0, ...u24(42), 0, ...ethernet(0x0800, inner)]))),
      ethernet(0x0800, ipv4(17, udp(6081, [0, 0, 8, 0, ...u24(7), 0, ...inner]))),
      ethernet(0x8847, [0, 16, 1, 255, ...inner]),
      ethernet(0x894f, [0, 6, 1, 1, ...u24(9), 255, 0, 0, 0, 0, ...inner]),
    ]
    for (const [whole, length] of wholes.flatMap((one) => one.map((_, n) => [one, n + 1] as const))) {
      const bytes = Uint8Array.from(whole.slice(0, length))
      const layers = packetFields(bytes, 1, whole.length)
      for (const { at, length: size, fields } of layers) {
        expect(at + size).toBeLessThanOrEqual(length)
        for (const field of fields) expect(field.at + field.length).toBeLessThanOrEqual(length)
      }
      const last = layers.at(-1)
      expect(last ? last.at + last.length : 0).toBe(length)
    }
  })
})
