// What "copy as" puts on the clipboard: a picture, Markdown with the picture inside, HTML with the picture inside.
import { expect, test } from './app.ts'
import type { App } from './app.ts'
import { openWithNotes } from './notes-page.ts'

interface Clipboard {
  readonly text: string
  readonly html: string
  /** Pixels of the picture; null when there is none. */
  readonly picture: { readonly width: number; readonly height: number } | null
}

/** Main's clipboard: immediate up to Electron 43, promises and items from 44 on (electron/host/electron-versions.ts). */
interface AnyClipboard {
  readText(): string | Promise<string>
  readHTML?(): string
  readImage?(): { isEmpty(): boolean; getSize(): { width: number; height: number } }
  read?(): Promise<readonly { readonly types: readonly string[]; getType(type: string): Promise<Blob> }[]>
}

function clipboardOf({ page, program }: App): Promise<Clipboard> {
  if (program !== null)
    return program.app.evaluate(async ({ clipboard, nativeImage }) => {
      const board = clipboard as unknown as AnyClipboard
      if (board.readImage !== undefined && board.readHTML !== undefined) {
        const image = board.readImage()
        const picture = image.isEmpty() ? null : image.getSize()
        return { text: await board.readText(), html: board.readHTML(), picture }
      }
      const [item] = (await board.read?.()) ?? []
      const blobOf = async (type: string): Promise<Blob | null> =>
        item?.types.includes(type) === true ? item.getType(type) : null
      const png = await blobOf('image/png')
      return {
        text: (await (await blobOf('text/plain'))?.text()) ?? '',
        html: (await (await blobOf('text/html'))?.text()) ?? '',
        picture: png === null ? null : nativeImage.createFromBuffer(Buffer.from(await png.arrayBuffer())).getSize(),
      }
    })
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const textOf = async (type: string): Promise<string> =>
      item?.types.includes(type) === true ? (await item.getType(type)).text() : ''
    const blob = item?.types.includes('image/png') === true ? await item.getType('image/png') : null
    const bitmap = blob === null ? null : await createImageBitmap(blob)
    return {
      text: await textOf('text/plain'),
      html: await textOf('text/html'),
      picture: bitmap === null ? null : { width: bitmap.width, height: bitmap.height },
    }
  })
}

/** A clipboard that changes while it is read cannot be read: looked at again. */
function eventually(look: () => Promise<void>): Promise<void> {
  return expect(look).toPass({ timeout: 15_000 })
}

test('copy as picture, as Markdown and as HTML', async ({ app }) => {
  const { page } = app
  await openWithNotes(app)
  await page.getByRole('button', { name: 'Figure…' }).click()
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Incident [42] <b>')
  const copyAs = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Copy as' }).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }

  await copyAs('Picture')
  // A slide of 1280 × 720 at 2×.
  await eventually(async () => expect((await clipboardOf(app)).picture).toEqual({ width: 2560, height: 1440 }))

  await copyAs('Markdown with the picture')
  const start = /^!\[Incident \\\[42\\\] <b>\]\(data:image\/png;base64,iVBORw0KGgo/
  await eventually(async () => expect((await clipboardOf(app)).text.slice(0, 80)).toMatch(start))
  const markdown = (await clipboardOf(app)).text
  expect(markdown.slice(-600)).toMatch(/^[A-Za-z0-9+/=]+\)\n\n\*The accept queue of .* SynScope \d+\.\d+\.\d+\*\n$/)

  await copyAs('HTML with the picture')
  await eventually(async () => expect((await clipboardOf(app)).html.includes('<figure>')).toBe(true))
  const { html } = await clipboardOf(app)
  const image = /<img [^>]*>/.exec(html)?.[0] ?? ''
  expect(image.includes('alt="Incident [42] &lt;b&gt;"')).toBe(true)
  expect(image.includes('src="data:image/png;base64,iVBORw0KGgo')).toBe(true)
  expect(html.slice(-500)).toContain('</figcaption>')
  expect(html.includes('<b>')).toBe(false)
})
