// Sentences taken apart for links: the parts joined are the sentence, in both languages, for every finding there is.
import { describe, expect, it } from 'vitest'
import { sentenceParts } from '../../../renderer/components/sentence-parts.ts'
import { LANGUAGES, createTranslate } from '../../../shared/i18n/translate.ts'
import type { Language, Translate } from '../../../shared/i18n/translate.ts'
import { translateWith } from '../../../shared/i18n/translate-with.ts'

const t = translateWith('en', {
  en: {
    x: {
      plain: 'Port {{port}} of {{host}}.',
      nested: '$t(x.syn, {"count": {{syns}} }) of $t(x.handshake, {"count": {{handshakes}} }).',
      syn_one: '{{count}} SYN',
      syn_other: '{{count}} SYNs',
      handshake_one: 'one handshake',
      handshake_other: '{{count}} handshakes',
      many_one: '{{count}} row',
      many_other: '{{count}} rows',
      grouped: '{{growth, number}} on port {{port}}',
    },
  },
})

function joined(
  translate: Translate,
  language: Language,
  key: string,
  params: Record<string, string | number>,
): string {
  const number = new Intl.NumberFormat(language)
  return sentenceParts(translate, key, params)
    .map((part) => {
      if (part.kind === 'words') return part.text
      return part.grouped ? number.format(Number(part.value)) : String(part.value)
    })
    .join('')
}

describe('sentence parts', () => {
  it('are the sentence when joined', () => {
    for (const [key, params] of [
      ['x.plain', { port: 80, host: 'a{{b}}' }],
      ['x.nested', { syns: 1, handshakes: 7 }],
      ['x.nested', { syns: 12, handshakes: 1 }],
      ['x.many', { count: 1 }],
      ['x.many', { count: 3 }],
      ['x.grouped', { growth: 12345, port: 50000 }],
    ] as const) {
      expect(joined(t, 'en', key, params)).toBe(t(key, params))
    }
  })

  it('name the parameter of the whole sentence inside a nested phrase', () => {
    const values = sentenceParts(t, 'x.nested', { syns: 12, handshakes: 7 }).filter((part) => part.kind === 'value')
    expect(values).toEqual([
      { kind: 'value', name: 'syns', value: 12, grouped: false },
      { kind: 'value', name: 'handshakes', value: 7, grouped: false },
    ])
  })

  it('agree with the translation of the evidence sentences in both languages', () => {
    const params = { syns: 1957, handshakes: 343, listener: '10.0.0.1:80', count: 5 }
    for (const language of LANGUAGES) {
      const translate = createTranslate(language)
      const key = 'findings.evidence.silent-packets'
      const text = joined(translate, language, key, params)
      expect(text).toBe(translate(key, params))
      expect(text).toContain('343')
      expect(text).not.toContain('$t(')
    }
  })
})
