// Getting files in, in both hosts: the dialog, a drop of several things at once, the sample, and what cannot be opened.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './app.ts'

const SAMPLE = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow', import.meta.url))
const VERDICT = /accept queue of .* was full/i

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synscope-open-'))
  await cp(SAMPLE, folder, { recursive: true })
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('capture and counter text of the dialog give the verdict', async ({ app }) => {
  await app.openFiles(join(folder, 'nginx-pod.pcap'), join(folder, 'netstat-series.txt'))
  await expect(app.page.getByText(VERDICT).first()).toBeVisible()
})

test('capture and counter text dropped together give the same verdict', async ({ app }) => {
  await app.dropFiles(join(folder, 'nginx-pod.pcap'), join(folder, 'netstat-series.txt'))
  await expect(app.page.getByText(VERDICT).first()).toBeVisible()
})

test('a dropped folder is refused in a sentence', async ({ app }) => {
  await mkdir(join(folder, 'captures'))
  await app.dropFiles(join(folder, 'captures'))
  await expect(app.page.getByText(/“captures” is a folder/).first()).toBeVisible()
})
