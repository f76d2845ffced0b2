// The words of a command line, checked. Options may stand anywhere; `--` ends them.
import { parseArgs } from 'node:util'
import { LANGUAGES } from '../../shared/i18n/translate-with.ts'
import type { Language } from '../../shared/i18n/translate-with.ts'

/** Wrong usage: exit status 2. `key` is a sentence of the `cli` catalogue. */
export class UsageError extends Error {
  constructor(
    readonly key: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(key)
  }
}

type OptionKind = 'flag' | 'value' | 'values'
export type OptionTable = Readonly<Record<string, OptionKind>>

/** Options every command takes. */
const COMMON: OptionTable = { lang: 'value', help: 'flag', json: 'flag' }

export interface Arguments {
  readonly files: readonly string[]
  flag(name: string): boolean
  value(name: string): string | null
  values(name: string): readonly string[]
  /** The value of `name` if it is one of `allowed`; null when not given. Throws UsageError otherwise. */
  choice<T extends string>(name: string, allowed: readonly T[]): T | null
  /** A whole number from `min` to `max`; null when not given. Throws UsageError otherwise. */
  number(name: string, min: number, max: number): number | null
}

/** Reads the words after the command. Throws UsageError for an unknown option or a missing value. */
export function readArguments(words: readonly string[], own: OptionTable): Arguments {
  const table: OptionTable = { ...COMMON, ...own }
  const { tokens } = parseArgs({ args: [...words], options: {}, strict: false, allowPositionals: true, tokens: true })
  const files: string[] = []
  const given = new Map<string, string[]>()
  const taken = new Set<number>()
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!taken.has(token.index)) files.push(token.value)
    } else if (token.kind === 'option') {
      const kind = Object.hasOwn(table, token.name) ? table[token.name] : undefined
      if (kind === undefined) throw new UsageError('cli.error.unknown-option', { option: token.rawName })
      let value = token.value
      if (kind === 'flag') {
        if (value !== undefined) throw new UsageError('cli.error.unknown-option', { option: `${token.rawName}=` })
      } else if (value === undefined) {
        value = words[token.index + 1]
        if (value === undefined || (value.startsWith('-') && value !== '-')) throw needsValue(token.rawName)
        taken.add(token.index + 1)
      }
      given.set(token.name, [...(given.get(token.name) ?? []), value ?? ''])
    }
  }
  const value = (name: string): string | null => given.get(name)?.at(-1) ?? null
  return {
    files,
    flag: (name) => given.has(name),
    value,
    values: (name) => given.get(name) ?? [],
    choice(name, allowed) {
      const text = value(name)
      if (text === null) return null
      const found = allowed.find((word) => word === text)
      if (found === undefined) throw needsValue(`--${name}`, allowed.join(' | '))
      return found
    },
    number(name, min, max) {
      const text = value(name)
      if (text === null) return null
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
      if (!(number >= min && number <= max)) throw needsValue(`--${name}`, `${min} … ${max}`)
      return number
    },
  }
}

function needsValue(option: string, expected?: string): UsageError {
  return new UsageError('cli.error.option-value', { option, expected: expected === undefined ? '' : `: ${expected}` })
}

/** The language asked for with --lang, else that of the system. Throws UsageError for one there is not. */
export function chosenLanguage(words: readonly string[], system: Language): Language {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (at < 0) return system
  const text = words[at] === '--lang' ? words[at + 1] : words[at]?.slice('--lang='.length)
  const found = LANGUAGES.find((language) => language === text)
  if (found === undefined) throw needsValue('--lang', LANGUAGES.join(' | '))
  return found
}
