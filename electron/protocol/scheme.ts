// The page's own scheme instead of file:// (anchors/security.md A3): app://bundle for the built page, app://capture for
// the bytes of opened files. Registered before the application is ready, served for the sessions of our windows.
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol, type Session } from 'electron'
import { answerBundle, refuse, type Answer, type AnswerContext } from './answer.ts'
import { answerCapture } from './answer-capture.ts'
import { readBundleMap } from './bundle-map.ts'
import type { CaptureShelf } from './capture-shelf.ts'

export const SCHEME = 'app'
export const PAGE_ORIGIN = 'app://bundle'
export const CAPTURE_ORIGIN = 'app://capture'
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

/** Pieces of a stream; ranges that readers ask for are usually one or two of them. */
const PIECE = 4 * 1024 * 1024

/** Before `ready`: our scheme is standard and secure like https. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
        corsEnabled: true,
      },
    },
  ])
}

/** Serves the built page in `folder` and the captures on the shelf to one session. */
export async function serveScheme(session: Session, folder: string, shelf: CaptureShelf): Promise<void> {
  const context: AnswerContext = {
    bundle: readBundleMap(folder),
    indexHtml: await readFile(join(folder, 'index.html'), 'utf8'),
    captureOrigin: CAPTURE_ORIGIN,
  }
  session.protocol.handle(SCHEME, (request) => toResponse(answer(request, context, shelf), request, shelf))
}

function answer(request: Request, context: AnswerContext, shelf: CaptureShelf): Answer {
  const { method } = request
  const parts = /^app:\/\/([a-z]+)(\/[^?#]*)?(?:[?#].*)?$/.exec(request.url)
  if (parts === null) return refuse(400)
  const path = parts[2] ?? '/'
  const range = request.headers.get('range')
  if (parts[1] === 'capture') {
    // The preflight of a fetch with a Range header, where the browser asks for one.
    if (method === 'OPTIONS') {
      return refuse(204, {
        'access-control-allow-origin': PAGE_ORIGIN,
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'range',
      })
    }
    if (method !== 'GET' && method !== 'HEAD') return refuse(405)
    return answerCapture(path, range, shelf, PAGE_ORIGIN)
  }
  if (method !== 'GET' && method !== 'HEAD') return refuse(405)
  return parts[1] === 'bundle' ? answerBundle(path, range, context) : refuse(404)
}

async function toResponse(answered: Answer, request: Request, shelf: CaptureShelf): Promise<Response> {
  const { status, headers } = answered
  const body = request.method === 'HEAD' ? ({ kind: 'empty' } as const) : answered.body
  switch (body.kind) {
    case 'empty':
      return new Response(null, { status, headers })
    case 'text':
      return new Response(body.text, { status, headers })
    case 'file':
      return new Response(await readPart(body.path, body.range), { status, headers })
    case 'capture': {
      const { token, range } = body
      const length = range.last - range.first + 1
      if (length <= PIECE) return new Response(await shelf.read(token, range.first, length), { status, headers })
      return new Response(pieces(shelf, token, range.first, range.last), { status, headers })
    }
  }
}

async function readPart(path: string, range: { first: number; last: number } | null): Promise<Uint8Array<ArrayBuffer>> {
  if (range === null) return new Uint8Array(await readFile(path))
  const file = await open(path, 'r')
  try {
    const target = new Uint8Array(range.last - range.first + 1)
    const { bytesRead } = await file.read(target, 0, target.length, range.first)
    return target.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function pieces(shelf: CaptureShelf, token: string, first: number, last: number): ReadableStream<Uint8Array> {
  let at = first
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await shelf.read(token, at, Math.min(PIECE, last - at + 1))
      at += piece.length
      if (piece.length > 0) controller.enqueue(piece)
      if (piece.length === 0 || at > last) controller.close()
    },
  })
}
