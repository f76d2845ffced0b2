// Printing in a browser: the document, not the window around it, under the policy as it is.
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { openWithNotes } from './notes-page.ts'

/** What the frame held at the moment its print dialog was asked for. */
interface Printed {
  readonly title: string
  readonly lang: string
  readonly text: string
  readonly svgWords: string
  readonly images: number
  readonly emptyImages: number
  readonly fonts: readonly string[]
  readonly background: string
  readonly scripts: boolean
}

/** Dialogs cannot be looked at: the frame's own `print` is replaced as soon as the frame is there. */
async function catchPrinting(page: Page): Promise<() => Promise<Printed | null>> {
  await page.evaluate(() => {
    const seen = window as unknown as { printed?: Printed; printedWindow?: boolean }
    window.print = () => (seen.printedWindow = true)
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (!(node instanceof HTMLIFrameElement)) continue
        const view = node.contentWindow as Window & typeof globalThis
        const inner = view.document
        view.print = () => {
          seen.printed = {
            title: inner.title,
            lang: inner.documentElement.lang,
            text: inner.body.innerText,
            svgWords: inner.querySelector('svg')?.textContent ?? '',
            images: inner.images.length,
            emptyImages: [...inner.images].filter((image) => image.naturalWidth === 0).length,
            fonts: [...inner.fonts].filter((face) => face.status === 'loaded').map((face) => face.family),
            background: view.getComputedStyle(inner.body).backgroundColor,
            scripts: !node.sandbox.contains('allow-scripts'),
          }
          view.dispatchEvent(new Event('afterprint'))
        }
      }
    }).observe(document.body, { childList: true })
  })
  return () => page.evaluate(() => (window as unknown as { printed?: Printed }).printed ?? null)
}

test('a figure is printed as itself, with its fonts', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  await page.getByRole('button', { name: 'Figure…' }).click()
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Incident <42>')
  const printed = await catchPrinting(page)
  await page.getByRole('button', { name: 'Print' }).click()
  await expect.poll(printed).not.toBeNull()
  expect(await printed()).toMatchObject({ title: 'Incident <42>', lang: 'en', scripts: true })
  expect((await printed())?.svgWords).toContain('ListenOverflows')
  expect((await printed())?.svgWords).toContain('First SYN without an answer')
  expect((await printed())?.text).not.toContain('Suggest notes')
  expect(new Set((await printed())?.fonts)).toEqual(new Set(['SynScope Latin']))
  expect(await page.evaluate(() => 'printedWindow' in window)).toBe(false)
  // Gone when the dialog is.
  await expect(page.locator('iframe')).toHaveCount(0)
})

test('a report is printed with its figure', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  const printed = await catchPrinting(page)
  await page.keyboard.press('Control+p')
  await expect.poll(printed).not.toBeNull()
  expect(await printed()).toMatchObject({ images: 1, emptyImages: 0, background: 'rgb(255, 255, 255)' })
  expect((await printed())?.text).toContain('What would prove this wrong')
  expect((await printed())?.text).toContain('ListenOverflows')
  await expect(page.locator('iframe')).toHaveCount(0)
})
