// `npm test`: types, lint, folder rules, unit + property + conformance + component tests, end-to-end tests in a browser and,
// where there is one, in Electron. Each step says what it does; everything is counted; the last line is
// `N passed, N failed, N skipped`. Arguments name steps to run alone, e.g. `npm test -- lint e2e`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countPlaywright, counts, countVitest, lastLine, sum } from './counts.mjs'
import { findElectron } from './find-electron.mjs'
import { makeSureOfChromium } from './make-sure-of-chromium.mjs'
import { typecheck } from './typecheck.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REPORTS = mkdtempSync(join(tmpdir(), 'synscope-test-'))

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * Steps of one stage run side by side, on a core each.
 * @type {readonly (readonly { name: string, title: string, run: () => Promise<Counts> }[])[]}
 */
const STAGES = [
  [
    { name: 'types', title: 'types', run: async () => oneTest('types', await typecheck()) },
    { name: 'lint', title: 'lint', run: () => tool('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']) },
  ],
  [
    {
      name: 'rules',
      title: 'folder rules',
      run: () =>
        tool('folder rules', 'dependency-cruiser/bin/dependency-cruise.mjs', [
          '--config',
          '.dependency-cruiser.cjs',
          'shared',
          'electron',
          'renderer',
        ]),
    },
  ],
  [{ name: 'unit', title: 'unit, property, conformance and component tests', run: vitest }],
  [{ name: 'e2e', title: 'end-to-end tests', run: playwright }],
]

const STEPS = STAGES.flat()

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !STEPS.some((step) => step.name === name))
if (unknown !== undefined) {
  process.stderr.write(`There is no step named ${unknown}: ${STEPS.map((step) => step.name).join(', ')}\n`)
  process.exit(2)
}

/** @type {Counts[]} */
const results = []
for (const stage of STAGES) {
  const steps = stage.filter((step) => wanted.length === 0 || wanted.includes(step.name))
  await Promise.all(
    steps.map(async (step) => {
      const began = Date.now()
      process.stdout.write(`== ${step.title}\n`)
      const result = await step.run()
      results.push(result)
      process.stdout.write(`   ${step.title}: ${lastLine(result)} (${Math.round((Date.now() - began) / 1000)} s)\n`)
    }),
  )
}
rmSync(REPORTS, { recursive: true, force: true })
const total = sum(results)
for (const reason of total.reasons) process.stdout.write(`${reason}\n`)
process.stdout.write(`${lastLine(total)}\n`)
process.exitCode = total.failed > 0 ? 1 : 0

/**
 * A check that has no tests of its own counts as one.
 * @param {string} name
 * @param {string} complaints
 */
function oneTest(name, complaints) {
  if (complaints === '') return counts(1, 0, 0)
  process.stdout.write(`${complaints}\n`)
  return counts(0, 1, 0, [`failed: ${name}`])
}

/** @param {string} name @param {string} program below node_modules @param {string[]} args */
async function tool(name, program, args) {
  const { status, output } = await run(program, args, { isShown: false })
  return oneTest(name, status === 0 ? '' : output.trim() || `${name} ended with status ${status}`)
}

async function vitest() {
  const report = join(REPORTS, 'vitest.json')
  await run('vitest/vitest.mjs', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`], {
    isShown: true,
    env: { TZ: 'UTC', LC_ALL: 'C' },
  })
  return countVitest(readJson(report))
}

async function playwright() {
  const browser = await makeSureOfChromium()
  const hasElectron = findElectron() !== null
  const skipped = [
    ...(browser.reason === null ? [] : [`skipped: browser end-to-end tests: ${browser.reason}`]),
    ...(hasElectron
      ? []
      : [
          'skipped: Electron end-to-end tests: no Electron is here ' +
            '(name one with ELECTRON_EXECUTABLE or ELECTRON_OVERRIDE_DIST_PATH, or run "npx install-electron")',
        ]),
  ]
  if (skipped.length === 2) return counts(0, 0, 2, skipped)
  const report = join(REPORTS, 'playwright.json')
  await run('@playwright/test/cli.js', ['test', '--reporter=line,json'], {
    isShown: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  return sum([countPlaywright(readJson(report)), counts(0, 0, skipped.length, skipped)])
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/**
 * @param {string} program below node_modules
 * @param {string[]} args
 * @param {{ isShown: boolean, env?: Record<string, string> }} options
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function run(program, args, { isShown, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env, FORCE_COLOR: '0', NO_COLOR: '1' },
      stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
    })
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ status: 1, output: error.message }))
    child.on('close', (status) => resolve({ status, output }))
  })
}
