// For every web contents there ever is: no navigation, no new windows, no webviews, in frames too
// (anchors/security.md A2).
import type { App, WebContents } from 'electron'
import { PAGE_URL } from '../protocol/scheme.ts'

/** A reload of our own page is the only navigation there is. */
export function isOwnPage(url: string): boolean {
  return url === PAGE_URL || url.startsWith(`${PAGE_URL}#`)
}

export function guardWebContents(app: App, log: (line: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, log)
  })
}

function guard(contents: WebContents, log: (line: string) => void): void {
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log('webview refused')
  })
  contents.on('will-navigate', (event) => {
    if (isOwnPage(event.url) && isOwnPage(contents.getURL())) return
    event.preventDefault()
    log('navigation refused')
  })
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isOwnPage(event.url) && isOwnPage(contents.getURL())) return
    event.preventDefault()
    log('frame navigation refused')
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
    log('redirect refused')
  })
  contents.setWindowOpenHandler(() => {
    log('new window refused')
    return { action: 'deny' }
  })
}
