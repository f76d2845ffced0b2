// The command line: finds the command, says its faults in one sentence, answers the exit status. Plain Node, no electron.
import { loadTranslate } from '../../shared/i18n/load-translate.ts'
import { languageFor, type Language } from '../../shared/i18n/translate-with.ts'
import { chosenLanguage, UsageError } from './arguments.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit.ts'
import { InputError } from './input-error.ts'
import { prepareScanner } from './scanner-port.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { VERSION } from './version.ts'

/** Loaded when asked for: a short run does not pay for fonts and reports. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['analyze', async () => (await import('./commands/analyze.ts')).analyzeCommand],
  ['info', async () => (await import('./commands/info.ts')).infoCommand],
  ['report', async () => (await import('./commands/report.ts')).reportCommand],
  ['picture', async () => (await import('./commands/picture.ts')).pictureCommand],
  ['counters', async () => (await import('./commands/counters.ts')).countersCommand],
  ['collect-command', async () => (await import('./commands/collect-command.ts')).collectCommand],
  ['extract', async () => (await import('./commands/extract.ts')).extractCommand],
  ['crosscheck', async () => (await import('./commands/crosscheck.ts')).crosscheckCommand],
])

/** Runs `synscope WORDS…` and answers the exit status. Never throws. */
export async function run(words: readonly string[], terminal: Terminal, locale: string | undefined): Promise<number> {
  const system = languageFor(locale)
  prepareScanner(words)
  const translate = await loadTranslate(languageOr(words, system))
  const sentence = (key: string, params: Readonly<Record<string, string | number>>): string => {
    const text = translate(key, params)
    const path = params.path
    return typeof path === 'string' && !text.includes(path) ? `${path}: ${text}` : text
  }
  try {
    chosenLanguage(words, system)
    const [name, ...rest] = words
    if (name === undefined || name === 'help' || name === '--help' || name === '-h' || rest.includes('--help')) {
      const usage = translate('cli.usage', { version: VERSION })
      if (name === undefined) {
        terminal.err(usage)
        return EXIT.usage
      }
      await terminal.out(usage)
      return EXIT.done
    }
    if (name === 'version' || name === '--version') {
      await terminal.out(`synscope ${VERSION}\n`)
      return EXIT.done
    }
    const load = COMMANDS.get(name)
    if (load === undefined) throw new UsageError('cli.error.unknown-command', { command: name })
    const command = await load()
    return await command({ words: rest, terminal, translate, language: system })
  } catch (error) {
    const isUsage = error instanceof UsageError
    const remark = isUsage || error instanceof InputError ? error : internal(error)
    const message = sentence(remark.key, remark.params)
    terminal.err(`synscope: ${message}\n`)
    if (words.includes('--json') && !isUsage) {
      const { errorJson } = await import('../../shared/analysis/analysis-json.ts')
      await terminal.out(errorJson(message, remark))
    }
    if (isUsage) return EXIT.usage
    return error instanceof InputError ? EXIT.input : EXIT.failed
  }
}

/** The language that --lang names; that of the system where it names none that we have, which is said later. */
function languageOr(words: readonly string[], system: Language): Language {
  try {
    return chosenLanguage(words, system)
  } catch {
    return system
  }
}

function internal(error: unknown): { readonly key: string; readonly params: Readonly<Record<string, string>> } {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { key: 'cli.error.internal', params: { message } }
}

/** Entry of the built bundle. */
export async function main(): Promise<void> {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  process.exitCode = await run(process.argv.slice(2), processTerminal(), LC_ALL ?? LC_MESSAGES ?? LANG)
}
