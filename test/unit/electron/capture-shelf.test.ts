// Opened files behind tokens: ranges until released, one stream, then gone; the handle stays on the file that was opened.
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPath } from '../../../electron/files/open-path.ts'
import { answerCapture, MAX_RANGE } from '../../../electron/protocol/answer-capture.ts'
import { CaptureShelf, type ShelvedFile } from '../../../electron/protocol/capture-shelf.ts'

const shelf = new CaptureShelf()
let folder = ''
let file: ShelvedFile

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synscope-shelf-'))
  writeFileSync(join(folder, 'a.pcap'), 'abcdefghij')
  const opened = await openPath(join(folder, 'a.pcap'))
  if (opened.kind === 'refused') throw new Error(opened.reason.key)
  file = shelf.add(opened.file)
})
afterEach(() => shelf.clear())

describe('a capture behind a token', () => {
  it('answers ranges again and again', async () => {
    for (const [range, text] of [
      ['bytes=0-2', 'abc'],
      ['bytes=8-100', 'ij'],
    ] as const) {
      const { status, body } = answerCapture(`/${file.token}`, range, shelf, null)
      expect(status).toBe(206)
      if (body.kind !== 'capture') throw new Error('no bytes')
      const bytes = await shelf.read(body.token, body.range.first, body.range.last - body.range.first + 1)
      expect(new TextDecoder().decode(bytes)).toBe(text)
    }
  })

  it('is used up by one stream', () => {
    expect(answerCapture(`/${file.token}`, null, shelf, null).status).toBe(200)
    expect(answerCapture(`/${file.token}`, null, shelf, null).status).toBe(410)
    expect(answerCapture(`/${file.token}`, 'bytes=0-1', shelf, null).status).toBe(410)
  })

  it('is gone when it is released', async () => {
    await shelf.release(file.token)
    expect(answerCapture(`/${file.token}`, 'bytes=0-1', shelf, null).status).toBe(404)
  })

  it('refuses what is no token', () => {
    for (const path of ['/', '/short', `/${file.token}/x`, `/..${file.token}`, `/${file.token}%00`]) {
      expect(answerCapture(path, 'bytes=0-1', shelf, null).status).toBe(400)
    }
  })

  it('names the one origin that may read it', () => {
    const { headers } = answerCapture(`/${file.token}`, 'bytes=0-1', shelf, 'app://bundle')
    expect(headers['access-control-allow-origin']).toBe('app://bundle')
  })

  it('keeps reading the file that was opened when another takes its name', async () => {
    writeFileSync(join(folder, 'b.pcap'), 'other bytes')
    renameSync(join(folder, 'b.pcap'), join(folder, 'a.pcap'))
    expect(new TextDecoder().decode(await shelf.read(file.token, 0, 10))).toBe('abcdefghij')
  })

  it('never answers more than a bounded piece', () => {
    const large = shelf.add({ ...file, size: 10 * MAX_RANGE })
    const { body, headers } = answerCapture(`/${large.token}`, 'bytes=0-', shelf, null)
    expect(body).toMatchObject({ range: { first: 0, last: MAX_RANGE - 1 } })
    expect(headers['content-length']).toBe(String(MAX_RANGE))
  })

  it('knows which files are open, whatever their names', () => {
    expect(shelf.holds(file.identity)).toBe(true)
    expect(shelf.holds({ device: file.identity.device, inode: file.identity.inode + 1n })).toBe(false)
  })
})
