// Anchors/security.md A10, against the built program in a real Electron: what the page cannot do.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contentSecurityPolicy } from '../../electron/protocol/content-security-policy.ts'
import { expect, test } from './app.ts'
import { openThroughBridge, type WithBridge } from './bridge.ts'

const KEYS = [
  'start setWindow announceCommands openDialog openDropped handOver takeLaunch openBeside stillSame release',
  'reveal recent openRecent forgetRecent save savePdf print copyText copyHtml copyPng changeSettings writeRecovery',
  'takeRecovery clearRecovery onOpen onCommand onSettings',
]
  .join(' ')
  .split(' ')

test('the page has no Node', async ({ app }) => {
  const kinds = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].map(
      (name) => typeof Reflect.get(window, name),
    ),
  )
  expect(kinds).toEqual(kinds.map(() => 'undefined'))
})

test('the bridge has exactly its verbs and is frozen', async ({ app }) => {
  const bridge = await app.page.evaluate(() => {
    const { synscope } = window as unknown as WithBridge
    return { keys: Object.keys(synscope).sort(), isFrozen: Object.isFrozen(synscope) }
  })
  expect(bridge).toEqual({ keys: [...KEYS].sort(), isFrozen: true })
})

test('nothing is fetched from anywhere', async ({ app }) => {
  app.allowTrouble(/Content Security Policy|Failed to (?:fetch|load)|ERR_|Refused to/)
  const failures = await app.page.evaluate(() =>
    Promise.all(
      ['https://example.org/', 'http://127.0.0.1/', 'file:///etc/hostname', 'app://document/'].map((url) =>
        fetch(url).then(
          () => 'fetched',
          () => 'failed',
        ),
      ),
    ),
  )
  expect(failures).toEqual(['failed', 'failed', 'failed', 'failed'])
})

test('a request that a page of no policy makes is cancelled and logged', async ({ app }) => {
  const program = app.program
  const error = await program?.app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'persist:synscope', sandbox: true } })
    const reason = await window.loadURL('https://example.org/').then(
      () => 'loaded',
      (failure: Error) => failure.message,
    )
    window.destroy()
    return reason
  })
  expect(error).toContain('ERR_BLOCKED_BY_CLIENT')
  await expect.poll(() => program?.said()).toContain('synscope: request refused: https: (mainFrame)')
})

test('no window is opened and no page is left', async ({ app }) => {
  app.allowTrouble(/Content Security Policy|frame|Refused/)
  const { page, program } = app
  expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true)
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.org/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    link.remove()
  })
  await expect.poll(() => program?.said()).toContain('synscope: new window refused')
  await expect.poll(() => program?.said()).toContain('navigation refused')
  expect(page.url()).toBe('app://bundle/index.html')
  expect(await program?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a frame shows no file', async ({ app }) => {
  app.allowTrouble(/Content Security Policy|frame|Refused|Not allowed/)
  const content = await app.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = 'file:///etc/hostname'
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 500))
    let text: string
    try {
      text = frame.contentDocument?.body.textContent ?? ''
    } catch {
      text = ''
    }
    frame.remove()
    return text
  })
  expect(content).toBe('')
})

test('two permissions are granted, the others are not', async ({ app }) => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write']
    const found: Record<string, string> = {}
    for (const name of names) {
      found[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => state,
        () => 'unknown',
      )
    }
    return found
  })
  expect(states['clipboard-write']).toBe('granted')
  delete states['clipboard-write']
  expect(Object.values(states)).not.toContain('granted')
  const media = await app.page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'refused',
    ),
  )
  expect(media).toBe('refused')
})

test('the page does not leave the map of its files', async ({ app }) => {
  app.allowTrouble(/Failed to load resource/)
  const statuses = await app.page.evaluate(() =>
    Promise.all(
      [
        'app://bundle/..%2fpackage.json',
        'app://bundle/%5c..%5cpackage.json',
        'app://bundle/assets/..%2f..%2felectron%2fmain.cjs',
        'app://bundle//etc/hostname',
        'app://bundle/a%00',
      ].map((url) => fetch(url).then(({ status }) => status)),
    ),
  )
  expect(statuses).toEqual([400, 400, 400, 400, 400])
  // The browser itself takes these apart; what is left of them is in no map.
  const normalised = await app.page.evaluate(() =>
    Promise.all(
      ['app://bundle/../package.json', 'app://bundle/%2e%2e/package.json', 'app://bundle/..\\package.json'].map((url) =>
        fetch(url).then(({ status }) => status),
      ),
    ),
  )
  expect(normalised).toEqual([404, 404, 404])
})

test('the policy of the page is the table', async ({ app }) => {
  const headers = await app.page.evaluate(async () =>
    Object.fromEntries((await fetch('/index.html')).headers.entries()),
  )
  expect(headers['content-security-policy']).toBe(contentSecurityPolicy('app://capture'))
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
})

test('a token is good for ranges until it is released, and for one stream', async ({ app }) => {
  app.allowTrouble(/Failed to load resource/)
  const folder = await mkdtemp(join(tmpdir(), 'synscope-token-'))
  for (const name of ['a.pcap', 'b.pcap']) await writeFile(join(folder, name), 'abcdefghij')
  await app.answerOpenDialog(join(folder, 'a.pcap'), join(folder, 'b.pcap'))
  const [first = '', second = ''] = await openThroughBridge(app.page)
  const ask = (url: string, range?: string): Promise<string> =>
    app.page.evaluate(
      async ({ url, range }) => {
        const response = await fetch(url, range === undefined ? {} : { headers: { range } })
        return `${response.status} ${await response.text()}`
      },
      { url, range },
    )
  expect(await ask(first, 'bytes=2-4')).toBe('206 cde')
  expect(await ask(first, 'bytes=2-4')).toBe('206 cde')
  expect(await ask(first)).toBe('200 abcdefghij')
  expect(await ask(first)).toBe('410 ')
  expect(await ask(second, 'bytes=8-99')).toBe('206 ij')
  await app.page.evaluate(
    (token) => (window as unknown as WithBridge).synscope.release(token),
    second.split('/').pop() ?? '',
  )
  expect(await ask(second, 'bytes=8-99')).toBe('404 ')
})

test('a file made by a script has no path', async ({ app }) => {
  const outcome = await app.page.evaluate(() =>
    (window as unknown as WithBridge).synscope.openDropped([new File(['x'], '/etc/passwd')]),
  )
  expect(outcome).toMatchObject([{ kind: 'opened', name: '', folder: null }])
})

test.describe('messages', () => {
  // A page at our address with a preload script that lets anything through.
  test('unknown channels, wrong and oversize arguments are refused', async ({ app }) => {
    const program = app.program
    if (program === null) throw new Error('this test needs Electron')
    const preload = program.toApp(fileURLToPath(new URL('./raw-preload.cjs', import.meta.url)))
    const opened = program.app.waitForEvent('window')
    await program.app.evaluate(({ BrowserWindow }, path) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: path,
          partition: 'persist:synscope',
          sandbox: true,
          nodeIntegrationInSubFrames: true,
        },
      })
      void window.loadURL('app://bundle/index.html')
    }, preload)
    const page = await opened
    await page.waitForURL('app://bundle/**')
    const answers = await page.evaluate(async () => {
      type Raw = (channel: string, ...args: unknown[]) => Promise<{ ok?: boolean; failure?: { code: string } }>
      const { raw } = window as unknown as { raw: Raw }
      const code = (answer: Promise<{ ok?: boolean; failure?: { code: string } }>): Promise<string> =>
        answer.then(
          ({ ok, failure }) => (ok === true ? 'answered' : (failure?.code ?? 'nothing')),
          () => 'no such channel',
        )
      return {
        good: await code(raw('synscope:file:stillSame', 'token')),
        unknown: await code(raw('synscope:file:read', '/etc/passwd')),
        wrongType: await code(raw('synscope:file:stillSame', 5)),
        tooMany: await code(raw('synscope:file:stillSame', 'token', 'token')),
        path: await code(raw('synscope:file:stillSame', '../../etc/passwd')),
        oversize: await code(raw('synscope:save:file', { kind: 'text', suggestedName: 'x'.repeat(1000), content: '' })),
      }
    })
    expect(answers).toEqual({
      good: 'answered',
      unknown: 'no such channel',
      wrongType: 'bad-arguments',
      tooMany: 'bad-arguments',
      path: 'bad-arguments',
      oversize: 'too-large',
    })
    await page.close()
  })

  test('a frame is refused even where it has our address and the preload script', async ({ app }) => {
    const program = app.program
    if (program === null) throw new Error('this test needs Electron')
    const preload = program.toApp(fileURLToPath(new URL('./raw-preload.cjs', import.meta.url)))
    const opened = program.app.waitForEvent('window')
    await program.app.evaluate(({ BrowserWindow, session }, path) => {
      // Without our policy and our guards, which let no frame be.
      session.fromPartition('frames').protocol.handle('app', ({ url }) => {
        const html = url.endsWith('inner') ? '<p>inner</p>' : '<iframe src="app://bundle/inner"></iframe>'
        return new Response(html, { headers: { 'content-type': 'text/html' } })
      })
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: path, partition: 'frames', sandbox: true, nodeIntegrationInSubFrames: true },
      })
      window.webContents.removeAllListeners('will-frame-navigate')
      void window.loadURL('app://bundle/outer')
    }, preload)
    const page = await opened
    const inner = page.frameLocator('iframe').getByText('inner')
    await expect(inner).toBeVisible()
    const ask = async (): Promise<string> => {
      const { raw } = window as unknown as {
        raw: (...args: unknown[]) => Promise<{ ok: boolean; failure?: { code: string } }>
      }
      const answer = await raw('synscope:file:stillSame', 'token')
      return answer.failure?.code ?? 'answered'
    }
    expect(await page.evaluate(ask)).toBe('answered')
    expect(await inner.evaluate(ask)).toBe('not-allowed')
    await page.close()
  })
})
