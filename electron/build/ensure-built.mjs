// Builds what is missing or older than its sources and is silent otherwise: `npm start`, the command line and the
// end-to-end tests call it first. A stamp beside the output tells the sources it was made from (names, sizes, times).
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { COMMON_SOURCES, PARTS, ROOT } from './parts.mjs'

/** A build that failed; `message` is one plain sentence with file and line where the bundler gave them. */
export class BuildFailure extends Error {}

/** A lock older than this belongs to a process that was killed. */
const STALE_LOCK_MS = 180_000

/**
 * Makes sure that the named parts are built from the present sources.
 * @param {readonly import('./parts.mjs').PartName[]} names
 * @param {() => void} [onBuild] called once before the first build, which takes seconds
 * @throws {BuildFailure}
 */
export async function ensureBuilt(names, onBuild) {
  let isTold = false
  for (const name of names) {
    if (isFresh(name)) continue
    if (!isTold) onBuild?.()
    isTold = true
    const unlock = await lock(name)
    try {
      // Another process may have built it while this one waited.
      if (!isFresh(name)) await buildPart(name)
    } finally {
      unlock()
    }
  }
}

/** @param {import('./parts.mjs').PartName} name */
function stampFile(name) {
  return join(ROOT, 'out', `.stamp-${name}`)
}

/** @param {import('./parts.mjs').PartName} name */
function isFresh(name) {
  try {
    return existsSync(join(ROOT, PARTS[name].output)) && readFileSync(stampFile(name), 'utf8') === fingerprint(name)
  } catch {
    return false
  }
}

/**
 * A line for each source. Every start of the command line makes it, so nothing is read but the folders.
 * @param {import('./parts.mjs').PartName} name
 */
function fingerprint(name) {
  return [...COMMON_SOURCES, ...PARTS[name].sources].map(linesOf).join('')
}

/** @param {string} path @returns {string} */
function linesOf(path) {
  const status = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (status === undefined) return ''
  if (!status.isDirectory()) return `${path} ${status.size} ${status.mtimeMs}\n`
  return readdirSync(join(ROOT, path))
    .sort()
    .map((entry) => linesOf(`${path}/${entry}`))
    .join('')
}

/**
 * The build runs in a process of its own: with NODE_ENV=production whatever the caller's is, and its memory is gone
 * when the analysis begins.
 * @param {import('./parts.mjs').PartName} name
 */
async function buildPart(name) {
  const { spawn } = await import('node:child_process')
  const before = fingerprint(name)
  const child = spawn(process.execPath, [join(ROOT, 'electron/build/build.mjs'), '--part', name], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      said += error.message
      resolve(1)
    })
    child.on('close', resolve)
  })
  if (status !== 0) throw new BuildFailure(said.trim() || `the build of ${name} ended with status ${status}`)
  writeFileSync(stampFile(name), before)
}

/**
 * One build of a part at a time, across processes. mkdir is atomic on every system.
 * @param {import('./parts.mjs').PartName} name
 */
async function lock(name) {
  const folder = join(ROOT, 'out', `.lock-${name}`)
  mkdirSync(join(ROOT, 'out'), { recursive: true })
  for (;;) {
    try {
      mkdirSync(folder)
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
      const status = statSync(folder, { throwIfNoEntry: false })
      if (status !== undefined && Date.now() - status.mtimeMs > STALE_LOCK_MS) {
        rmSync(folder, { recursive: true, force: true })
      }
      await sleep(100)
    }
  }
}
