// `npm start`: checks what must be there before anything else can be, builds what is stale and hands over to start.ts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`SynScope needs Node 20.19 or newer; this is ${process.versions.node}.`)
}
const { ROOT } = await import('../build/parts.mjs')
if (!existsSync(join(ROOT, 'node_modules', 'vite'))) {
  fail('SynScope is not installed yet: run "npm ci" in its folder first.')
}

const { BuildFailure, ensureBuilt } = await import('../build/ensure-built.mjs')
try {
  await ensureBuilt(['start', 'window'], () => process.stderr.isTTY && process.stderr.write('Building SynScope …\n'))
  const { start } = await import(pathToFileURL(join(ROOT, 'out', 'start', 'start.js')).href)
  process.exitCode = await start({
    root: ROOT,
    args: process.argv.slice(2),
    env: process.env,
    buildDesktop: () => ensureBuilt(['desktop']),
  })
} catch (error) {
  if (error instanceof BuildFailure) fail(`SynScope could not be built: ${error.message}`)
  fail(`SynScope could not start: ${error instanceof Error ? error.message : String(error)}`)
}

/**
 * One sentence, no stack.
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
