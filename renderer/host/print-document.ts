// Printing a self-contained HTML document (a figure, a report) in a browser, and not the window around it. The document is
// parsed without life, and its body and styles are put into a hidden frame that may not run scripts. The page's policy
// stays as it is: styles are constructed sheets and fonts are made of their bytes, so nothing inline and no address is
// needed (SECURITY.md, "Printing in a browser").

interface HtmlPolicy {
  createHTML(html: string): unknown
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): HtmlPolicy
}

/** Fonts of `@font-face` rules are data addresses in documents of ours. */
const FONT_DATA = /url\(["']?data:font\/woff2;base64,([A-Za-z0-9+/=]+)["']?\)/

/** Shows the browser's print dialog for `html`. The frame is removed when the dialog is closed. */
export async function printDocument(page: Document, html: string): Promise<void> {
  const { parsed, styles } = lifeless(html)
  const frame = await hiddenFrame(page)
  const view = frame.contentWindow as (Window & typeof globalThis) | null
  const inner = frame.contentDocument
  if (view === null || inner === null) throw new Error('no frame to print')
  inner.documentElement.lang = parsed.documentElement.lang
  inner.title = parsed.title
  const sheets = styles.map((style) => {
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(style)
    return sheet
  })
  await Promise.all(sheets.map((sheet) => takeFonts(sheet, view, inner)))
  inner.adoptedStyleSheets = sheets
  inner.body.replaceChildren(...[...parsed.body.childNodes].map((node) => inner.importNode(node, true)))
  // A picture that is not decoded yet would be missing on the paper.
  await Promise.all([...inner.images].map((image) => image.decode().catch(() => undefined)))
  await inner.fonts.ready
  view.addEventListener('afterprint', () => frame.remove(), { once: true })
  view.focus()
  view.print()
}

interface Lifeless {
  readonly parsed: Document
  readonly styles: readonly string[]
}

/**
 * A document that loads nothing and runs nothing, and its style sheets as text: a `<style>` would be refused by the policy
 * as soon as it is parsed. Parsing is what Trusted Types ask about; the result is never put into the page.
 */
function lifeless(html: string): Lifeless {
  const styles: string[] = []
  // Texts in documents of ours are escaped: only their own sheets look like this.
  const plain = html.replace(/<style>([^<]*)<\/style>/g, (_, css: string) => {
    styles.push(css)
    return ''
  })
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory }
  const policy = trustedTypes?.createPolicy('synscope-print', { createHTML: (text) => text })
  const parsed = new DOMParser().parseFromString((policy?.createHTML(plain) ?? plain) as string, 'text/html')
  return { parsed, styles }
}

const FRAME_MARK = 'data-print'

/** Without `allow-scripts`: whatever is in the document stays text. `allow-modals` is the print dialog. */
function hiddenFrame(page: Document): Promise<HTMLIFrameElement> {
  // Of a browser that does not tell when printing has ended.
  page.querySelector(`iframe[${FRAME_MARK}]`)?.remove()
  const frame = page.createElement('iframe')
  frame.setAttribute(FRAME_MARK, '')
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  Object.assign(frame.style, { position: 'fixed', right: '0', bottom: '0', width: '0', height: '0', border: '0' })
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(frame), { once: true })
    page.body.append(frame)
  })
}

/** Takes the `@font-face` rules out of `sheet` and gives their fonts to the document as bytes. */
async function takeFonts(sheet: CSSStyleSheet, view: Window & typeof globalThis, inner: Document): Promise<void> {
  const faces: FontFace[] = []
  for (let i = sheet.cssRules.length - 1; i >= 0; i--) {
    const rule = sheet.cssRules[i]
    if (!(rule instanceof view.CSSFontFaceRule)) continue
    const data = FONT_DATA.exec(rule.style.getPropertyValue('src'))?.[1]
    const family = rule.style.getPropertyValue('font-family').replace(/["']/g, '')
    if (data !== undefined) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      faces.push(new view.FontFace(family, bytes, { weight: rule.style.getPropertyValue('font-weight') || '400' }))
    }
    sheet.deleteRule(i)
  }
  for (const face of faces) inner.fonts.add(await face.load())
}
