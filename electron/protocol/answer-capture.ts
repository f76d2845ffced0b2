// The answer to app://capture/<token> and to the loopback server's /capture/<token>.
import { rangeHeaders, refuse, type Answer } from './answer.ts'
import { parseRange } from './byte-range.ts'
import type { CaptureShelf } from './capture-shelf.ts'
import { FIXED_HEADERS } from './content-security-policy.ts'

/** A single answer never holds more than this in memory; the reader asks for less. */
export const MAX_RANGE = 64 * 1024 * 1024

/**
 * @param path `/<token>`
 * @param pageOrigin origin that may read it, for the host where captures have an origin of their own
 */
export function answerCapture(
  path: string,
  rangeHeader: string | null,
  shelf: CaptureShelf,
  pageOrigin: string | null,
): Answer {
  const match = /^\/([A-Za-z0-9_-]{20,64})$/.exec(path)
  if (match?.[1] === undefined) return refuse(400)
  const token = match[1]
  const file = shelf.get(token)
  if (file?.handle === undefined || file.handle === null) return refuse(404)
  const headers = {
    ...FIXED_HEADERS,
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    ...(pageOrigin === null
      ? {}
      : {
          'access-control-allow-origin': pageOrigin,
          'access-control-expose-headers': 'content-range',
          'cross-origin-resource-policy': 'cross-origin',
        }),
  }
  if (shelf.isUsedUp(token)) return refuse(410, headers)
  const range = parseRange(rangeHeader, file.size)
  if (range === 'unsatisfiable') return refuse(416, { ...headers, 'content-range': `bytes */${file.size}` })
  if (range === null) {
    shelf.useUp(token)
    return file.size === 0
      ? { status: 200, headers: { ...headers, 'content-length': '0' }, body: { kind: 'empty' } }
      : {
          status: 200,
          headers: { ...headers, 'content-length': String(file.size) },
          body: { kind: 'capture', token, range: { first: 0, last: file.size - 1 } },
        }
  }
  const served = { first: range.first, last: Math.min(range.last, range.first + MAX_RANGE - 1) }
  return {
    status: 206,
    headers: { ...headers, ...rangeHeaders(served, file.size) },
    body: { kind: 'capture', token, range: served },
  }
}
