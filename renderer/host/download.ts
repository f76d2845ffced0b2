// Writing a file in a browser is a download.
import type { SaveKind, SaveOutcome } from '../../shared/host/host.ts'
import { writableName } from '../../shared/host/display-name.ts'

const MEDIA_TYPES: Readonly<Record<SaveKind, string>> = {
  project: 'application/octet-stream',
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  html: 'text/html',
  markdown: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  text: 'text/plain',
  pcapng: 'application/octet-stream',
  zip: 'application/zip',
}

export function download(
  document: Document,
  suggestedName: string,
  kind: SaveKind,
  content: Uint8Array | string,
): SaveOutcome {
  const name = writableName(suggestedName)
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  const url = URL.createObjectURL(new Blob([part], { type: MEDIA_TYPES[kind] }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  // The browser takes its time to begin; the address must live until then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return { kind: 'saved', id: crypto.randomUUID(), name }
}
