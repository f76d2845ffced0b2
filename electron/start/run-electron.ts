// Starts Electron and waits for its end. What Chromium writes on standard error is kept back (it is many lines even when
// all is well) except our own lines; a start that fails is told by what it wrote.
import { spawn } from 'node:child_process'

export type ElectronEnd =
  | { readonly kind: 'ended'; readonly status: number }
  /** It never came to a window; `reason` is the end of a key of `host.start`. */
  | { readonly kind: 'not-started'; readonly reason: 'sandbox' | 'libraries' | 'display' | 'other' }

/** A start that fails does so within this time; later it is a crash of a program that ran. */
const START_MS = 15_000

/** Signs of a failed start in what Chromium and the loader write. */
const SIGNS = [
  ['sandbox', /SUID sandbox|no-sandbox|No usable sandbox|sandbox_host_linux|zygote_host_impl/i],
  ['libraries', /error while loading shared libraries|cannot open shared object/i],
  ['display', /cannot open display|Missing X server|ozone_platform|Unable to open X display/i],
] as const

export function runElectron(executable: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ElectronEnd> {
  return new Promise((resolve) => {
    const began = Date.now()
    let said = ''
    const child = spawn(executable, [...args], { env, stdio: ['ignore', 'inherit', 'pipe'] })
    const forward = (signal: NodeJS.Signals): void => {
      child.kill(signal)
    }
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    const finish = (end: ElectronEnd): void => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(end)
    }
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000)
      if ((env['SYNSCOPE_DEBUG'] ?? '') !== '') process.stderr.write(text)
    })
    child.on('error', () => finish({ kind: 'not-started', reason: 'other' }))
    child.on('close', (status, signal) => {
      const failed = status !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM'
      if (!failed || Date.now() - began > START_MS) return finish({ kind: 'ended', status: failed ? (status ?? 1) : 0 })
      finish({ kind: 'not-started', reason: SIGNS.find(([, sign]) => sign.test(said))?.[0] ?? 'other' })
    })
  })
}
