// What either host answers to an address: the map and nothing beside it, and the headers of the table in SECURITY.md.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerBundle, type AnswerContext } from '../../../electron/protocol/answer.ts'
import { readBundleMap } from '../../../electron/protocol/bundle-map.ts'
import { contentSecurityPolicy } from '../../../electron/protocol/content-security-policy.ts'

let context: AnswerContext

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'synscope-bundle-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>x</title></head></html>')
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {}')
  writeFileSync(join(folder, '.vite', 'manifest.json'), '{}')
  context = {
    bundle: readBundleMap(folder),
    indexHtml: '<!doctype html><html><head><title>x</title></head></html>',
    captureOrigin: 'app://capture',
  }
})

describe('answerBundle', () => {
  it('serves what is in the map, with the policy and without sniffing', () => {
    const { status, headers, body } = answerBundle('/assets/a.js', null, context)
    expect(status).toBe(200)
    expect(body).toMatchObject({ kind: 'file', range: null })
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': '9',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
  })

  it('serves a part of a file', () => {
    const { status, headers, body } = answerBundle('/assets/a.js', 'bytes=2-4', context)
    expect(status).toBe(206)
    expect(headers['content-range']).toBe('bytes 2-4/9')
    expect(body).toMatchObject({ kind: 'file', range: { first: 2, last: 4 } })
    expect(answerBundle('/assets/a.js', 'bytes=9-', context).status).toBe(416)
  })

  it.each([
    '/..',
    '/../package.json',
    '/assets/../../x',
    '/assets\\a.js',
    '/%2e%2e/x',
    '/assets%2fa.js',
    '//x',
    '/a%00',
  ])('refuses %s as an attempt to leave', (path) => {
    expect(answerBundle(path, null, context)).toMatchObject({ status: 400, body: { kind: 'empty' } })
  })

  it.each(['/nothing', '/.vite/manifest.json', '/assets', '/assets/', '/constructor', '/__proto__'])(
    'does not know %s',
    (path) => {
      expect(answerBundle(path, null, context).status).toBe(404)
    },
  )

  it('puts the policy into the page as well', () => {
    const { headers, body } = answerBundle('/', null, context)
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toBe(contentSecurityPolicy('app://capture'))
    const inPage = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
      body.kind === 'text' ? body.text : '',
    )?.[1]
    expect(inPage).toBe(policy.replace("frame-ancestors 'none'; ", ''))
  })
})

it('the policy is the table of SECURITY.md', () => {
  expect(contentSecurityPolicy(null)).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'",
  )
})
