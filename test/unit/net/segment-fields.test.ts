// What a segment carries: lengths from the IP header and not from the captured bytes, options even when they are cut,
// checksums only where they can be known, quotes of ICMP errors with as little as eight bytes of TCP.
import { describe, expect, test } from 'vitest'
import { pcapFile } from '../../helpers/capture-files.ts'
import { ethernet, ethernetTcp, ipv4, ipv6, MSS_OPTION, tcp } from '../../helpers/packet-bytes.ts'
import { readBytes, type KeptSegment } from '../../helpers/read-bytes.ts'

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)

async function only(bytes: readonly number[], wireLength?: number): Promise<KeptSegment | undefined> {
  const { segments } = await readBytes(pcapFile([{ bytes, ...(wireLength === undefined ? {} : { wireLength }) }]))
  return segments[0]
}

describe('lengths', () => {
  test('Ethernet padding is no payload', async () => {
    expect(await only([...ethernetTcp({ flags: 16 }), ...zeros(6)])).toMatchObject({ payloadLength: 0, flags: 16 })
  })

  test('payload counts the bytes that the snap length cut', async () => {
    const whole = ethernetTcp({ flags: 0x18, payload: 1000 })
    expect(await only(whole.slice(0, 60), whole.length)).toMatchObject({
      payloadLength: 1000,
      cut: false,
      capturedLength: 60,
    })
  })

  test('total length 0 is segmentation offload: the wire length counts', async () => {
    const bytes = ethernetTcp({ flags: 0x18, payload: 500 })
    bytes[16] = 0
    bytes[17] = 0
    expect(await only(bytes)).toMatchObject({ payloadLength: 500 })
  })

  test('the accurate ECN bit is part of the flags', async () => {
    expect(await only(ethernetTcp({ flags: 0x1c2 }))).toMatchObject({ flags: 0x1c2 })
  })
})

describe('cut headers', () => {
  test('options that the snap length cut are given as far as they go', async () => {
    const whole = ethernetTcp({ options: [...MSS_OPTION, 4, 2, 1, 1] })
    expect(await only(whole.slice(0, 60), whole.length)).toMatchObject({
      cut: true,
      options: '020405b40402',
      checksum: -1,
    })
  })

  test('flags are enough', async () => {
    const whole = ethernetTcp({ seq: 5 })
    expect(await only(whole.slice(0, 48), whole.length)).toMatchObject({ seq: 5, flags: 2, cut: true, window: 0 })
  })

  test('a data offset below five words gives no options', async () => {
    const bytes = ethernetTcp({ options: MSS_OPTION })
    bytes[46] = 0x20
    expect(await only(bytes)).toMatchObject({ options: '', flags: 2 })
  })
})

describe('checksums of SYNs', () => {
  test('a wrong one is told', async () => {
    const bytes = ethernetTcp()
    bytes[50] = (bytes[50] ?? 0) ^ 0xff
    expect(await only(bytes)).toMatchObject({ checksum: 0 })
  })

  test('just the pseudo-header is left to the network card', async () => {
    const bytes = ethernetTcp({}, '10.0.0.1', '10.0.0.2')
    // 0a00 + 0001 + 0a00 + 0002 + 6 + 20
    bytes[50] = 0x14
    bytes[51] = 0x1d
    expect(await only(bytes)).toMatchObject({ checksum: -1 })
  })

  test('IPv6 and an odd length', async () => {
    expect(await only(ethernet(0x86dd, ipv6(6, tcp({ payload: 3 }))))).toMatchObject({
      checksum: 1,
      family: 6,
      ttl: 63,
    })
  })

  test('only SYNs are checked', async () => {
    expect(await only(ethernetTcp({ flags: 16 }))).toMatchObject({ checksum: -1 })
  })
})

describe('ICMP errors', () => {
  const quoted = ipv4(
    6,
    tcp({ sourcePort: 1234, destinationPort: 443, seq: 99, options: MSS_OPTION }),
    '10.1.1.1',
    '10.2.2.2',
  )
  const error = (type: number, code: number, quote: readonly number[]): number[] =>
    ethernet(0x0800, ipv4(1, [type, code, ...zeros(6), ...quote], '10.9.9.9', '10.1.1.1'))

  test('a quote of eight bytes of TCP is enough', async () => {
    const { quotes, result } = await readBytes(pcapFile([{ bytes: error(3, 13, quoted.slice(0, 28)) }]))
    expect(quotes[0]).toMatchObject({
      icmpType: 3,
      icmpCode: 13,
      sourcePort: 1234,
      destinationPort: 443,
      seq: 99,
      flags: 0,
      s3: 0x0a010101,
      d3: 0x0a020202,
      cut: true,
    })
    expect(result).toMatchObject({ icmpErrors: 1, tcpPackets: 0, skipped: {} })
  })

  test('a whole quote has flags and options', async () => {
    const { quotes } = await readBytes(pcapFile([{ bytes: error(11, 0, quoted) }]))
    expect(quotes[0]).toMatchObject({ icmpType: 11, flags: 2, options: '020405b4', cut: false })
  })

  test('ICMPv6', async () => {
    const inner = ipv6(6, tcp({ seq: 31 }), 5, 6)
    const { quotes } = await readBytes(pcapFile([{ bytes: ethernet(0x86dd, ipv6(58, [1, 4, ...zeros(6), ...inner])) }]))
    expect(quotes[0]).toMatchObject({ icmpType: 1, icmpCode: 4, seq: 31, family: 6, s3: 5, d3: 6 })
  })

  test.each([
    ['an echo request', 8, quoted],
    ['a redirect', 5, quoted],
    ['a quote of UDP', 3, ipv4(17, zeros(8))],
    ['seven bytes', 3, quoted.slice(0, 27)],
  ])('%s is no error of a handshake', async (_, type, quote) => {
    const { quotes, result } = await readBytes(pcapFile([{ bytes: error(type, 0, quote) }]))
    expect(quotes).toEqual([])
    expect(result?.skipped).toEqual({ icmp: 1 })
  })
})
