// A Chromium for the browser tests: the one that is here, else Debian's when this is root on Debian, else the reason why not.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './find-chromium.mjs'

/** `reason` is null when there is one. @returns {Promise<{ readonly reason: string | null }>} */
export async function makeSureOfChromium() {
  if (findChromium() !== null) return { reason: null }
  if (process.env.SYNSCOPE_CHROMIUM) return { reason: 'SYNSCOPE_CHROMIUM names a program that is not there' }
  if (!existsSync('/etc/debian_version')) return { reason: 'no Chromium is installed (set SYNSCOPE_CHROMIUM to one)' }
  if (process.getuid?.() !== 0) {
    return { reason: 'no Chromium is installed (apt-get install chromium, or "npx playwright install chromium")' }
  }
  process.stdout.write('   installing chromium with apt-get\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-qq', '-y', ...args], { env, stdio: 'ignore' })
  apt('update')
  apt('install', '--no-install-recommends', 'chromium')
  return { reason: findChromium() === null ? 'apt-get could not install chromium' : null }
}
