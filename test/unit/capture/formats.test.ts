// snoop and ERF are read; everything else that people call a capture is named in the fault.
import { describe, expect, test } from 'vitest'
import { FieldWriter, text } from '../../helpers/capture-files.ts'
import { ethernetTcp } from '../../helpers/packet-bytes.ts'
import { readBytes } from '../../helpers/read-bytes.ts'

const SYN = ethernetTcp()

function snoop(records: number, extra = 0): Uint8Array {
  const out = new FieldWriter(false).bytes(text('snoop\0\0\0')).u32(2, 4)
  for (let i = 0; i < records; i++) {
    const pad = (4 - (SYN.length % 4)) % 4
    out.u32(SYN.length, SYN.length, 24 + SYN.length + pad + extra, 5, 1_000_000_000 + i, 250_000)
    out.bytes(SYN).bytes(new Uint8Array(pad))
  }
  return out.done()
}

describe('snoop', () => {
  test('packets, times and drops', async () => {
    const { result, segments } = await readBytes(snoop(2))
    expect(result).toMatchObject({ format: 'snoop', packets: 2, linkTypes: ['EN10MB'], warnings: [] })
    expect(result?.interfaces[0]?.dropped).toBe(5)
    expect(segments.map((one) => [one.frame, one.seconds, one.nanos])).toEqual([
      [1, 1_000_000_000, 250_000_000],
      [2, 1_000_000_001, 250_000_000],
    ])
  })

  test('a cut record and an impossible one', async () => {
    expect((await readBytes(snoop(2).slice(0, -3))).result?.warnings.map((one) => one.key)).toEqual([
      'capture.warning.cutPacket',
    ])
    const damaged = await readBytes(snoop(1, 0x10000))
    expect(damaged.result?.warnings).toEqual([
      { key: 'capture.warning.badRecord', params: { offset: 16, frame: 1, length: 24 + SYN.length + 2 + 0x10000 } },
    ])
  })
})

describe('ERF', () => {
  test('Ethernet records with extension headers', async () => {
    const out = new FieldWriter(false)
    for (let i = 0; i < 2; i++) {
      const length = 16 + 8 + 2 + SYN.length
      out.bytes([0, 0, 0, 0x80]).bytes([i, 0x94, 0x35, 0x77]) // seconds 2 000 000 000 + i, half a second, little-endian
      out
        .bytes([0x82, 4])
        .u16(length, 0, SYN.length + 4)
        .u32(0, 0)
        .bytes([0, 0])
        .bytes(SYN)
    }
    const { result, segments } = await readBytes(out.done())
    expect(result).toMatchObject({ format: 'erf', packets: 2 })
    expect(segments.map((one) => one.nanos)).toEqual([500_000_000, 500_000_000])
    expect(segments.map((one) => one.payloadLength)).toEqual([0, 0])
  })
})

describe('named in the fault', () => {
  const hex = (digits: string): Uint8Array =>
    Uint8Array.from([...Buffer.from(digits.replaceAll(' ', ''), 'hex'), 1, 2, 3, 0])
  test.each<[string, Uint8Array, string, object]>([
    ['Network Monitor', hex('47 4d 42 55 00 02'), 'otherCapture', { format: 'Microsoft Network Monitor' }],
    ['NetXRay', hex('58 43 50 00'), 'otherCapture', { format: 'NetXray / Sniffer for Windows' }],
    ['Sniffer', text('TRSNIFF data    \x1a'), 'otherCapture', { format: 'Sniffer' }],
    ['xz', hex('fd 37 7a 58 5a 00'), 'otherCompression', { format: 'xz' }],
    ['bzip2', text('BZh91AY&SY'), 'otherCompression', { format: 'bzip2' }],
    ['zip', hex('50 4b 03 04'), 'archive', { format: 'zip' }],
    ['an error page', text('\n<!DOCTYPE html><html><title>404'), 'html', {}],
    [
      'a text',
      text('Starting Nmap 7.80 ( https://nmap.org )\nhost up\n'),
      'text',
      { start: 'Starting Nmap 7.80 ( https://nmap.org )' },
    ],
    ['anything else', hex('00 11 22 33 44 55 66 77'), 'unknownFormat', { head: '00 11 22 33 44 55 66 77' }],
  ])('%s', async (_, bytes, code, params) => {
    const { fault } = await readBytes(bytes)
    expect(fault?.key).toBe(`capture.fault.${code}`)
    expect(fault?.params).toMatchObject(params)
  })

  test('an event trace of Windows, by its name', async () => {
    const { fault } = await readBytes(Uint8Array.from([0, 0, 1, 0, 0, 0, 0, 0]), { name: 'PktMon.etl' })
    expect(fault?.key).toBe('capture.fault.etl')
  })
})
