// Small captures of every kind for property tests and the fuzzer: formats, link types, tunnels, oddities.
import { gzipSync } from 'node:zlib'
import { FieldWriter, joined, pcapFile, PcapngFile, text } from '../../helpers/capture-files.ts'
import {
  ethernet,
  ethernetTcp,
  ipv4,
  ipv6,
  MSS_OPTION,
  tcp,
  u24,
  u32,
  udp,
  vlanTag,
} from '../../helpers/packet-bytes.ts'

const TIMESTAMPS = [1, 1, 8, 10, 0, 0, 1, 0, 0, 0, 0, 0]
const inner = ipv4(6, tcp({ options: MSS_OPTION, seq: 5 }), '192.168.0.1', '192.168.0.2')

/** One handshake with data, its tunnels and its errors. */
export const PACKETS: readonly (readonly number[])[] = [
  ethernetTcp({ options: [...MSS_OPTION, ...TIMESTAMPS] }),
  ethernetTcp(
    { flags: 0x12, sourcePort: 80, destinationPort: 40000, ack: 1001, options: MSS_OPTION },
    '10.0.0.2',
    '10.0.0.1',
  ),
  ethernetTcp({ flags: 0x10, seq: 1001, ack: 1001 }),
  ethernetTcp({ flags: 0x18, seq: 1001, ack: 1001, payload: 40 }),
  ethernet(0x86dd, ipv6(6, tcp({ options: MSS_OPTION }))),
  ethernet(0x86dd, ipv6(6, tcp({ flags: 0x10 }))),
  ethernet(0x8100, vlanTag(100, 0x0800, inner)),
  ethernet(0x8847, [...u32((16 << 12) | 0x1ff), ...inner]),
  ethernet(0x0800, ipv4(17, udp(4789, [8, 0, 0, 0, ...u24(42), 0, ...ethernet(0x0800, inner)]))),
  ethernet(0x0800, ipv4(17, udp(6081, [0, 0, 8, 0, ...u24(7), 0, ...inner]))),
  ethernet(0x0800, ipv4(47, [0x20, 0, 8, 0, ...u32(5), ...inner])),
  ethernet(0x0800, ipv4(1, [3, 1, 0, 0, 0, 0, 0, 0, ...inner.slice(0, 28)])),
  ethernet(
    0x0806,
    Array.from({ length: 28 }, (_, i) => i),
  ),
  ethernetTcp({ flags: 0x11, seq: 1041, ack: 1001 }),
  ethernetTcp({ flags: 4 }),
]

const listed = PACKETS.map((bytes, i) => ({ seconds: 1_700_000_000 + i, fraction: (i * 77_777) % 1_000_000, bytes }))

function pcapng(littleEndian: boolean): PcapngFile {
  const file = new PcapngFile(littleEndian).section([{ code: 4, value: text('SynScope') }])
  file
    .interface(1, [
      { code: 2, value: text('eth0') },
      { code: 9, value: [9] },
    ])
    .interface(101)
  file.block(
    4,
    (out) =>
      void out
        .u16(1, 7)
        .bytes([10, 0, 0, 1, ...text('db\0')])
        .pad()
        .u16(0, 0),
  )
  PACKETS.forEach((bytes, i) =>
    file.packet(bytes, [395_812_504, i * 1000], i % 3 === 0 ? [{ code: 1, value: text('note') }] : []),
  )
  file.packet(inner, [395_812_504, 99], [{ code: 2, value: [1, 0, 0, 0] }], 1)
  file.block(3, (out) => void out.u32(PACKETS[0]?.length ?? 0).bytes(PACKETS[0] ?? []))
  file.block(2, (out) => void out.u16(0, 0).u32(1, 2, inner.length, inner.length).bytes(inner))
  return file.block(5, (out) => void out.u32(0, 0, 0), [{ code: 5, value: [1, 0, 0, 0, 0, 0, 0, 0] }])
}

function snoop(): Uint8Array {
  const out = new FieldWriter(false).bytes(text('snoop\0\0\0')).u32(2, 4)
  for (const bytes of PACKETS) {
    const padded = bytes.length + ((4 - (bytes.length % 4)) % 4)
    out
      .u32(bytes.length, bytes.length, 24 + padded, 0, 1_000_000_000, 5)
      .bytes(bytes)
      .bytes(new Uint8Array(padded - bytes.length))
  }
  return out.done()
}

const cooked = PACKETS.map((bytes) => ({ bytes: [0, 4, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, ...bytes.slice(12)] }))

export const SAMPLES: Readonly<Record<string, Uint8Array>> = {
  pcap: pcapFile(listed),
  'pcap big-endian, nanoseconds': pcapFile(listed, { bigEndian: true, magic: 0xa1b23c4d }),
  'pcap modified': pcapFile(listed, { magic: 0xa1b2cd34, longRecords: true }),
  'pcap modified under the plain magic': pcapFile(listed, { longRecords: true }),
  'pcap 2.2': pcapFile(listed, { minor: 2, swapLengths: true }),
  'pcap cooked': pcapFile(cooked, { linkType: 113 }),
  'two pcaps in one': joined(pcapFile(listed), pcapFile(listed, { bigEndian: true })),
  pcapng: pcapng(true).done(),
  'pcapng in two byte orders': joined(pcapng(true).done(), pcapng(false).done()),
  snoop: snoop(),
  'pcap in gzip': new Uint8Array(gzipSync(pcapFile(listed))),
}
