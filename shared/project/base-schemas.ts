// Small schemas that saved works are read with. strictObject everywhere: an unknown key is a refusal, not a surprise.
import * as v from 'valibot'

export const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const finiteNumber = v.pipe(v.number(), v.finite())
/** Names, keys, one-line texts. */
export const shortText = v.pipe(v.string(), v.maxLength(4096))

export const exactTimeSchema = v.strictObject({
  seconds: v.pipe(v.number(), v.safeInteger()),
  nanos: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)),
})

export const remarkSchema = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_.-]{1,200}$/)),
  params: v.record(shortText, v.union([shortText, finiteNumber])),
})

const counts = v.record(shortText, wholeNumber)

export const captureSummarySchema = v.strictObject({
  path: shortText,
  format: shortText,
  compression: v.pipe(v.array(shortText), v.maxLength(16)),
  linkTypes: v.pipe(v.array(shortText), v.maxLength(4096)),
  interfaces: v.pipe(
    v.array(
      v.strictObject({
        name: v.nullable(shortText),
        linkType: shortText,
        packets: wholeNumber,
        dropped: v.nullable(finiteNumber),
      }),
    ),
    v.maxLength(65_536),
  ),
  packets: wholeNumber,
  tcpPackets: wholeNumber,
  bytes: wholeNumber,
  firstPacketTime: v.nullable(exactTimeSchema),
  lastPacketTime: v.nullable(exactTimeSchema),
  skipped: counts,
  encapsulations: counts,
  warnings: v.pipe(v.array(remarkSchema), v.maxLength(10_000)),
  partial: v.boolean(),
  vantage: v.picklist(['server', 'client', 'middle', 'unknown']),
  vantageReason: remarkSchema,
  clockOffset: finiteNumber,
  comments: v.pipe(v.array(v.pipe(v.string(), v.maxLength(65_536))), v.maxLength(10_000)),
})
