// Every remark of this part has its sentence in both languages, with all values filled in.
import { expect, test } from 'vitest'
import { createTranslate, LANGUAGES } from '../../../shared/i18n/translate.ts'
import { buildCapture } from '../../helpers/capture-builder.ts'
import { trackBytes } from '../../helpers/track-file.ts'

test.each(LANGUAGES)('%s', async (language) => {
  const translate = createTranslate(language)
  const one = buildCapture()
    .syn()
    .synAck()
    .ack()
    .from('10.0.0.7:1')
    .synAck({ at: 9 })
    .from('10.0.0.8:1')
    .syn({ at: 3 })
    .syn({ at: 3.2 })
  const { analysis } = await trackBytes([one.bytes(), buildCapture().bytes()])
  const remarks = analysis.captures.flatMap((capture) => [capture.vantageReason, ...capture.warnings])
  expect(remarks.map(({ key }) => key)).toContain('tcp.warning.clockSetBack')
  for (const { key, params } of remarks) {
    const text = translate(key, params)
    expect(text).not.toBe(key)
    expect(text).not.toMatch(/\{\{|undefined|NaN/)
  }
})
