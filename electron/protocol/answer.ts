// What either host answers to an address, before it becomes Electron's Response or Node's ServerResponse: status,
// headers and where the bytes come from. Bundle files and captures go through here and through nothing else.
import type { BundleFile } from './bundle-map.ts'
import { parseRange, type ByteRange } from './byte-range.ts'
import { contentSecurityPolicy, FIXED_HEADERS } from './content-security-policy.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body:
    | { readonly kind: 'empty' }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'file'; readonly path: string; readonly range: ByteRange | null }
    | { readonly kind: 'capture'; readonly token: string; readonly range: ByteRange }
}

/** What is fixed for one host. */
export interface AnswerContext {
  readonly bundle: ReadonlyMap<string, BundleFile>
  /** Text of index.html as built. */
  readonly indexHtml: string
  /** Origin that captures are fetched from when it is not the page's own. */
  readonly captureOrigin: string | null
}

const EMPTY = { kind: 'empty' } as const

/** An answer without content. */
export function refuse(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...FIXED_HEADERS, ...headers }, body: EMPTY }
}

/**
 * Answers GET or HEAD of one address path of the page. Anything that is not letter for letter a key of the bundle map is
 * 404, a path that tries to leave it (`..`, encoded or with a backslash) 400.
 */
export function answerBundle(path: string, rangeHeader: string | null, context: AnswerContext): Answer {
  if (isSuspicious(path)) return refuse(400)
  const file = context.bundle.get(path)
  if (file === undefined) return refuse(404)
  if (path === '/' || path === '/index.html') return answerIndex(context)
  const headers = {
    ...FIXED_HEADERS,
    'content-type': file.mediaType,
    'content-security-policy': contentSecurityPolicy(context.captureOrigin),
    'accept-ranges': 'bytes',
  }
  const range = parseRange(rangeHeader, file.size)
  if (range === 'unsatisfiable') return refuse(416, { 'content-range': `bytes */${file.size}` })
  if (range === null) {
    return {
      status: 200,
      headers: { ...headers, 'content-length': String(file.size) },
      body: { kind: 'file', path: file.path, range },
    }
  }
  return {
    status: 206,
    headers: { ...headers, ...rangeHeaders(range, file.size) },
    body: { kind: 'file', path: file.path, range },
  }
}

/** The headers that describe a part of a file. */
export function rangeHeaders(range: ByteRange, size: number): Record<string, string> {
  return {
    'content-length': String(range.last - range.first + 1),
    'content-range': `bytes ${range.first}-${range.last}/${size}`,
  }
}

/** The page carries its policy itself, too: it holds even where a header is lost. */
function answerIndex({ indexHtml, captureOrigin }: AnswerContext): Answer {
  const policy = contentSecurityPolicy(captureOrigin)
  // frame-ancestors is ignored in a <meta>, and browsers say so on the console.
  const inPage = policy.replace("frame-ancestors 'none'; ", '')
  const text = indexHtml.replace(
    '<head>',
    `<head>\n    <meta http-equiv="Content-Security-Policy" content="${inPage}" />`,
  )
  return {
    status: 200,
    headers: {
      ...FIXED_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'content-length': String(Buffer.byteLength(text)),
    },
    body: { kind: 'text', text },
  }
}

function isSuspicious(path: string): boolean {
  return path.includes('..') || path.includes('\\') || path.includes('//') || /%(?:2e|2f|5c|00|25)/i.test(path)
}
