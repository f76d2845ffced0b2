// The files of the built page by the address they answer to, read from the disk once at the start. What is not in the
// map does not exist: no path is ever computed from an address (anchors/security.md A3).
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface BundleFile {
  /** Absolute path. */
  readonly path: string
  readonly mediaType: string
  readonly size: number
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
}

/** Address path (`/assets/x.js`) → file, for everything in `folder`; `/` stands for `/index.html`. */
export function readBundleMap(folder: string): ReadonlyMap<string, BundleFile> {
  const map = new Map<string, BundleFile>()
  addFolder(map, folder, '')
  const index = map.get('/index.html')
  if (index !== undefined) map.set('/', index)
  return map
}

function addFolder(map: Map<string, BundleFile>, folder: string, address: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    // The build's own notes (.vite/manifest.json) are not part of the page.
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) addFolder(map, path, `${address}/${entry.name}`)
    else if (entry.isFile()) {
      const extension = entry.name.slice(entry.name.lastIndexOf('.') + 1).toLowerCase()
      map.set(`${address}/${entry.name}`, {
        path,
        mediaType: MEDIA_TYPES[extension] ?? 'application/octet-stream',
        size: statSync(path).size,
      })
    }
  }
}
