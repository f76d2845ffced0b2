// `npm start` where Electron cannot run: a sentence, an address, the same window in the browser, Ctrl-C.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from './app.ts'

const START = fileURLToPath(new URL('../../electron/start/start.mjs', import.meta.url))
const SAMPLE = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow', import.meta.url))

interface Started {
  readonly child: ChildProcess
  out(): string
  err(): string
  ended: Promise<number | null>
}

function start(args: string[], env: Record<string, string> = {}): Started {
  const clean: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', ...env }
  for (const name of ['ELECTRON_EXECUTABLE', 'ELECTRON_OVERRIDE_DIST_PATH', 'DISPLAY', 'WAYLAND_DISPLAY']) {
    if (env[name] === undefined) delete clean[name]
  }
  const child = spawn(process.execPath, [START, ...args], { env: clean })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, out: () => out, err: () => err, ended }
}

test('without a display it says so, serves the files it was given, and ends with Ctrl-C', async ({ app }) => {
  const started = start([`${SAMPLE}/nginx-pod.pcap`, `${SAMPLE}/netstat-series.txt`])
  await expect.poll(() => started.out()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\S{24}\n$/)
  expect(started.err()).toBe(
    'There is no display for a window, so the same window is served to a browser on this machine.\n' +
      'SynScope is at this address until Ctrl-C:\n',
  )
  await app.page.goto(started.out().trim())
  await expect(app.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  // A reload starts from the same files.
  await app.page.reload()
  await expect(app.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  await app.page.close()
  started.child.kill('SIGINT')
  expect(await started.ended).toBe(0)
})

test('--sample opens the sample at once', async ({ app }) => {
  const started = start(['--browser', '--no-open', '--sample'])
  await expect.poll(() => started.out()).toContain('http://127.0.0.1:')
  await app.page.goto(started.out().trim())
  await expect(app.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  await app.page.close()
  started.child.kill('SIGTERM')
  expect(await started.ended).toBe(0)
})

test('where Electron is missing it is one sentence, in the language of the system', async () => {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere', DISPLAY: ':0', LC_ALL: 'zh_CN.UTF-8' }
  const started = start(['--no-open'], env)
  await expect.poll(() => started.out()).toContain('http://127.0.0.1:')
  expect(started.err()).toBe(
    '本机没有 Electron，也无法下载，因此改为在本机浏览器中提供同样的窗口。\nSynScope 的地址如下，按 Ctrl-C 结束：\n',
  )
  started.child.kill('SIGINT')
  expect(await started.ended).toBe(0)
})

test('an unknown option is wrong usage', async () => {
  const started = start(['--smaple'])
  expect(await started.ended).toBe(2)
  expect(started.err()).toMatch(/^There is no option --smaple\.\nUsage: /)
  expect(started.out()).toBe('')
})
