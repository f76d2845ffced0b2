// The differences between Electron 28 (the oldest that SynScope runs on) and 45 (whose types it is written against), all
// in this one place. Names that a version lacks are looked up when they are needed, never imported.
import * as electron from 'electron'

interface OldFile {
  readonly path?: string
}

interface OldClipboard {
  writeText(text: string): void
  write(content: { text?: string; html?: string; image?: unknown }): void
}

interface NewClipboard {
  writeText(text: string): Promise<void>
  write(items: readonly unknown[]): Promise<void>
}

interface ClipboardItemMaker {
  new (content: Readonly<Record<string, unknown>>): unknown
}

/** The path behind a dropped or picked File ('' for one made by a script). For the preload script. */
export function pathOfFile(file: object): string {
  const { webUtils } = electron as { webUtils?: { getPathForFile(file: object): string } }
  return webUtils === undefined ? ((file as OldFile).path ?? '') : webUtils.getPathForFile(file)
}

/** Main's clipboard: immediate and with images up to Electron 43, promises and ClipboardItem from 44 on. */
export async function writeClipboard(content: {
  readonly text?: string
  readonly html?: string
  readonly png?: Uint8Array
}): Promise<void> {
  const { clipboard, ClipboardItem } = electron as unknown as {
    clipboard: OldClipboard & NewClipboard
    ClipboardItem?: ClipboardItemMaker
  }
  if (ClipboardItem === undefined) {
    const image =
      content.png === undefined ? undefined : electron.nativeImage.createFromBuffer(Buffer.from(content.png))
    clipboard.write({ text: content.text, html: content.html, image })
    return
  }
  const item: Record<string, unknown> = {}
  if (content.text !== undefined) item['text/plain'] = content.text
  if (content.html !== undefined) item['text/html'] = content.html
  if (content.png !== undefined) item['image/png'] = new Blob([new Uint8Array(content.png)], { type: 'image/png' })
  await clipboard.write([new ClipboardItem(item)])
}
