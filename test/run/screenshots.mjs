// `npm run screenshots`: the pictures of the README, made anew from the shipped sample in a real browser, in both themes and
// both languages. `--to FOLDER` writes them elsewhere, to look at before a release.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { findChromium } from './find-chromium.mjs'

const { values } = parseArgs({ options: { to: { type: 'string' } } })
const FOLDER = values.to ?? join('assets', 'screenshots')
const VIEWS = [
  { name: 'sample-light-en', theme: 'light', language: 'en' },
  { name: 'sample-dark-en', theme: 'dark', language: 'en' },
  { name: 'sample-light-zh', theme: 'light', language: 'zh-CN' },
  { name: 'sample-dark-zh', theme: 'dark', language: 'zh-CN' },
]
const WINDOW = { width: 1440, height: 900 }
const PATIENCE = 120_000

mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  for (const view of VIEWS) await shoot(view)
} finally {
  await browser.close()
}

/** Each picture is the first page of its own `npm start -- --sample`, as a user sees it. */
async function shoot({ name, theme, language }) {
  const server = spawn(process.execPath, ['electron/start/start.mjs', '--sample'], {
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const page = await browser.newPage({ viewport: WINDOW, colorScheme: theme, locale: language, timezoneId: 'UTC' })
    await page.goto(await addressOf(server))
    await page.getByTestId('timeline').last().waitFor({ timeout: PATIENCE })
    await page.keyboard.press('n')
    await page.waitForTimeout(5000)
    await page.screenshot({ path: join(FOLDER, `${name}.png`) })
    await page.close()
    console.log(join(FOLDER, `${name}.png`))
  } finally {
    server.kill('SIGINT')
  }
}

/** @param {import('node:child_process').ChildProcess} server */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said)
      if (found) resolve(found[0])
    })
    server.on('exit', () => reject(new Error(`npm start ended: ${said}`)))
  })
}
