// Numbers in sentences are written as Intl writes them, whole ones without Intl.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES, translateWith } from '../../../shared/i18n/translate-with.ts'

const catalogue = { count: '{{n, number}}' }

test.each(LANGUAGES)('in %s', (language) => {
  const translate = translateWith(language, { [language]: catalogue })
  const written = new Intl.NumberFormat(language)
  const numbers = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2_000_000 }), fc.double(), fc.float())
  fc.assert(
    fc.property(
      numbers.filter((n) => !Object.is(n, -0)),
      (n) => {
        expect(translate('count', { n })).toBe(written.format(n))
      },
    ),
  )
  expect(translate('count', { n: 12_178_939 })).toBe('12,178,939')
  expect(translate('count', { n: '36' })).toBe('36')
})
