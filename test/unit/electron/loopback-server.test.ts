// The browser host's server, over real sockets: our page and the named files, for our page on our address only.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveOnLoopback, type LoopbackServer } from '../../../electron/start/loopback-server.ts'
import type { LaunchRequest } from '../../../shared/host/host.ts'

let server: LoopbackServer
let key = ''

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'synscope-serve-'))
  writeFileSync(join(folder, 'index.html'), '<html><head></head><body>page</body></html>')
  writeFileSync(join(folder, 'app.js'), 'export {}')
  writeFileSync(join(folder, 'a.pcap'), 'abcdefghij')
  server = await serveOnLoopback(folder, { paths: [join(folder, 'a.pcap'), join(folder, 'gone.pcap')], sample: null })
  key = new URL(server.address).hash.slice(1)
})
afterAll(() => server.close())

interface Answered {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

/** A request as nobody's browser would make it: any path, any headers. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the loopback server', () => {
  it('listens on 127.0.0.1 and prints an address with a key', () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[A-Za-z0-9_-]{24}$/)
  })

  it('serves the page with the strict policy and nothing that is not part of it', async () => {
    const page = await ask('/')
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'; worker-src 'self'")
    expect(page.headers['cross-origin-embedder-policy']).toBe('require-corp')
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
    expect((await ask('/app.js')).text).toBe('export {}')
    for (const path of ['/../etc/passwd', '/%2e%2e/x', '/a\\b']) expect((await ask(path)).status).toBe(400)
    expect((await ask('/package.json')).status).toBe(404)
  })

  it('knows GET and HEAD only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await ask('/', {}, method)
      expect(status).toBe(405)
      expect(headers['allow']).toBe('GET, HEAD')
    }
    const head = await ask('/app.js', {}, 'HEAD')
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers['content-length']).toBe('9')
  })

  it('answers to its own name only, against DNS rebinding', async () => {
    expect((await ask('/', { host: `evil.example:${server.port}` })).status).toBe(421)
    expect((await ask('/', { host: '127.0.0.1' })).status).toBe(421)
    expect((await ask('/', { host: `localhost:${server.port}` })).status).toBe(200)
  })

  it('does not answer the pages of other sites', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask('/app.js', { 'sec-fetch-site': site })).status).toBe(403)
    }
  })

  it('names the files of the command line to who has the key, and gives their bytes in ranges', async () => {
    for (const wrong of ['', 'x', key.slice(1), key.toLowerCase() === key ? 'A'.repeat(24) : key.toLowerCase()]) {
      expect((await ask(`/launch/${wrong}`)).status).toBe(404)
    }
    const launch = JSON.parse((await ask(`/launch/${key}`)).text) as LaunchRequest
    const [opened, refused] = launch.files
    expect(refused).toMatchObject({ kind: 'refused', reason: { key: 'host.refused.missing' } })
    if (opened?.kind !== 'opened' || opened.file.source.kind !== 'url') throw new Error('not opened')
    expect(opened.file).toMatchObject({ name: 'a.pcap', size: 10 })
    const path = new URL(opened.file.source.url).pathname
    const part = await ask(path, { range: 'bytes=2-4' })
    expect(part).toMatchObject({ status: 206, text: 'cde' })
    expect(part.headers['content-range']).toBe('bytes 2-4/10')
    expect((await ask(path, { range: 'bytes=10-' })).status).toBe(416)
    expect((await ask('/capture/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
  })
})
