// A hidden window that draws one self-contained HTML document for PDF and paper: no preload, no script, no network, a
// session of its own in memory that is gone afterwards.
import { randomBytes } from 'node:crypto'
import { BrowserWindow, session, type WebContents } from 'electron'
import { guardPermissions } from '../security/permissions.ts'
import { documentPreferences } from './web-preferences.ts'

const DOCUMENT_URL = 'app://document/'

/** What a report may contain: its own styles and pictures inside it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

/** The document as PDF, A4, with the page size of its own style sheet where it names one. */
export async function htmlToPdf(html: string): Promise<Uint8Array> {
  return withDocument(html, (contents) =>
    contents.printToPDF({ printBackground: true, preferCSSPageSize: true, pageSize: 'A4' }),
  )
}

/** Shows the system's print dialog for the document; resolves when it is closed. */
export async function printHtml(html: string): Promise<void> {
  await withDocument(
    html,
    (contents) => new Promise<void>((resolve) => contents.print({ printBackground: true }, () => resolve())),
  )
}

async function withDocument<T>(html: string, use: (contents: WebContents) => Promise<T>): Promise<T> {
  const partition = `document-${randomBytes(8).toString('hex')}`
  const own = session.fromPartition(partition)
  guardPermissions(own)
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: details.url !== DOCUMENT_URL && !details.url.startsWith('data:') })
  })
  own.protocol.handle('app', (request) =>
    request.url === DOCUMENT_URL
      ? new Response(html, {
          headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
        })
      : new Response(null, { status: 404 }),
  )
  const window = new BrowserWindow({
    show: false,
    width: 1000,
    height: 1400,
    webPreferences: documentPreferences(partition),
  })
  try {
    await window.loadURL(DOCUMENT_URL)
    return await use(window.webContents)
  } finally {
    window.destroy()
    own.protocol.unhandle('app')
  }
}
