// The catalogue of sentences: every key that the code names exists, both languages take the same values, nothing is left
// untranslated, and nothing is kept that no code names.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../shared/i18n/en/index.ts'
import { createTranslate, languageFor } from '../../../shared/i18n/translate.ts'
import { zhCN } from '../../../shared/i18n/zh-CN/index.ts'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`),
  )
}

const english = new Map(leaves(en))
const chinese = new Map(leaves(zhCN))
const values = (text: string): string[] => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort()

/** Sources with every string literal that looks like a key of a namespace. */
const sources = ['shared', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('i18n'))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') })),
)
/** Names with a dot that are no keys: Wireshark's fields, ids of commands. */
const NOT_A_KEY =
  /^(?:tcp\.(?:srcport|dstport|port|seq_raw|options\..*|completeness|source|stream)|figure\.export|report\.(?:save|pdf|print)|tools\.(?:alignClocks|settings|palette))$/
const KEY = new RegExp(`['"\`]((?:${Object.keys(en).join('|')})\\.[\\w.-]+)['"\`]`, 'g')

describe('the catalogue', () => {
  it('has every key that the code names in full', () => {
    const missing = sources.flatMap(({ file, text }) =>
      [...text.matchAll(KEY)]
        .map((match) => match[1] ?? '')
        .filter(
          (key) =>
            !english.has(key) &&
            !english.has(`${key}_other`) &&
            ![...english.keys()].some((known) => known.startsWith(`${key}.`)),
        )
        .filter((key) => !NOT_A_KEY.test(key))
        .map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  it('takes the same values in both languages', () => {
    const different = [...english].filter(([key, text]) => {
      const other = chinese.get(key)
      // Chinese has one plural form: its `_one` may say the number where English writes a word.
      return other !== undefined && !key.endsWith('_one') && values(text).join() !== values(other).join()
    })
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('is translated: Chinese text has Chinese characters unless it is a term of the field', () => {
    const untranslated = [...chinese].filter(([key, text]) => {
      const words = text
        .replace(/\{\{[^}]+\}\}/g, '')
        .replace(/[^A-Za-z]+/g, ' ')
        .trim()
      return (
        text === english.get(key) && !key.startsWith('counters.format.') && / [a-z]{3,} [a-z]{3,}/.test(` ${words} `)
      )
    })
    expect(untranslated.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })

  it('answers a sentence with its values, and the key when there is none', () => {
    expect(createTranslate('en')('cli.more-handshakes', { count: 3 })).toBe('… 3 more; --json has all.')
    expect(createTranslate('zh-CN')('cli.verdict')).toBe('结论')
    expect(createTranslate('en')('cli.there-is-no-such-key')).toBe('cli.there-is-no-such-key')
    expect(createTranslate('en')('cli.error.folder', { path: '<b>&' })).toContain('<b>&')
  })

  it.each([
    ['zh_CN.UTF-8', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['en_GB', 'en'],
    ['C', 'en'],
    [undefined, 'en'],
  ])('locale %s speaks %s', (locale, language) => {
    expect(languageFor(locale)).toBe(language)
  })
})
