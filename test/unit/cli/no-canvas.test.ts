// A system for which there is no @napi-rs/canvas: pixels are refused in one sentence, text formats go on working.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { runCli } from '../../helpers/run-cli.ts'

vi.mock('@napi-rs/canvas', () => {
  throw new Error('Cannot find native binding')
})

const CAPTURE = 'assets/samples/accept-queue-overflow/nginx-pod.pcap'
const folder = mkdtempSync(join(tmpdir(), 'synscope-no-canvas-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

it.each(['png', 'pdf'])('%s is refused in one sentence with status 3, and nothing is written', async (ending) => {
  const out = join(folder, `x.${ending}`)
  const { status, err } = await runCli('picture', CAPTURE, '--out', out)
  expect(status).toBe(3)
  expect(err.trim().split('\n')).toEqual([
    'synscope: PNG and PDF need the package @napi-rs/canvas, which is not there for this system; write SVG instead (--out figure.svg).',
  ])
  expect(existsSync(out)).toBe(false)
})

it('SVG and the report need no pixels', async () => {
  const svg = join(folder, 'x.svg')
  expect(await runCli('picture', CAPTURE, '--out', svg)).toMatchObject({ status: 0 })
  expect(readFileSync(svg, 'utf8')).toContain('</svg>')
  expect(await runCli('report', CAPTURE, '--out', join(folder, 'x.html'))).toMatchObject({ status: 0 })
})
