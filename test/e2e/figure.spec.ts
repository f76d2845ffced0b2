// The whole way of a picture, in both hosts: open, have notes written, edit them, export, and open what was exported.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeFigure } from '../../shared/figure/compose-figure.ts'
import { sceneToSvg } from '../../shared/figure/scene/svg.ts'
import { createTranslate } from '../../shared/i18n/translate.ts'
import { notesInOrder } from '../../shared/annotation/note-order.ts'
import { workInPng } from '../../shared/project/png-work.ts'
import { readProject } from '../../shared/project/project-file.ts'
import { workAnalysis } from '../../shared/project/work-analysis.ts'
import type { Work } from '../../shared/project/work.ts'
import { expect, test } from './app.ts'
import { setTheme, THEMES, violations } from './axe.ts'
import { openWithNotes } from './notes-page.ts'

/** The figure of a work, drawn by the same code outside of the window. */
function figureOf(work: Work): string {
  const analysis = workAnalysis(work)
  if (analysis === null) throw new Error('the work carries no packets')
  const notes = notesInOrder(new Map(work.notes.map((note) => [note.id, note])))
  return sceneToSvg(
    composeFigure({
      analysis,
      notes,
      settings: work.figure,
      sources: work.sources.map((source) => ({ ...source, state: 'same' as const })),
      filter: null,
      version: work.program,
      translate: createTranslate(work.figure.language),
    }).scene,
  )
}

test('suggested notes are edited, exported with the figure, and come back with the picture', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const items = page.getByTestId('note-item')
  const before = await items.count()
  expect(before).toBeGreaterThanOrEqual(4)

  const first = items.filter({ hasText: 'First SYN without an answer' })
  await first.getByRole('button', { name: 'Edit the words' }).click()
  await page.getByRole('textbox', { name: 'Words of the note' }).fill('Here it begins')
  await page.keyboard.press('Enter')
  await expect(items.filter({ hasText: 'Here it begins' })).toHaveCount(1)
  await expect(page.getByTestId('lane-notes').getByText('Here it begins')).toBeVisible()

  await page.getByRole('button', { name: 'Figure…' }).click()
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Incident 42')
  const svg = await app.savedBy(() => page.getByRole('button', { name: 'SVG', exact: true }).click())
  const drawn = new TextDecoder().decode(svg.bytes)
  expect(drawn).toContain('Here it begins')
  expect(drawn).toContain('Incident 42')
  expect(svg.name).toMatch(/^nginx-pod_2026-11-\d\d_\d{4}_figure\.svg$/)

  const png = await app.savedBy(() => page.getByRole('button', { name: 'Save PNG' }).click())
  expect(png.name).toMatch(/\.png$/)
  const work = workInPng(png.bytes)
  // What the picture carries gives the same figure, byte by byte, as was saved as SVG.
  expect(figureOf(work)).toBe(drawn)

  await page.keyboard.press('Escape')
  const folder = await mkdtemp(join(tmpdir(), 'synscope-figure-'))
  await writeFile(join(folder, png.name), png.bytes)
  await app.dropFiles(join(folder, png.name))
  // The edited notes were saved by nobody: asked once.
  await page.getByRole('dialog').getByRole('button', { name: 'Do not save' }).click()
  await expect(items.filter({ hasText: 'Here it begins' })).toHaveCount(1)
  await expect(items).toHaveCount(before)
  await expect(page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  await page.getByRole('button', { name: 'Figure…' }).click()
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
  const again = await app.savedBy(() => page.getByRole('button', { name: 'SVG', exact: true }).click())
  expect(new TextDecoder().decode(again.bytes)).toBe(drawn)
  await rm(folder, { recursive: true, force: true })
})

test('notes are undone and redone, moved with the keyboard and deleted', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const items = page.getByTestId('note-item')
  const count = await items.count()
  await page.keyboard.press('Escape')
  const label = page.getByTestId('lane-notes').getByRole('button').first()
  await label.focus()
  const from = await label.boundingBox()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const to = await label.boundingBox()
  expect((to?.x ?? 0) - (from?.x ?? 0)).toBeGreaterThan(10)
  await page.keyboard.press('Delete')
  await expect(items).toHaveCount(count - 1)
  await page.keyboard.press('Control+z')
  await expect(items).toHaveCount(count)
  await page.keyboard.press('Control+Shift+z')
  await expect(items).toHaveCount(count - 1)
})

test('a note is made by a tool on the lanes and typed in place', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const count = await page.getByTestId('note-item').count()
  await page.getByRole('button', { name: 'Callout' }).click()
  const surface = page.getByTestId('note-tool')
  const box = await surface.boundingBox()
  if (box === null) throw new Error('no surface')
  await page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.5)
  await page.keyboard.type('Made by hand')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('note-item')).toHaveCount(count + 1)
  await expect(page.getByTestId('note-item').filter({ hasText: 'Made by hand' })).toHaveCount(1)

  // Dragged with the pointer; one drag is one step of undo.
  const label = page.getByTestId('lane-notes').getByRole('button', { name: /Made by hand/ })
  const from = await label.boundingBox()
  if (from === null) throw new Error('no label')
  await page.mouse.move(from.x + 30, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x - 30, from.y + from.height / 2 + 10, { steps: 6 })
  await page.mouse.up()
  const to = await label.boundingBox()
  expect(Math.round((to?.x ?? 0) - from.x)).toBe(-60)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => Math.round(((await label.boundingBox())?.x ?? 0) - from.x)).toBe(0)
})

test('a work is saved and opened again, and a masked figure names no address', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const count = await page.getByTestId('note-item').count()
  await page.getByRole('button', { name: 'Figure…' }).click()
  await page.getByRole('checkbox', { name: 'Mask addresses' }).check()
  const svg = await app.savedBy(() => page.getByRole('button', { name: 'SVG', exact: true }).click())
  const drawn = new TextDecoder().decode(svg.bytes)
  expect(drawn).not.toMatch(/10\.244\.|nginx-pod/)
  expect(drawn).toContain('client-')
  await page.keyboard.press('Escape')
  const saved = await app.savedBy(() => page.getByRole('button', { name: 'Save the work' }).click())
  expect(saved.name).toMatch(/\.synscope$/)
  expect(readProject(saved.bytes).notes).toHaveLength(count)
  const folder = await mkdtemp(join(tmpdir(), 'synscope-work-'))
  await writeFile(join(folder, 'incident.synscope'), saved.bytes)
  await app.dropFiles(join(folder, 'incident.synscope'))
  await expect(page.getByText('Shown from what was saved with the work')).toBeVisible()
  await expect(page.getByTestId('note-item')).toHaveCount(count)
  await rm(folder, { recursive: true, force: true })
})

test('a damaged work is refused in one sentence and changes nothing', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const count = await page.getByTestId('note-item').count()
  const folder = await mkdtemp(join(tmpdir(), 'synscope-bad-'))
  await writeFile(join(folder, 'bad.synscope'), 'PK\u0003\u0004 nothing of ours')
  await app.dropFiles(join(folder, 'bad.synscope'))
  await expect(page.getByText(/saved work is damaged/)).toBeVisible()
  await expect(page.getByTestId('note-item')).toHaveCount(count)
  await rm(folder, { recursive: true, force: true })
})

test('notes that nobody saved are there again after a crash', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const count = await page.getByTestId('note-item').count()
  // Written a moment after the last change.
  await expect
    .poll(async () => {
      const kept = await app.recoverySlot()
      return kept === null ? 0 : readProject(Buffer.from(kept, 'base64')).notes.length
    })
    .toBe(count)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click()
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await expect(page.getByTestId('note-item')).toHaveCount(count)
})

test('axe finds nothing wrong with notes and figure in any theme', async ({ app }) => {
  test.skip(app.host === 'electron', 'axe looks at the same page in the browser')
  const { page } = app
  await openWithNotes(app)
  await page.getByTestId('note-item').first().getByRole('button', { name: 'Show on the timeline' }).click()
  for (const theme of THEMES) {
    await setTheme(page, theme)
    expect(await violations(page, '[data-testid="lane-notes"]'), theme).toEqual([])
    expect(await violations(page, 'aside'), theme).toEqual([])
  }
  await page.keyboard.press('Control+e')
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
  for (const theme of THEMES) {
    await setTheme(page, theme)
    expect(await violations(page, '[role="dialog"]'), theme).toEqual([])
  }
})
