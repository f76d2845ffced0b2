// What a command of the command line is given.
import type { Language, Translate } from '../../shared/i18n/translate.ts'
import type { Terminal } from './terminal.ts'

export interface CommandContext {
  /** The words after the command. */
  readonly words: readonly string[]
  readonly terminal: Terminal
  readonly translate: Translate
  /** That of --lang, else of the system. */
  readonly language: Language
}

/** Answers the exit status; throws UsageError and InputError. */
export type Command = (context: CommandContext) => Promise<number>
