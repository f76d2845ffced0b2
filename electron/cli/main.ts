// The command line: finds the command, says its faults in one sentence, answers the exit status. Plain Node, no electron.
import type { Remark } from '../../shared/analysis/tables.ts'
import { loadTranslate } from '../../shared/i18n/load-translate.ts'
import { languageFor, type Translate } from '../../shared/i18n/translate-with.ts'
import { chosenLanguage, UsageError } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
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
  // A wrong --lang is said in the language of the system.
  let language = languageFor(locale)
  prepareScanner(words)
  try {
    language = chosenLanguage(words, language)
    return await runCommand({ words, terminal, translate: await loadTranslate(language), language })
  } catch (error) {
    return sayFault(error, words, terminal, await loadTranslate(language))
  }
}

async function runCommand({ words, terminal, translate, language }: CommandContext): Promise<number> {
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
  return await command({ words: rest, terminal, translate, language })
}

/** One sentence on standard error, the same as JSON where that was asked for; answers the exit status. */
async function sayFault(
  error: unknown,
  words: readonly string[],
  terminal: Terminal,
  translate: Translate,
): Promise<number> {
  const isUsage = error instanceof UsageError
  const remark = isUsage || error instanceof InputError ? error : internal(error)
  const { path } = remark.params
  const text = translate(remark.key, remark.params)
  const message = typeof path === 'string' && !text.includes(path) ? `${path}: ${text}` : text
  terminal.err(`synscope: ${message}\n`)
  if (words.includes('--json') && !isUsage) {
    const { errorJson } = await import('../../shared/analysis/analysis-json.ts')
    await terminal.out(errorJson(message, remark))
  }
  if (isUsage) return EXIT.usage
  return error instanceof InputError ? EXIT.input : EXIT.failed
}

function internal(error: unknown): Remark {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { key: 'cli.error.internal', params: { message } }
}

/** Entry of the built bundle. */
export async function main(): Promise<void> {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  process.exitCode = await run(process.argv.slice(2), processTerminal(), LC_ALL ?? LC_MESSAGES ?? LANG)
}
