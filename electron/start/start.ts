// `npm start [-- FILE… | --sample | --browser]`: the window in Electron, or, where Electron cannot run, the same page served
// to the browser of this machine, with one sentence that says why. Never a stack trace.
import { join, resolve } from 'node:path'
import { createTranslate, languageFor } from '../../shared/i18n/translate.ts'
import { readLaunchArguments } from '../files/launch-arguments.ts'
import { findElectron } from './find-electron.ts'
import { serveOnLoopback } from './loopback-server.ts'
import { hasDisplay, openBrowser } from './open-browser.ts'
import { runElectron } from './run-electron.ts'

export interface StartContext {
  /** Folder of package.json. */
  readonly root: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Builds what Electron needs; called only when Electron is there. */
  readonly buildDesktop: () => Promise<void>
}

const OWN_SWITCHES = /^--(?:browser|no-open|help|sample(?:=[\w.-]*)?|no-sandbox)$/

/** Runs until the window is closed or Ctrl-C; answers with the exit status. */
export async function start({ root, args, env, buildDesktop }: StartContext): Promise<number> {
  const translate = createTranslate(languageFor(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']))
  const say = (key: string, params?: Readonly<Record<string, string | number>>): void => {
    process.stderr.write(`${translate(`host.start.${key}`, params)}\n`)
  }
  const unknown = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length).find(isUnknownSwitch)
  if (unknown !== undefined) {
    say('unknownOption', { option: unknown })
    say('usage')
    return 2
  }
  if (args.includes('--help')) {
    process.stdout.write(`${translate('host.start.usage')}\n`)
    return 0
  }
  const { files, sample } = readLaunchArguments(args)
  const paths = files.map((path) => resolve(path))

  const whyNot = args.includes('--browser') ? null : await inElectron()
  if (typeof whyNot === 'number') return whyNot
  if (whyNot !== null) say(whyNot.key, whyNot.params)
  return inBrowser()

  /** Exit status of the window, or why there was none. */
  async function inElectron(): Promise<number | { key: string; params?: Record<string, string> }> {
    const isNamed = (env['ELECTRON_EXECUTABLE'] ?? env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '') !== ''
    const noSandbox = args.includes('--no-sandbox')
    // Asked before anything is downloaded; somebody who names a program of his own knows what it needs.
    if (!isNamed && !hasDisplay(env)) return { key: 'noDisplay' }
    if (!isNamed && !noSandbox && process.platform === 'linux' && process.getuid?.() === 0) return { key: 'root' }
    const found = await findElectron(root, env, () => say('fetching'))
    if (found.kind === 'missing') return { key: 'missing' }
    await buildDesktop()
    const switches = [...(noSandbox ? ['--no-sandbox'] : []), ...(sample === null ? [] : [`--sample=${sample}`])]
    const end = await runElectron(found.executable, [root, ...switches, ...paths], env)
    return end.kind === 'ended' ? end.status : { key: `notStarted.${end.reason}` }
  }

  async function inBrowser(): Promise<number> {
    const server = await serveOnLoopback(join(root, 'out', 'renderer'), { paths, sample })
    say('serving')
    process.stdout.write(`${server.address}\n`)
    if (!args.includes('--no-open') && hasDisplay(env)) openBrowser(server.address)
    await new Promise<void>((done) => {
      process.once('SIGINT', () => done())
      process.once('SIGTERM', () => done())
    })
    await server.close()
    return 0
  }
}

function isUnknownSwitch(arg: string): boolean {
  return arg.startsWith('-') && arg !== '--' && !OWN_SWITCHES.test(arg)
}
