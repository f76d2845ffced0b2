// Saved works with the captures inside, and what becomes of unsaved notes, in both hosts.
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProject } from '../../shared/project/project-file.ts'
import { expect, test } from './app.ts'
import { openWithNotes, SAMPLE } from './notes-page.ts'

test('a work saved with its whole captures opens without them, with everything that needs their bytes', async ({
  app,
}) => {
  const { page } = app
  await openWithNotes(app)
  const notes = await page.getByTestId('note-item').count()
  const rows = await page.locator('#handshake-table').getAttribute('aria-rowcount')
  await page.keyboard.press('Control+Shift+S')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: /Handshake packets only/ })).toBeChecked()
  // The size is said before it is saved.
  await dialog.getByRole('radio', { name: /The whole capture \(\d+(\.\d)? [kM]B\)/ }).check()
  const saved = await app.savedBy(() => dialog.getByRole('button', { name: 'Save as…' }).click())
  const work = readProject(saved.bytes)
  expect(work.packets).toBeNull()
  expect(work.captures.map(({ bytes }) => bytes.length)).toEqual([work.sources[0]?.size])

  const folder = await mkdtemp(join(tmpdir(), 'synscope-whole-'))
  await writeFile(join(folder, 'incident.synscope'), saved.bytes)
  await app.dropFiles(join(folder, 'incident.synscope'))
  await expect(page.getByText('Shown from what was saved with the work')).toHaveCount(0)
  await expect(page.getByTestId('note-item')).toHaveCount(notes)
  await expect(page.locator('#handshake-table')).toHaveAttribute('aria-rowcount', rows ?? '')
  await expect(page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  // Saved under another name, it carries them again without being told to.
  await page.keyboard.press('Control+Shift+S')
  await expect(dialog.getByRole('radio', { name: /The whole capture/ })).toBeChecked()
  const again = await app.savedBy(() => dialog.getByRole('button', { name: 'Save as…' }).click())
  expect(readProject(again.bytes).captures).toEqual(work.captures)
  await rm(folder, { recursive: true, force: true })
})

test('opening something else beside unsaved notes asks once: cancel, do not save, save', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const notes = await page.getByTestId('note-item').count()
  const folder = await mkdtemp(join(tmpdir(), 'synscope-leave-'))
  const other = join(folder, 'other.pcap')
  await copyFile(join(SAMPLE, 'nginx-pod.pcap'), other)
  const dialog = page.getByRole('dialog', { name: 'Unsaved notes' })

  await app.openFiles(other)
  await expect(dialog).toContainText(`${notes} notes on nginx-pod.pcap have not been saved`)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByTestId('note-item')).toHaveCount(notes)

  await app.openFiles(other)
  const saved = await app.savedBy(() => dialog.getByRole('button', { name: 'Save', exact: true }).click())
  expect(readProject(saved.bytes).notes).toHaveLength(notes)
  await expect(page.getByText('other.pcap').first()).toBeVisible()
  await expect(page.getByTestId('note-item')).toHaveCount(0)
  await expect(dialog).toHaveCount(0)

  await page.getByRole('button', { name: 'Suggest notes' }).click()
  await expect(page.getByTestId('note-item').first()).toBeVisible()
  await page.keyboard.press('Control+w')
  await dialog.getByRole('button', { name: 'Do not save' }).click()
  await expect(page.getByTestId('note-item')).toHaveCount(0)
  await expect(page.locator('#handshake-table')).toHaveCount(0)
  await rm(folder, { recursive: true, force: true })
})
