// The command line's second thread: its mailbox, and the built program on a capture long enough to use it.
import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { ScanReply } from '../../../shared/capture/scan-messages.ts'
import { DEFAULT_SCAN } from '../../../shared/capture/scan-sizes.ts'
import { mailboxMemory, replyFields, replyOf, Ring } from '../../../electron/cli/scan-mailbox.ts'
import { buildCapture } from '../../helpers/capture-builder.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('../../../electron/cli/synscope.mjs', import.meta.url))

describe('mailbox', () => {
  test('first in, first out, in both directions, round and round', () => {
    const memory = mailboxMemory()
    const there = new Ring(memory, 'to-scanner')
    const back = new Ring(memory, 'from-scanner')
    for (let i = 0; i < 100; i++) {
      there.write([i, 2 ** 40 + i])
      there.write([-i])
      back.write([7 * i])
      expect(new Ring(memory, 'to-scanner').read(0)?.slice(0, 2)).toEqual([i, 2 ** 40 + i])
      expect(there.read(0)?.[0]).toBe(-i)
      expect(back.read(0)?.[0]).toBe(7 * i)
    }
    expect(there.read(0)).toBeNull()
    expect(back.read(1)).toBeNull()
  })

  test('a ring that nobody reads is full at some time and says so', () => {
    const ring = new Ring(mailboxMemory(), 'to-scanner')
    expect(() => {
      for (let i = 0; i < 1000; i++) ring.write([i])
    }).toThrow(RangeError)
  })

  test('replies come back as they were', () => {
    const times = [4_000_000_000, 1, 4_000_000_001, 2]
    const scan = { packets: 9000, entries: 12, last: 500_000, next: 500_100, isUnusual: true, times }
    const replies: ScanReply[] = [
      { kind: 'run', slot: 1, base: 5e12, scan },
      { kind: 'end', offset: 7e12 },
    ]
    const ring = new Ring(mailboxMemory(), 'from-scanner')
    for (const reply of replies) ring.write(replyFields(reply))
    for (const reply of replies) expect(replyOf(ring.read(0) ?? [])).toEqual(reply)
  })
})

test('a long capture gives what its beginning and its end hold', { timeout: 120_000 }, async () => {
  const beginning = buildCapture().from('10.0.0.5:51000').to('10.0.9.9:80').syn({ at: 0, iss: 1 }).synAck().ack()
  const middle = buildCapture().from('10.0.0.5:51000').to('10.0.9.9:80').data({ at: 1, data: 20 })
  for (let i = 0; i < 4999; i++) middle.serverAck().data({ data: 20 })
  const end = buildCapture().from('10.0.0.6:52000').to('10.0.9.9:80')
  end.syn({ at: 20, iss: 5 }).syn({ at: 21 }).syn({ at: 23 })
  const bytes = middle.bytes()
  const copies = Math.ceil((DEFAULT_SCAN.fromBytes * 1.1) / bytes.length)
  const folder = await mkdtemp(join(tmpdir(), 'synscope-long-'))
  try {
    const path = join(folder, 'long.pcap')
    const file = await open(path, 'w')
    await file.write(beginning.bytes())
    for (let i = 0; i < copies; i++) await file.write(bytes, 24)
    await file.write(end.bytes(), 24)
    await file.close()
    const { stdout } = await run(process.execPath, [PROGRAM, 'analyze', path, '--json'], { maxBuffer: 1 << 28 })
    const { captures, handshakes } = JSON.parse(stdout) as {
      captures: { packets: number }[]
      handshakes: { outcome: string; syns: { frame: number }[] }[]
    }
    const packets = 3 + 9999 * copies + 3
    expect(captures[0]).toMatchObject({ packets })
    expect(handshakes).toHaveLength(2)
    expect(handshakes[0]).toMatchObject({ outcome: 'established', syns: [{ frame: 1 }] })
    expect(handshakes[1]?.syns.map(({ frame }) => frame)).toEqual([packets - 2, packets - 1, packets])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
