// `npm run typecheck`: every tsconfig of the project, two compilers at a time. Prints what they say and nothing when all is
// well. The folder fences of ARCHITECTURE.md live in these files: shared/ compiles without DOM and without Node.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export const PROJECTS = ['.', 'shared', 'electron', 'electron/preload', 'renderer', 'renderer/workers']

const AT_ONCE = 2

/** What the compilers said, '' when there is nothing to say. @returns {Promise<string>} */
export async function typecheck() {
  const waiting = [...PROJECTS]
  /** @type {Map<string, string>} */
  const said = new Map()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
        said.set(project, await compile(project))
      }
    }),
  )
  // The same fault is seen by several projects; it is told once.
  return [...new Set(PROJECTS.flatMap((project) => (said.get(project) ?? '').split('\n')))].filter(Boolean).join('\n')
}

/** @param {string} project @returns {Promise<string>} */
function compile(project) {
  return new Promise((resolve) => {
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
    const child = spawn(process.execPath, [tsc, '-p', project, '--pretty', 'false'], { cwd: ROOT })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part) => (text += part))
    child.stderr.setEncoding('utf8').on('data', (part) => (text += part))
    child.on('error', (error) => resolve(`${project}: ${error.message}`))
    child.on('close', (status) => resolve(status === 0 ? '' : text || `${project}: the compiler ended with ${status}`))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const said = await typecheck()
  if (said !== '') {
    process.stdout.write(`${said}\n`)
    process.exitCode = 1
  }
}
