// `npm run typecheck`: every tsconfig of the project, one after the other. Prints what they say and nothing when all is
// well. The folder fences of ARCHITECTURE.md live in these files: shared/ compiles without DOM and without Node.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export const PROJECTS = ['.', 'shared', 'electron', 'electron/preload', 'renderer', 'renderer/workers']

/** What the compilers said, '' when there is nothing to say. @returns {Promise<string>} */
export async function typecheck() {
  /** @type {string[]} */
  const said = []
  for (const project of PROJECTS) said.push(await compile(project))
  // The same fault is seen by several projects; it is told once.
  return [...new Set(said.flatMap((text) => text.split('\n')))].filter(Boolean).join('\n')
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
