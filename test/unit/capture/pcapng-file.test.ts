// pcapng: every kind of block, both byte orders, several sections, all time resolutions; and damage with offset and block.
import { describe, expect, test } from 'vitest'
import { joined, PcapngFile, text } from '../../helpers/capture-files.ts'
import { ethernetTcp, ipv4, tcp } from '../../helpers/packet-bytes.ts'
import { readBytes } from '../../helpers/read-bytes.ts'

const SYN = ethernetTcp()
const RAW_SYN = ipv4(6, tcp({ seq: 42 }))
/** 1 700 000 000.123456 s in microseconds. */
const MICRO: [number, number] = [Math.floor(1_700_000_000_123_456 / 2 ** 32), 1_700_000_000_123_456 % 2 ** 32]

function words(units: bigint): [number, number] {
  return [Number(units >> 32n), Number(units & 0xffffffffn)]
}

const i64 = (value: bigint): number[] => [...new Uint8Array(new BigInt64Array([value]).buffer)]

describe('time stamps', () => {
  test.each<[string, number[] | null, bigint | null, bigint, [number, number]]>([
    ['microseconds by default', null, null, 1_700_000_000_123_456n, [1_700_000_000, 123_456_000]],
    ['nanoseconds', [9], null, 1_700_000_000_123_456_789n, [1_700_000_000, 123_456_789]],
    ['milliseconds', [3], null, 1_700_000_000_123n, [1_700_000_000, 123_000_000]],
    ['seconds', [0], null, 1_700_000_000n, [1_700_000_000, 0]],
    ['picoseconds are cut', [12], null, 1_700_000_123_456_789_012n, [1_700_000, 123_456_789]],
    ['2^-8', [0x88], null, 435_200_000_050n, [1_700_000_000, 195_312_500]],
    ['2^-30', [0x80 | 30], null, (1_700_000_000n << 30n) + (1n << 29n), [1_700_000_000, 500_000_000]],
    ['an offset of seconds', [6], 1_700_000_000n, 5_000_001n, [1_700_000_005, 1000]],
    ['an offset into the past', [6], -10n, 5_000_001n, [-5, 1000]],
    ['the largest stamp', [9], null, 0xffffffffffffffffn, [18_446_744_073, 709_551_615]],
  ])('%s', async (_, resolution, offset, units, expected) => {
    const options = [
      ...(resolution ? [{ code: 9, value: resolution }] : []),
      ...(offset === null ? [] : [{ code: 14, value: i64(offset) }]),
    ]
    const file = new PcapngFile().section().interface(1, options).packet(SYN, words(units)).done()
    const { segments, result } = await readBytes(file)
    expect(segments.map((one) => [one.seconds, one.nanos])).toEqual([expected])
    expect(result?.firstPacketTime).toEqual({ seconds: expected[0], nanos: expected[1] })
  })

  test('an impossible resolution is told', async () => {
    const file = new PcapngFile()
      .section()
      .interface(1, [{ code: 9, value: [77] }])
      .packet(SYN, MICRO)
      .done()
    expect((await readBytes(file)).result?.warnings).toEqual([
      { key: 'capture.warning.badTimeResolution', params: { offset: 28, value: 77 } },
    ])
  })
})

describe('sections and interfaces', () => {
  test('byte order and interfaces start anew with each section', async () => {
    const little = new PcapngFile(true)
      .section()
      .interface(1, [{ code: 2, value: text('eth0') }])
      .packet(SYN, MICRO)
    const big = new PcapngFile(false)
      .section()
      .interface(101)
      .interface(1)
      .packet(RAW_SYN, MICRO)
      .packet(SYN, MICRO, [], 1)
    const { result, segments } = await readBytes(joined(little.done(), big.done()))
    expect(segments.map((one) => [one.frame, one.interfaceId, one.seq])).toEqual([
      [1, 0, 1000],
      [2, 1, 42],
      [3, 2, 1000],
    ])
    expect(result?.interfaces).toEqual([
      { name: 'eth0', linkType: 'EN10MB', packets: 1, dropped: null },
      { name: null, linkType: 'RAW', packets: 1, dropped: null },
      { name: null, linkType: 'EN10MB', packets: 1, dropped: null },
    ])
    expect(result?.linkTypes).toEqual(['EN10MB', 'RAW'])
  })

  test('a section of an unknown version is passed over', async () => {
    const file = new PcapngFile().section().interface().packet(SYN, MICRO)
    file.section([], 3).interface().packet(SYN, MICRO).section().interface().packet(SYN, MICRO)
    const { result } = await readBytes(file.done())
    expect(result).toMatchObject({ packets: 2, partial: true })
    expect(result?.warnings.map((one) => one.key)).toEqual(['capture.warning.pcapngVersion'])
  })

  test('a packet before any interface, or of one that is not there, is counted and told', async () => {
    const file = new PcapngFile()
      .section()
      .packet(SYN, MICRO)
      .interface()
      .packet(SYN, MICRO, [], 9)
      .packet(SYN, MICRO)
      .done()
    const { result, segments } = await readBytes(file)
    expect(segments.map((one) => one.frame)).toEqual([3])
    expect(result?.skipped).toEqual({ 'unknown-interface': 2 })
    expect(result?.warnings).toEqual([
      { key: 'capture.warning.unknownInterface', params: { offset: 28, frame: 1, count: 2 } },
    ])
  })
})

describe('blocks', () => {
  test('simple packet blocks have no time; their length follows from the snap length', async () => {
    const file = new PcapngFile().section().interface(1, [], 60).packet(SYN, MICRO)
    const long = ethernetTcp({ flags: 0x12, payload: 200 })
    file.block(3, (out) => out.u32(long.length).bytes(long.slice(0, 60)))
    const { segments, result } = await readBytes(file.done())
    expect(segments[1]).toMatchObject({ frame: 2, capturedLength: 60, payloadLength: 200, seconds: 1_700_000_000 })
    expect(result?.warnings).toEqual([{ key: 'capture.warning.noTimeStamp', params: { frame: 2, count: 1 } }])
  })

  test('the obsolete packet block', async () => {
    const file = new PcapngFile(false).section().interface()
    file.block(2, (out) => out.u16(0, 7).u32(MICRO[0], MICRO[1], SYN.length, SYN.length).bytes(SYN))
    const { segments, result } = await readBytes(file.done())
    expect(segments).toHaveLength(1)
    expect(segments[0]).toMatchObject({ seconds: 1_700_000_000, nanos: 123_456_000, interfaceId: 0 })
    expect(result?.interfaces[0]).toMatchObject({ packets: 1, dropped: 7 })
  })

  test('direction, drops and comments of a packet', async () => {
    const file = new PcapngFile().section([{ code: 1, value: text('about the file') }]).interface()
    file.packet(SYN, MICRO, [
      { code: 1, value: text('look here') },
      { code: 2, value: [2, 0, 0, 0] },
      { code: 4, value: i64(12n) },
    ])
    const { segments, result } = await readBytes(file.done())
    expect(segments[0]).toMatchObject({ direction: 2 })
    expect(result?.interfaces[0]?.dropped).toBe(12)
    expect(result?.comments).toEqual(['about the file', 'look here'])
  })

  test('statistics: what the capture itself lost', async () => {
    const file = new PcapngFile().section().interface().interface().packet(SYN, MICRO)
    file.block(5, (out) => out.u32(1, 0, 0), [
      { code: 5, value: i64(100n) },
      { code: 7, value: i64(20n) },
    ])
    const { result } = await readBytes(file.done())
    expect(result?.interfaces.map((one) => one.dropped)).toEqual([null, 120])
  })

  test('names', async () => {
    const file = new PcapngFile().section()
    file.block(4, (out) => {
      out
        .u16(1, 4 + 7)
        .bytes([10, 0, 0, 1, ...text('client\0')])
        .pad()
      out
        .u16(2, 16 + 5)
        .bytes([0xfd, 0x77, ...Array.from({ length: 13 }, () => 0), 1, ...text('host\0')])
        .pad()
      out.u16(0, 0)
    })
    const { result } = await readBytes(file.done())
    expect(result?.names).toEqual([
      { address: { family: 4, words: [0, 0, 0, 0x0a000001] }, name: 'client' },
      { address: { family: 6, words: [0xfd770000, 0, 0, 1] }, name: 'host' },
    ])
  })

  test('unknown blocks and secrets are passed by their length; journal and custom blocks are numbered as Wireshark does', async () => {
    const file = new PcapngFile().section().interface()
    file.block(10, (out) => out.u32(1, 2, 3)).block(0x80000001, (out) => out.u32(1))
    file
      .block(0xbad, (out) => out.u32(32473))
      .block(9, (out) => out.bytes(text('A=B\n')))
      .packet(SYN, MICRO)
    const { segments, result } = await readBytes(file.done())
    expect(segments.map((one) => one.frame)).toEqual([3])
    expect(result).toMatchObject({ packets: 3, skipped: { 'not-a-packet': 2 }, warnings: [] })
  })

  test('options without an end mark, and one longer than its block', async () => {
    const file = new PcapngFile().section()
    file.block(1, (out) => out.u16(1, 0).u32(0), [{ code: 2, value: text('lo') }], false)
    file.block(1, (out) => out.u16(1, 0).u32(0).u16(2, 500))
    const { result } = await readBytes(file.done())
    expect(result?.interfaces.map((one) => one.name)).toEqual(['lo', null])
    expect(result?.warnings[0]).toMatchObject({ key: 'capture.warning.badOptions', params: { block: 'IDB', count: 1 } })
  })
})

describe('damage', () => {
  const start = (): PcapngFile => new PcapngFile().section().interface().packet(SYN, MICRO)
  const GOOD = start().done().length

  test('a block that is cut off', async () => {
    const { result } = await readBytes(start().packet(SYN, MICRO).done().slice(0, -9))
    expect(result).toMatchObject({ packets: 1, partial: true })
    expect(result?.warnings).toEqual([{ key: 'capture.warning.cutBlock', params: { offset: GOOD, block: 'EPB' } }])
  })

  test('a cut block that would have been passed over', async () => {
    const { result } = await readBytes(
      start()
        .block(10, (out) => out.bytes(new Uint8Array(500)))
        .done()
        .slice(0, -100),
    )
    expect(result).toMatchObject({ packets: 1, partial: true })
    expect(result?.warnings.map((one) => one.key)).toEqual(['capture.warning.cutBlock'])
  })

  test.each<[string, (bytes: Uint8Array) => void, string, object]>([
    ['two lengths that disagree', (bytes) => bytes.set([0xff], GOOD - 4), 'blockTrailer', { block: 'EPB' }],
    ['a length of 8', (bytes) => bytes.set([8, 0, 0, 0], 48 + 4), 'blockLength', { length: 8 }],
    [
      'a packet longer than its block',
      (bytes) => bytes.set([0xff, 0xff], 48 + 20),
      'packetBeyondBlock',
      { length: 0xffff },
    ],
  ])('%s: the next good block is found', async (_, damage, code, params) => {
    const bytes = start().packet(SYN, MICRO).packet(SYN, MICRO).done()
    damage(bytes)
    const { result, segments } = await readBytes(bytes)
    expect(segments).toHaveLength(2)
    expect(result?.partial).toBe(true)
    expect(result?.warnings.map((one) => one.key)).toEqual([`capture.warning.${code}`, 'capture.warning.foundAgain'])
    expect(result?.warnings[0]?.params).toMatchObject({ offset: 48, ...params })
    expect(result?.warnings[1]?.params).toMatchObject({ offset: GOOD })
  })

  test.each<[string, Uint8Array, string]>([
    ['no byte-order magic', new PcapngFile().block(0x0a0d0d0a, (out) => out.u32(1, 2, 3, 4)).done(), 'byteOrder'],
    ['an unknown version', new PcapngFile().section([], 2).done(), 'pcapngVersion'],
    ['a section header that is cut', new PcapngFile().section().done().slice(0, 20), 'cutHeader'],
    ['a section header of 2 MB', Uint8Array.from([10, 13, 13, 10, 0, 0, 32, 0, 0x4d, 0x3c, 0x2b, 0x1a]), 'blockLength'],
  ])('refused: %s', async (_, file, code) => {
    expect((await readBytes(file)).fault?.key).toBe(`capture.fault.${code}`)
  })
})
