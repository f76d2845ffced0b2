// `npm run build` builds everything; `build.mjs --part NAME` one part (what ensure-built.mjs starts). Quiet unless it
// fails, then one clear message on stderr and exit status 1.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BuildFailure, ensureBuilt } from './ensure-built.mjs'
import { PART_NAMES, PARTS, ROOT } from './parts.mjs'

const wanted = process.argv[2] === '--part' ? process.argv[3] : undefined
try {
  if (wanted === undefined) {
    await ensureBuilt(PART_NAMES)
  } else {
    const name = PART_NAMES.find((each) => each === wanted)
    if (name === undefined) throw new BuildFailure(`there is no part named ${wanted}: ${PART_NAMES.join(', ')}`)
    await buildAndSwap(name)
  }
} catch (error) {
  process.stderr.write(`${oneMessage(error)}\n`)
  process.exitCode = 1
}

/**
 * Builds beside the old output and swaps, so that a failed build leaves the last good one in place.
 * @param {import('./parts.mjs').PartName} name
 */
async function buildAndSwap(name) {
  const { build } = await import('vite')
  const { configsOf } = await import('./configs.mjs')
  const output = join(ROOT, PARTS[name].output)
  const fresh = join(ROOT, 'out', `.new-${name}`)
  const old = join(ROOT, 'out', `.old-${name}`)
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  for (const config of configsOf(name, fresh)) await build(config)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(output)) renameSync(output, old)
  renameSync(fresh, output)
  rmSync(old, { recursive: true, force: true })
}

/**
 * The bundler's report is a page with frames; a reader needs the first fault, its place and how many more there are.
 * @param {unknown} error
 */
function oneMessage(error) {
  const report = (error instanceof Error ? error.message : String(error)).replaceAll(/\u001b\[[0-9;]*m/g, '')
  const faults = [...report.matchAll(/^\[([\w:-]+)\] (.*)$/gm)]
  const [first] = faults
  if (first === undefined) return report.trim()
  const place = /╭─\[ (\S+) \]/.exec(report.slice(first.index))
  const where = place === null || first[2]?.includes(' in ') ? '' : ` (${place[1]})`
  const more = faults.length > 1 ? `; ${faults.length - 1} more of the kind` : ''
  return `${first[2]}${where}${more}`
}
