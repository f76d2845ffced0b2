// The report with the figure and the notes placed, as Markdown with its pictures beside it.
import { unzipSync } from 'fflate'
import { expect, test } from './app.ts'
import { openWithNotes } from './notes-page.ts'

test('Markdown and pictures leave as one zip, with the notes on the figure', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  await page.keyboard.press('Control+Shift+R')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('mdZip')
  const zip = await app.savedBy(() => dialog.getByRole('button', { name: 'Save report' }).click())
  expect(zip.name).toMatch(/^nginx-pod_.*_report\.zip$/)
  const name = zip.name.replace(/\.zip$/, '')
  const files = unzipSync(zip.bytes)
  expect(Object.keys(files)).toEqual([`${name}.md`, `${name}.png`, `${name}.svg`])
  const words = (ending: string): string => new TextDecoder().decode(files[`${name}.${ending}`])
  expect(words('md')).toContain(`](${name}.png)`)
  expect(words('svg')).toContain('First SYN without an answer')
  expect([...(files[`${name}.png`]?.subarray(0, 4) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47])
})
