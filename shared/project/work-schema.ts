// project.json of a saved work, version 2. Change nothing here once it was released: make version 3 and an upgrader, and
// keep a sample of this version in test/fixtures/project.
import * as v from 'valibot'
import { NOTE_COLOURS, NOTE_KINDS, NOTE_LIMIT, NOTE_TEXT_LIMIT } from '../annotation/note.ts'
import { FIGURE_PANELS, FIGURE_SIZES, FIGURE_THEMES, FIGURE_TIME_FORMATS } from '../figure/figure-settings.ts'
import { LANGUAGES } from '../i18n/translate-with.ts'
import { exactTimeSchema, finiteNumber, remarkSchema, shortText, wholeNumber } from './base-schemas.ts'

export const PROJECT_FORMAT = 'synscope-project'
export const PROJECT_VERSION = 2

const port = v.pipe(wholeNumber, v.maxValue(65_535))
const word = v.pipe(wholeNumber, v.maxValue(0xffffffff))
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const identitySchema = v.strictObject({
  clientAddress: shortText,
  clientPort: port,
  serverAddress: shortText,
  serverPort: port,
  isn: word,
  first: exactTimeSchema,
})

const anchorSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('time'), time: exactTimeSchema }),
  v.strictObject({ kind: v.literal('handshake'), handshake: identitySchema, time: exactTimeSchema }),
  v.strictObject({
    kind: v.literal('packet'),
    capture: v.union([hash, v.literal('')]),
    name: shortText,
    frame: wholeNumber,
    handshake: identitySchema,
    time: exactTimeSchema,
  }),
  v.strictObject({ kind: v.literal('gap'), handshake: identitySchema, time: exactTimeSchema, until: exactTimeSchema }),
  v.strictObject({
    kind: v.literal('snapshot'),
    source: shortText,
    line: wholeNumber,
    counter: v.nullable(shortText),
    time: v.nullable(exactTimeSchema),
  }),
])

const pixels = v.pipe(finiteNumber, v.minValue(-10_000), v.maxValue(10_000))

const noteSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  kind: v.picklist(NOTE_KINDS),
  anchor: anchorSchema,
  target: v.nullable(anchorSchema),
  text: v.variant('kind', [
    v.strictObject({ kind: v.literal('own'), text: v.pipe(v.string(), v.maxLength(NOTE_TEXT_LIMIT)) }),
    v.strictObject({ kind: v.literal('remark'), remark: remarkSchema }),
  ]),
  colour: v.picklist(NOTE_COLOURS),
  place: v.nullable(v.strictObject({ dx: pixels, dy: pixels })),
  width: v.nullable(v.pipe(finiteNumber, v.minValue(40), v.maxValue(2000))),
  isSuggested: v.boolean(),
})

const rangeSchema = v.nullable(v.strictObject({ start: exactTimeSchema, end: exactTimeSchema }))

const sideLength = v.pipe(wholeNumber, v.minValue(1), v.maxValue(10_000))

const figureSchema = v.strictObject({
  panels: v.pipe(v.array(v.picklist(FIGURE_PANELS)), v.maxLength(FIGURE_PANELS.length)),
  range: rangeSchema,
  handshakes: v.variant('kind', [
    v.strictObject({ kind: v.literal('auto') }),
    v.strictObject({ kind: v.literal('chosen'), handshakes: v.pipe(v.array(identitySchema), v.maxLength(1000)) }),
  ]),
  counters: v.nullable(v.pipe(v.array(shortText), v.maxLength(64))),
  size: v.union([v.picklist(FIGURE_SIZES), v.strictObject({ width: sideLength, height: v.nullable(sideLength) })]),
  theme: v.picklist(FIGURE_THEMES),
  language: v.picklist(LANGUAGES),
  timeFormat: v.picklist(FIGURE_TIME_FORMATS),
  zoneMinutes: v.pipe(v.number(), v.integer(), v.minValue(-1440), v.maxValue(1440)),
  isMasked: v.boolean(),
  showsNotes: v.boolean(),
  showsLegend: v.boolean(),
  title: v.nullable(shortText),
  caption: v.nullable(shortText),
})

/** `counters/<n>.txt` holds the n-th text. */
const counterSchema = v.strictObject({
  name: shortText,
  modified: v.nullable(exactTimeSchema),
  time: v.nullable(exactTimeSchema),
  secondsApart: v.nullable(finiteNumber),
  offsetNanos: v.nullable(v.pipe(v.number(), v.safeInteger())),
  kind: v.nullable(v.picklist(['absolute', 'increment'])),
  host: v.nullable(shortText),
})

export const MOST_COUNTER_TEXTS = 40
export const MOST_CAPTURES = 20

export const projectSchema = v.strictObject({
  format: v.literal(PROJECT_FORMAT),
  version: v.literal(PROJECT_VERSION),
  program: v.pipe(v.string(), v.maxLength(64)),
  sources: v.pipe(
    v.array(
      v.strictObject({
        kind: v.picklist(['capture', 'counters']),
        name: shortText,
        size: wholeNumber,
        sha256: v.nullable(hash),
      }),
    ),
    v.maxLength(256),
  ),
  counters: v.pipe(v.array(counterSchema), v.maxLength(MOST_COUNTER_TEXTS)),
  clockAdjustments: v.pipe(v.array(finiteNumber), v.maxLength(256)),
  view: v.strictObject({ range: rangeSchema, filter: v.pipe(v.string(), v.maxLength(65_536)), isMasked: v.boolean() }),
  notes: v.pipe(v.array(noteSchema), v.maxLength(NOTE_LIMIT)),
  figure: figureSchema,
  isMasked: v.boolean(),
  /** Rows of `sources` whose file is here as `captures/<row>.bin`, ascending. */
  captures: v.pipe(v.array(v.pipe(wholeNumber, v.maxValue(255))), v.maxLength(MOST_CAPTURES)),
  hasPackets: v.boolean(),
})

export type ProjectDocument = v.InferOutput<typeof projectSchema>
