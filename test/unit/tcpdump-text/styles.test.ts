// Wordings of tcpdump that the lab's text files do not have: version 3.x, -A noise, names instead of numbers, UTF-16, -#.
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { CaptureFault } from '../../../shared/capture/capture-fault.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { looksLikeTcpdumpText, readTcpdumpText } from '../../../shared/tcpdump-text/read-tcpdump-text.ts'
import { CollectingSink } from '../../helpers/collecting-sink.ts'

async function read(text: string | Uint8Array): Promise<CollectingSink & { warnings: string[] }> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const sink = new CollectingSink()
  const result = await readTcpdumpText(memorySource('pasted', bytes), sink, { capture: 0, paths: new PathInterner() })
  return Object.assign(sink, { warnings: result.warnings.map((warning) => warning.key) })
}

const SYN = 2
const ACK = 16

describe('tcpdump text', () => {
  it('reads the style of tcpdump 3.x', async () => {
    const { segments } =
      await read(`23:57:35.938066 IP 127.0.0.1.55920 > 127.0.0.1.80: S 928549246:928549246(0) win 32767 <mss 16396,sackOK,timestamp 1306300950 0,nop,wscale 2>
23:57:35.938122 IP 127.0.0.1.80 > 127.0.0.1.55920: S 930778609:930778609(0) ack 928549247 win 32767 <mss 16396,sackOK,timestamp 1306300950 1306300950,nop,wscale 2>
23:57:35.938167 IP 127.0.0.1.55920 > 127.0.0.1.80: . ack 1 win 8192 <nop,nop,timestamp 1306300950 1306300950>
`)
    expect(segments.map((s) => [s.flags, s.seq, s.ack])).toEqual([
      [SYN, 928549246, 0],
      [SYN | ACK, 930778609, 928549247],
      [ACK, 928549247, 930778610],
    ])
    expect(segments[0]?.options.slice(0, 4)).toEqual([2, 4, 0x40, 0x0c])
  })

  it('passes midnight', async () => {
    const { segments } = await read(`23:59:59.500000 IP 10.0.0.1.1000 > 10.0.0.2.80: Flags [S], seq 1, win 1, length 0
00:00:00.500000 IP 10.0.0.1.1000 > 10.0.0.2.80: Flags [S], seq 1, win 1, length 0
`)
    expect((segments[1]?.seconds ?? 0) - (segments[0]?.seconds ?? 0)).toBe(1)
  })

  it('knows -ttttt from -ttt by the sender’s clock', async () => {
    const line = (time: string, tsVal: number): string =>
      ` ${time} IP 10.0.0.1.1000 > 10.0.0.2.80: Flags [S], seq 7, win 1, options [mss 1460,sackOK,TS val ${tsVal} ecr 0], length 0\n`
    const times = async (text: string): Promise<number[]> => (await read(text)).segments.map((s) => s.seconds)
    expect(
      await times(line('00:00:00.000000', 5000) + line('00:00:01.000000', 6000) + line('00:00:03.000000', 8000)),
    ).toEqual([0, 1, 3])
    expect(
      await times(line('00:00:00.000000', 5000) + line('00:00:01.000000', 6000) + line('00:00:03.000000', 9000)),
    ).toEqual([0, 1, 4])
  })

  it('gives names stand-in addresses and keeps the names', async () => {
    const bytes = new TextEncoder().encode(
      '10:00:00.000001 IP web-1.example.com.40000 > ip-10-0-0-3.ec2.internal.http: Flags [S], seq 5, win 1, length 0\n',
    )
    const sink = new CollectingSink()
    const result = await readTcpdumpText(memorySource('x', bytes), sink, { capture: 0, paths: new PathInterner() })
    expect(result.names.map((name) => name.name)).toEqual(['web-1.example.com', 'ip-10-0-0-3.ec2.internal'])
    expect(sink.segments[0]?.destinationPort).toBe(80)
    expect(sink.segments[0]?.family).toBe(6)
  })

  it('counts -q lines and unknown port names as skipped with a reason', async () => {
    const bytes = new TextEncoder().encode(`10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.80: tcp 0
10:00:00.000002 IP 10.0.0.1.40000 > 10.0.0.2.mystery: Flags [S], seq 5, win 1, length 0
`)
    const result = await readTcpdumpText(memorySource('x', bytes), new CollectingSink(), {
      capture: 0,
      paths: new PathInterner(),
    })
    expect(result.skipped).toEqual({ 'flags-not-printed': 1, 'port-name-unknown': 1 })
  })

  it('reads numbered lines, CRLF, UTF-16, colours, hex dumps and the summary', async () => {
    const text = `tcpdump: verbose output suppressed\r
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\r
    7  10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.80: \u001b[31mFlags [S]\u001b[0m, seq 5, win 1, length 0\r
\t0x0000:  4500 003c 1c46 4000 4006 b1e6 ac10 0a63\r
3 packets dropped by kernel\r
`
    const utf16 = new Uint8Array(2 + text.length * 2)
    utf16.set([0xff, 0xfe])
    for (let i = 0; i < text.length; i++) utf16.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], 2 + i * 2)
    for (const bytes of [new TextEncoder().encode(text), utf16]) {
      const found = await read(bytes)
      expect(found.segments.map((s) => [s.frame, s.flags, s.seq])).toEqual([[7, SYN, 5]])
      expect(found.warnings).toContain('tcpdump.dropped')
    }
  })

  it('is not taken in by other texts', async () => {
    expect(looksLikeTcpdumpText('Tcp:\n    10 active connection openings\n')).toBe(false)
    expect(looksLikeTcpdumpText('<html>\n<body>a > b: c</body>')).toBe(false)
    await expect(read('Tcp:\n    10 active connection openings\n')).rejects.toThrow(CaptureFault)
  })
})
