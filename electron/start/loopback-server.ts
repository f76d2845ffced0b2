// Serves the built page to the browser of this machine where Electron cannot run: 127.0.0.1 only, a random port, files of
// the bundle map and nothing else, the same headers as in Electron. The files named on the command line are behind random
// tokens, and the list of them behind a key that only the printed address carries, because other users of the machine
// can reach the port, too.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { LaunchRequest } from '../../shared/host/host.ts'
import { OpenedFiles } from '../files/opened-files.ts'
import { answerBundle, refuse, type Answer, type AnswerContext } from '../protocol/answer.ts'
import { answerCapture } from '../protocol/answer-capture.ts'
import { readBundleMap } from '../protocol/bundle-map.ts'
import { CaptureShelf } from '../protocol/capture-shelf.ts'

/** One read from the file, and one write to the socket. */
const PIECE = 4 * 1024 * 1024

export interface LoopbackServer {
  /** What to open in the browser, key included. */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

export interface LaunchFiles {
  readonly paths: readonly string[]
  readonly sample: string | null
}

/** @param folder the built page */
export async function serveOnLoopback(folder: string, wish: LaunchFiles): Promise<LoopbackServer> {
  const shelf = new CaptureShelf()
  const context: AnswerContext = {
    bundle: readBundleMap(folder),
    indexHtml: await readFile(join(folder, 'index.html'), 'utf8'),
    captureOrigin: null,
  }
  const key = randomBytes(18).toString('base64url')
  let port = 0
  const files = new OpenedFiles({
    shelf,
    recent: null,
    urlOf: (token) => `http://127.0.0.1:${port}/capture/${token}`,
    // The user named the file on this command line a moment ago.
    mayTouch: () => Promise.resolve(true),
    isRecentKept: () => false,
  })
  let launch: LaunchRequest = { files: [], sample: null }

  const answerTo = (request: IncomingMessage): Answer => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { allow: 'GET, HEAD' })
    if (!isOurHost(request.headers.host, port)) return refuse(421)
    if (!isOurOwnPage(request.headers['sec-fetch-site'])) return refuse(403)
    const path = (request.url ?? '').replace(/[?#].*$/s, '')
    const range = request.headers.range ?? null
    if (path.startsWith('/launch/')) {
      return isKey(path.slice('/launch/'.length), key) ? jsonAnswer(launch) : refuse(404)
    }
    if (path.startsWith('/capture/')) return answerCapture(path.slice('/capture'.length), range, shelf, null)
    // Browsers ask for it unasked; there is none.
    if (path === '/favicon.ico') return refuse(204)
    return answerBundle(path, range, context)
  }

  const server = createServer((request, response) => {
    void send(answerTo(request), request, response, shelf).catch(() => response.destroy())
  })
  port = await listen(server)
  launch = { files: await Promise.all(wish.paths.map((path) => files.openChosen(path))), sample: wish.sample }
  return {
    address: `http://127.0.0.1:${port}/#${key}`,
    port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await shelf.clear()
    },
  }
}

/** Against DNS rebinding: a page of another name that resolves to 127.0.0.1 sends that name. */
function isOurHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** Another site's page may not even fetch our static files. Old browsers do not send the header. */
function isOurOwnPage(fetchSite: string | string[] | undefined): boolean {
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
}

function isKey(given: string, key: string): boolean {
  return given.length === key.length && timingSafeEqual(Buffer.from(given), Buffer.from(key))
}

function jsonAnswer(value: unknown): Answer {
  const text = JSON.stringify(value)
  const { headers } = refuse(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
  })
  return { status: 200, headers, body: { kind: 'text', text } }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(address === null || typeof address === 'string' ? 0 : address.port)
    })
  })
}

async function send(
  { status, headers, body }: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  shelf: CaptureShelf,
): Promise<void> {
  response.writeHead(status, headers)
  if (request.method === 'HEAD' || body.kind === 'empty') {
    response.end()
  } else if (body.kind === 'text') {
    response.end(body.text)
  } else if (body.kind === 'file') {
    const part = body.range === null ? {} : { start: body.range.first, end: body.range.last }
    const stream = createReadStream(body.path, part)
    stream.on('error', () => response.destroy())
    stream.pipe(response)
  } else {
    await sendCapture(body.token, body.range, response, shelf)
  }
}

async function sendCapture(
  token: string,
  { first, last }: { readonly first: number; readonly last: number },
  response: ServerResponse,
  shelf: CaptureShelf,
): Promise<void> {
  for (let at = first; at <= last && !response.destroyed;) {
    const piece = await shelf.read(token, at, Math.min(PIECE, last - at + 1))
    if (piece.length === 0) {
      // The file has become shorter: the promised length cannot be kept.
      response.destroy()
      return
    }
    at += piece.length
    if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
  }
  response.end()
}
