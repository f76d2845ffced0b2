// Every link type and every wrapping: the innermost SYN is found with its addresses, the way around it is told, and what
// is no TCP is counted under the right reason.
import { describe, expect, test } from 'vitest'
import { linkTypeName } from '../../../shared/net/link-types.ts'
import { pcapFile } from '../../helpers/capture-files.ts'
import {
  type Bytes,
  ethernet,
  ethernetTcp,
  ipv4,
  ipv6,
  MSS_OPTION,
  tcp,
  u16,
  u24,
  u32,
  udp,
  vlanTag,
} from '../../helpers/packet-bytes.ts'
import { readBytes } from '../../helpers/read-bytes.ts'

const SYN = tcp({ options: MSS_OPTION, seq: 7777 })
const INNER = ipv4(6, SYN, '192.168.0.1', '192.168.0.2')
const INNER_FRAME = ethernet(0x0800, INNER)
const SNAP = [0xaa, 0xaa, 3, 0, 0, 0, 8, 0]
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)
const wifi = (control: number, flags: number, rest: Bytes): number[] => [control, flags, 0, 0, ...zeros(20), ...rest]

interface Case {
  readonly name: string
  readonly linkType: number
  readonly bytes: Bytes
  readonly path: string
  readonly direction?: number
}

const outer = (protocol: number, inner: Bytes): number[] => ethernet(0x0800, ipv4(protocol, inner))
const inUdp = (port: number, inner: Bytes): number[] => outer(17, udp(port, inner))
const TUNNEL = '10.0.0.1 → 10.0.0.2'

const CASES: readonly Case[] = [
  { name: 'Ethernet', linkType: 1, bytes: INNER_FRAME, path: '' },
  {
    name: 'Ethernet with LLC/SNAP',
    linkType: 1,
    bytes: ethernet(SNAP.length + INNER.length, [...SNAP, ...INNER]),
    path: '',
  },
  { name: '802.1Q', linkType: 1, bytes: ethernet(0x8100, vlanTag(0x6064, 0x0800, INNER)), path: 'VLAN 100' },
  {
    name: '802.1ad with 802.1Q',
    linkType: 1,
    bytes: ethernet(0x88a8, vlanTag(7, 0x8100, vlanTag(8, 0x0800, INNER))),
    path: 'VLAN 7 · VLAN 8',
  },
  {
    name: 'cooked v1, sent',
    linkType: 113,
    bytes: [0, 4, 0, 1, 0, 6, ...zeros(8), 8, 0, ...INNER],
    path: '',
    direction: 2,
  },
  {
    name: 'cooked v1, received',
    linkType: 113,
    bytes: [0, 0, 0, 1, 0, 6, ...zeros(8), 8, 0, ...INNER],
    path: '',
    direction: 1,
  },
  {
    name: 'cooked v2 with interface index',
    linkType: 276,
    bytes: [8, 0, 0, 0, ...u32(5), 0, 1, 4, 6, ...zeros(8), ...INNER],
    path: 'ifindex 5',
    direction: 2,
  },
  { name: 'NULL, little-endian', linkType: 0, bytes: [2, 0, 0, 0, ...INNER], path: '' },
  { name: 'LOOP', linkType: 108, bytes: [0, 0, 0, 2, ...INNER], path: '' },
  ...[12, 14, 101, 228].map((linkType) => ({ name: `raw IP ${linkType}`, linkType, bytes: INNER, path: '' })),
  { name: 'PPP with address and control', linkType: 9, bytes: [0xff, 3, 0, 0x21, ...INNER], path: 'PPP' },
  { name: 'PPP with a protocol of one byte', linkType: 9, bytes: [0x21, ...INNER], path: 'PPP' },
  { name: 'PPP_HDLC as Cisco HDLC', linkType: 50, bytes: [0x0f, 0, 8, 0, ...INNER], path: '' },
  { name: 'PPP with direction', linkType: 166, bytes: [1, 3, 0, 0x21, ...INNER], path: 'PPP', direction: 2 },
  { name: 'PPPoE link type', linkType: 51, bytes: [0x11, 0, 0, 9, 0, 50, 0, 0x21, ...INNER], path: 'PPPoE 9' },
  { name: 'PPPoE', linkType: 1, bytes: ethernet(0x8864, [0x11, 0, 0, 9, 0, 50, 0, 0x21, ...INNER]), path: 'PPPoE 9' },
  { name: 'C_HDLC', linkType: 104, bytes: [0x0f, 0, 8, 0, ...INNER], path: '' },
  { name: 'frame relay, NLPID', linkType: 107, bytes: [0x18, 0x41, 3, 0xcc, ...INNER], path: '' },
  { name: 'frame relay, Cisco', linkType: 107, bytes: [0x18, 0x41, 8, 0, ...INNER], path: '' },
  { name: 'MPLS link type', linkType: 219, bytes: [...u32((77 << 12) | 0x1ff), ...INNER], path: 'MPLS 77' },
  {
    name: 'MPLS, two labels',
    linkType: 1,
    bytes: ethernet(0x8847, [...u32((16 << 12) | 0xff), ...u32((17 << 12) | 0x1ff), ...INNER]),
    path: 'MPLS 16 · MPLS 17',
  },
  {
    name: 'MPLS pseudowire with control word',
    linkType: 1,
    bytes: ethernet(0x8847, [...u32((16 << 12) | 0x1ff), ...zeros(4), ...INNER_FRAME]),
    path: 'MPLS 16 · pseudowire',
  },
  { name: 'IPIP', linkType: 1, bytes: outer(4, INNER), path: TUNNEL },
  { name: '4in6', linkType: 1, bytes: ethernet(0x86dd, ipv6(4, INNER)), path: 'fd77::1 → fd77::2' },
  { name: 'GRE', linkType: 1, bytes: outer(47, [0, 0, 8, 0, ...INNER]), path: `${TUNNEL} · GRE` },
  {
    name: 'GRE with key and sequence',
    linkType: 1,
    bytes: outer(47, [0x30, 0, 8, 0, ...u32(55), ...u32(1), ...INNER]),
    path: `${TUNNEL} · GRE 55`,
  },
  {
    name: 'GRE with checksum and Ethernet',
    linkType: 1,
    bytes: outer(47, [0x80, 0, 0x65, 0x58, ...zeros(4), ...INNER_FRAME]),
    path: `${TUNNEL} · GRE`,
  },
  {
    name: 'ERSPAN II',
    linkType: 1,
    bytes: outer(47, [0x10, 0, 0x88, 0xbe, ...u32(1), 0x10, 5, 0, 9, ...zeros(4), ...INNER_FRAME]),
    path: `${TUNNEL} · GRE · ERSPAN 9`,
  },
  {
    name: 'PPTP',
    linkType: 1,
    bytes: outer(47, [0x30, 0x01, 0x88, 0x0b, 0, 44, 0, 3, ...u32(1), 0xff, 3, 0, 0x21, ...INNER]),
    path: `${TUNNEL} · GRE 3`,
  },
  {
    name: 'VXLAN',
    linkType: 1,
    bytes: inUdp(4789, [8, 0, 0, 0, ...u24(42), 0, ...INNER_FRAME]),
    path: `${TUNNEL} · VXLAN 42`,
  },
  {
    name: 'VXLAN on the port of Linux',
    linkType: 1,
    bytes: inUdp(8472, [8, 0, 0, 0, ...u24(1), 0, ...ethernet(0x8100, vlanTag(3, 0x0800, INNER))]),
    path: `${TUNNEL} · VXLAN 1 · VLAN 3`,
  },
  {
    name: 'VXLAN-GPE',
    linkType: 1,
    bytes: inUdp(4790, [0x0c, 0, 0, 1, ...u24(6), 0, ...INNER]),
    path: `${TUNNEL} · VXLAN 6`,
  },
  {
    name: 'Geneve with options',
    linkType: 1,
    bytes: inUdp(6081, [1, 0, 0x65, 0x58, ...u24(99), 0, ...zeros(4), ...INNER_FRAME]),
    path: `${TUNNEL} · Geneve 99`,
  },
  {
    name: 'GTP-U',
    linkType: 1,
    bytes: inUdp(2152, [0x30, 0xff, 0, 44, ...u32(0xabc), ...INNER]),
    path: `${TUNNEL} · GTP-U 0xabc`,
  },
  {
    name: 'GTP-U with an extension header',
    linkType: 1,
    bytes: inUdp(2152, [0x34, 0xff, 0, 52, ...u32(1), 0, 0, 0, 0x85, 1, 0, 0, 0, ...INNER]),
    path: `${TUNNEL} · GTP-U 0x1`,
  },
  {
    name: 'L2TP',
    linkType: 1,
    bytes: inUdp(1701, [0x40, 2, 0, 60, 0, 7, 0, 8, 0xff, 3, 0, 0x21, ...INNER]),
    path: `${TUNNEL} · L2TP 8`,
  },
  { name: 'EtherIP', linkType: 1, bytes: outer(97, [0x30, 0, ...INNER_FRAME]), path: `${TUNNEL} · EtherIP` },
  { name: 'authentication header', linkType: 1, bytes: outer(51, [6, 1, 0, 0, ...zeros(8), ...SYN]), path: 'AH' },
  {
    name: 'NSH in Ethernet',
    linkType: 1,
    bytes: ethernet(0x894f, [0, 2, 1, 1, ...u24(4), 255, ...INNER]),
    path: 'NSH 4',
  },
  {
    name: 'FabricPath',
    linkType: 1,
    bytes: ethernet(0x8903, [...u16((3 << 6) | 32), ...INNER_FRAME]),
    path: 'FabricPath 3',
  },
  { name: '802.11 data', linkType: 105, bytes: wifi(8, 1, [...SNAP, ...INNER]), path: '802.11' },
  { name: '802.11 QoS data', linkType: 105, bytes: wifi(0x88, 1, [0, 0, ...SNAP, ...INNER]), path: '802.11' },
  {
    name: '802.11 with four addresses',
    linkType: 105,
    bytes: wifi(8, 3, [...zeros(6), ...SNAP, ...INNER]),
    path: '802.11',
  },
  {
    name: 'radiotap with padding behind the header',
    linkType: 127,
    bytes: [0, 0, 9, 0, 2, 0, 0, 0, 0x20, ...wifi(0x88, 1, [0, 0, 0, 0, ...SNAP, ...INNER])],
    path: '802.11',
  },
  { name: 'PPI', linkType: 192, bytes: [0, 0, 8, 0, 1, 0, 0, 0, ...INNER_FRAME], path: '' },
  {
    name: 'Prism',
    linkType: 119,
    bytes: [0x44, 0, 0, 0, 16, 0, 0, 0, ...zeros(8), ...wifi(8, 1, [...SNAP, ...INNER])],
    path: '802.11',
  },
  {
    name: 'AVS',
    linkType: 163,
    bytes: [...u32(0x80211001), ...u32(16), ...zeros(8), ...wifi(8, 1, [...SNAP, ...INNER])],
    path: '802.11',
  },
  {
    name: 'NFLOG',
    linkType: 239,
    bytes: [2, 0, 0, 0, 8, 0, 1, 0, 8, 0, 0, 0, ...u16Le(4 + INNER.length), 9, 0, ...INNER],
    path: '',
  },
  { name: 'IPNET', linkType: 226, bytes: [1, 2, ...zeros(22), ...INNER], path: '' },
  { name: 'IPoIB', linkType: 242, bytes: [...zeros(40), 8, 0, 0, 0, ...INNER], path: '' },
  { name: 'PFLOG', linkType: 117, bytes: [61, 2, ...zeros(62), ...INNER], path: '' },
  {
    name: 'PKTAP',
    linkType: 258,
    bytes: [...[40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], ...zeros(24), 2, 0, 0, 0, ...INNER_FRAME],
    path: '',
    direction: 2,
  },
  {
    name: 'ERF Ethernet',
    linkType: 197,
    bytes: [
      ...zeros(8),
      2,
      4,
      ...u16(18 + INNER_FRAME.length),
      0,
      0,
      ...u16(INNER_FRAME.length + 4),
      0,
      0,
      ...INNER_FRAME,
    ],
    path: '',
  },
]

function u16Le(value: number): number[] {
  return [value & 255, value >>> 8]
}

describe('the innermost SYN is found', () => {
  test.each(CASES)('$name', async ({ linkType, bytes, path, direction = 0 }) => {
    const { result, segments } = await readBytes(pcapFile([{ bytes }], { linkType }))
    expect(result?.skipped).toEqual({})
    expect(result?.linkTypes).toEqual([linkTypeName(linkType)])
    expect(segments).toHaveLength(1)
    expect(segments[0]).toMatchObject({ seq: 7777, flags: 2, options: '020405b4', pathText: path, direction, frame: 1 })
    if (!path.includes('AH')) expect(segments[0]).toMatchObject({ s3: 0xc0a80001, d3: 0xc0a80002, checksum: 1 })
  })

  test('6in4 and Teredo carry IPv6', async () => {
    const six = ipv6(6, SYN)
    const file = pcapFile([
      { bytes: outer(41, six) },
      { bytes: inUdp(3544, [0, 1, 0, 0, ...zeros(9), ...zeros(8), ...six]) },
    ])
    const { segments } = await readBytes(file)
    expect(segments.map((one) => [one.family, one.s0, one.s3, one.pathText])).toEqual([
      [6, 0xfd770000, 1, TUNNEL],
      [6, 0xfd770000, 1, `${TUNNEL} · Teredo`],
    ])
  })

  test('IPv6 extension headers are walked', async () => {
    const chain = [60, 0, ...zeros(6), 44, 0, ...zeros(6), 6, 0, 0, 0, ...zeros(4), ...SYN]
    const { segments, result } = await readBytes(pcapFile([{ bytes: ethernet(0x86dd, ipv6(0, chain)) }]))
    expect(segments.map((one) => one.seq)).toEqual([7777])
    expect(result?.tcpPackets).toBe(1)
  })

  test('an aggregate of 802.11 holds several packets of one frame', async () => {
    const sub = (inner: Bytes, pad: number): number[] => [
      ...zeros(12),
      ...u16(8 + inner.length),
      ...SNAP,
      ...inner,
      ...zeros(pad),
    ]
    const bytes = wifi(0x88, 1, [0x80, 0, ...sub(INNER, (4 - ((14 + 8 + INNER.length) % 4)) % 4), ...sub(INNER, 0)])
    const { segments, result } = await readBytes(pcapFile([{ bytes }], { linkType: 105 }))
    expect(segments.map((one) => one.frame)).toEqual([1, 1])
    expect(result?.tcpPackets).toBe(1)
  })
})

describe('encapsulations are counted', () => {
  test('by name, each once a packet', async () => {
    const file = pcapFile([
      { bytes: outer(4, INNER) },
      { bytes: inUdp(4789, [8, 0, 0, 0, 0, 0, 1, 0, ...INNER_FRAME]) },
    ])
    const { result } = await readBytes(file)
    expect(result?.encapsulations).toEqual({ ipip: 1, vxlan: 1 })
  })
})

describe('what is no TCP is counted with its reason', () => {
  const withOffset = [...ipv4(6, SYN)]
  withOffset[6] = 0x00
  withOffset[7] = 0x10
  const shortLength = [...ipv4(6, SYN)]
  shortLength[3] = 25
  test.each([
    ['arp', ethernet(0x0806, zeros(28))],
    ['udp', inUdp(53, zeros(20))],
    ['icmp', outer(1, [8, 0, ...zeros(6)])],
    ['igmp', outer(2, zeros(8))],
    ['sctp', outer(132, zeros(12))],
    ['other-ip-protocol', outer(89, zeros(20))],
    ['encrypted', outer(50, zeros(20))],
    ['not-ip', ethernet(0x88cc, zeros(40))],
    ['ip-fragment', ethernet(0x0800, withOffset)],
    ['malformed-tcp', ethernet(0x0800, shortLength)],
    ['cut-before-ip', ethernet(0x0800, INNER).slice(0, 30)],
    ['cut-before-tcp-flags', ethernetTcp().slice(0, 14 + 20 + 13)],
    ['udp', inUdp(4789, [0, 0, 0, 0, 0, 0, 1, 0, ...INNER_FRAME])],
    [
      'nested-too-deep',
      ethernet(
        0x8100,
        [1, 2, 3, 4, 5, 6].reduceRight<number[]>((inner, id) => vlanTag(id, 0x8100, inner), zeros(8)),
      ),
    ],
  ])('%s', async (reason, bytes) => {
    const { result, segments } = await readBytes(pcapFile([{ bytes, wireLength: 100 }]))
    expect(segments).toEqual([])
    expect(result?.skipped).toEqual({ [reason]: 1 })
  })

  test('nesting without end is cut off', async () => {
    let bytes: Bytes = INNER
    for (let i = 0; i < 40; i++) bytes = ipv4(4, bytes)
    const { result } = await readBytes(pcapFile([{ bytes: ethernet(0x0800, bytes) }]))
    expect(result?.skipped).toEqual({ 'nested-too-deep': 1 })
  })

  test('an unknown link type is named and its packets are counted', async () => {
    const { result } = await readBytes(pcapFile([{ bytes: zeros(60) }], { linkType: 147 }))
    expect(result?.skipped).toEqual({ 'unsupported-link-type': 1 })
    expect(result?.warnings).toEqual([{ key: 'capture.warning.linkType', params: { name: 'USER0', number: 147 } }])
  })
})
