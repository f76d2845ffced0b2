// What main accepts from the page, verb by verb: exact shapes, closed word lists and a size limit on everything
// (anchors/security.md A5). Also the schema of settings.json and of the browser's localStorage.
import * as v from 'valibot'
import { MENU_COMMANDS } from '../host/menu-commands.ts'
import { DEFAULT_SETTINGS, THEMES, type Settings } from '../host/settings.ts'
import { LANGUAGES } from '../i18n/translate-with.ts'
import type { ArgsOf, IpcVerb } from './contract.ts'

const MIB = 1024 * 1024

/** Upper bounds of one message. */
export const LIMITS = {
  /** A written file; extracted packets are the largest we make. */
  content: 512 * MIB,
  html: 64 * MIB,
  text: 64 * MIB,
  png: 128 * MIB,
  recovery: 64 * MIB,
  name: 255,
  path: 32_768,
  files: 256,
} as const

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.name))
const text = v.pipe(v.string(), v.maxLength(LIMITS.text))
const html = v.pipe(v.string(), v.maxLength(LIMITS.html))
const bytes = (limit: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((value) => value.byteLength <= limit, 'too large'),
  )

const theme = v.picklist(THEMES)
const language = v.picklist(['system', ...LANGUAGES])
const pageZoom = v.pipe(v.number(), v.minValue(0.5), v.maxValue(3))

/** Keys that would reach into an object's prototype; refused wherever names come from a file or a message. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
const preferences = v.pipe(
  v.record(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z][A-Za-z0-9_.-]{0,79}$/),
      v.check((key) => !UNSAFE_KEYS.has(key)),
    ),
    v.union([v.pipe(v.string(), v.maxLength(8000)), v.pipe(v.number(), v.finite()), v.boolean()]),
  ),
  v.check((record) => Object.keys(record).length <= 200, 'too many preferences'),
)

/** A stored settings object: unknown keys are dropped, missing ones get their default, a wrong type is a damaged file. */
export const settingsSchema: v.GenericSchema<unknown, Settings> = v.object({
  version: v.literal(1),
  theme: v.optional(theme, DEFAULT_SETTINGS.theme),
  language: v.optional(language, DEFAULT_SETTINGS.language),
  rememberRecent: v.optional(v.boolean(), DEFAULT_SETTINGS.rememberRecent),
  pageZoom: v.optional(pageZoom, DEFAULT_SETTINGS.pageZoom),
  preferences: v.optional(preferences, DEFAULT_SETTINGS.preferences),
})

export const settingsChangeSchema = v.strictObject({
  theme: v.optional(theme),
  language: v.optional(language),
  rememberRecent: v.optional(v.boolean()),
  pageZoom: v.optional(pageZoom),
  preferences: v.optional(preferences),
})

const saveKind = v.picklist([
  'project',
  'png',
  'svg',
  'pdf',
  'html',
  'markdown',
  'csv',
  'json',
  'text',
  'pcapng',
  'zip',
])

const windowState = v.strictObject({
  title: v.nullable(v.pipe(v.string(), v.maxLength(LIMITS.name))),
  edited: v.boolean(),
  represented: v.nullable(id),
  progress: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
})

/** One schema for the argument list of each verb. */
export const ARGUMENT_SCHEMAS: { readonly [V in IpcVerb]: v.GenericSchema<unknown, ArgsOf<V>> } = {
  'window:start': v.strictTuple([]),
  'window:state': v.strictTuple([windowState]),
  'menu:announce': v.strictTuple([
    v.pipe(
      v.array(
        v.strictObject({
          id: v.picklist(MENU_COMMANDS),
          enabled: v.boolean(),
          checked: v.optional(v.boolean()),
        }),
      ),
      v.maxLength(MENU_COMMANDS.length),
    ),
  ]),
  'file:openDialog': v.strictTuple([v.picklist(['captures', 'counters', 'projects', 'all'])]),
  'file:dropped': v.strictTuple([
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(LIMITS.path))), v.maxLength(LIMITS.files)),
  ]),
  'file:handOver': v.strictTuple([v.pipe(v.array(id), v.maxLength(LIMITS.files))]),
  'file:takeLaunch': v.strictTuple([]),
  'file:openBeside': v.strictTuple([
    id,
    v.pipe(
      v.array(v.strictObject({ name: fileName, size: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
      v.maxLength(LIMITS.files),
    ),
  ]),
  'file:stillSame': v.strictTuple([id]),
  'file:release': v.strictTuple([id]),
  'file:reveal': v.strictTuple([id]),
  'recent:list': v.strictTuple([]),
  'recent:open': v.strictTuple([id]),
  'recent:forget': v.strictTuple([id]),
  'save:file': v.strictTuple([
    v.strictObject({
      kind: saveKind,
      suggestedName: fileName,
      content: v.union([bytes(LIMITS.content), v.pipe(v.string(), v.maxLength(LIMITS.content))]),
      again: v.optional(id),
    }),
  ]),
  'save:pdf': v.strictTuple([html, fileName]),
  'print:html': v.strictTuple([html]),
  'clipboard:text': v.strictTuple([text]),
  'clipboard:html': v.strictTuple([html, text]),
  'clipboard:png': v.strictTuple([bytes(LIMITS.png)]),
  'settings:change': v.strictTuple([settingsChangeSchema]),
  'recovery:write': v.strictTuple([v.pipe(v.string(), v.maxLength(LIMITS.recovery))]),
  'recovery:take': v.strictTuple([]),
  'recovery:clear': v.strictTuple([]),
}
