// More captures than the tables can tell apart: the first ones are analysed, each of the others gets its sentence.
import { expect, test } from 'vitest'
import { analyse } from '../../../shared/analysis/analyse.ts'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { createTranslate, LANGUAGES } from '../../../shared/i18n/translate.ts'
import { buildCapture } from '../../helpers/capture-builder.ts'

test('more than 256 captures are refused one by one, by name', async () => {
  const bytes = buildCapture().syn().synAck().ack().bytes()
  const inputs = Array.from({ length: 258 }, (_, n) => ({
    source: memorySource(`part-${n}.pcap`, bytes),
    role: 'capture' as const,
  }))
  const { analysis, faults } = await analyse(inputs)
  expect(analysis.packets.captures).toHaveLength(256)
  expect(faults).toEqual(
    [256, 257].map((n) => ({ name: `part-${n}.pcap`, key: 'capture.fault.tooMany', params: { most: 256 } })),
  )
  for (const language of LANGUAGES) {
    expect(createTranslate(language)('capture.fault.tooMany', { most: 256 })).toContain('256')
  }
})
