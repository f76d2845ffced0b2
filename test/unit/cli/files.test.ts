// The commands around files: info, extract, crosscheck.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCli } from '../../helpers/run-cli.ts'

const CAPTURE = 'assets/samples/accept-queue-overflow/nginx-pod.pcap'
const folder = mkdtempSync(join(tmpdir(), 'synscope-files-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Document {
  handshakes: { syns: { time: string }[]; gaps: number[]; outcome: string }[]
  summary: { synPackets: number; unansweredSynPackets: number }
}

it('extract keeps every SYN of the unanswered handshakes with its exact time', async () => {
  const out = join(folder, 'small.pcapng')
  const { status, err } = await runCli('extract', CAPTURE, '--out', out, '--only', 'unanswered')
  expect(err).toContain('1957 packets of 343 handshakes')
  expect(status).toBe(0)
  const before = JSON.parse((await runCli('analyze', CAPTURE, '--json')).out) as Document
  const after = JSON.parse((await runCli('analyze', out, '--json')).out) as Document
  expect(after.summary).toMatchObject({ synPackets: 1957, unansweredSynPackets: 1957 })
  const unanswered = before.handshakes.filter((handshake) => handshake.outcome !== 'established')
  expect(after.handshakes.map((handshake) => handshake.syns.map((syn) => syn.time))).toEqual(
    unanswered.map((handshake) => handshake.syns.map((syn) => syn.time)),
  )
})

it('extract by ISN and by outcome; nothing chosen and wrong endings are said', async () => {
  const out = join(folder, 'one.pcapng')
  const first = (JSON.parse((await runCli('analyze', CAPTURE, '--json')).out) as { handshakes: { isn: number }[] })
    .handshakes[0]
  expect((await runCli('extract', CAPTURE, '--out', out, '--only', String(first?.isn))).err).toMatch(/of 1 handshakes/)
  expect((await runCli('extract', CAPTURE, '--out', join(folder, 'x.pcap'))).status).toBe(2)
  expect((await runCli('extract', CAPTURE)).status).toBe(2)
  const nothing = await runCli('extract', CAPTURE, '--out', join(folder, 'no.pcapng'), '--only', 'refused')
  expect(nothing.status).toBe(2)
  expect(existsSync(join(folder, 'no.pcapng'))).toBe(false)
})

it('extract never writes over what it reads, and says when a place cannot be written', async () => {
  const own = join(folder, 'own.pcapng')
  await runCli('extract', CAPTURE, '--out', own)
  expect(await runCli('extract', own, '--out', own)).toMatchObject({ status: 3 })
  expect(await runCli('extract', CAPTURE, '--out', join(folder, 'no-folder', 'x.pcapng'))).toMatchObject({ status: 3 })
})

it('info says what is in a file, with its hash', async () => {
  const { out } = await runCli('info', CAPTURE)
  expect(out).toMatch(/Packets +2643/)
  expect(out).toMatch(/Handshakes +421/)
  expect(out).toMatch(/SHA-256 +[0-9a-f]{64}/)
  const document = JSON.parse((await runCli('info', CAPTURE, '--json')).out) as {
    schema: string
    captures: { tcpPackets: number }[]
  }
  expect(document).toMatchObject({ schema: 'synscope.info/1', captures: [{ packets: 2643, tcpPackets: 2639 }] })
})

it('crosscheck: pcap-parser agrees packet by packet', async () => {
  const { status, out } = await runCli('crosscheck', CAPTURE, '--json')
  expect(status).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ agrees: true, differenceCount: 0, packets: { ours: 2643, theirs: 2643 } })
})

it('crosscheck refuses what pcap-parser cannot read', async () => {
  const nanos = new Uint8Array(24)
  nanos.set([0x4d, 0x3c, 0xb2, 0xa1, 2, 0, 4, 0])
  nanos[20] = 1
  const path = join(folder, 'nanos.pcap')
  writeFileSync(path, nanos)
  const { status, err } = await runCli('crosscheck', path)
  expect(status).toBe(3)
  expect(err).toContain('microsecond')
})

it('a masked extract has the same story and none of the addresses', async () => {
  const out = join(folder, 'masked.pcapng')
  expect(await runCli('extract', CAPTURE, '--out', out, '--mask')).toMatchObject({ status: 0 })
  const analysis = await runCli('analyze', out, '--json')
  expect((JSON.parse(analysis.out) as Document).summary).toMatchObject({ synPackets: 2035, unansweredSynPackets: 1957 })
  expect(analysis.out).not.toContain('10.244.1.')
  expect(readFileSync(out).includes(Buffer.from([10, 244, 1, 23]))).toBe(false)
})
