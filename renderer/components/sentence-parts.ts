// Takes a sentence of the catalogue apart, so that single values can be drawn as links. Knows the two forms of i18next that
// the catalogue uses: {{place}} and $t(key, {"count": {{place}} }) for words that need a plural of their own.
import type { Translate } from '../../shared/i18n/translate.ts'

export type SentencePart =
  | { readonly kind: 'words'; readonly text: string }
  /** `name` is the parameter of the whole sentence that the value belongs to. */
  | {
      readonly kind: 'value'
      readonly name: string
      readonly value: string | number
      /** Written as the language writes numbers: {{place, number}}. */
      readonly grouped: boolean
    }

type Params = Readonly<Record<string, string | number>>

const PIECE = /\$t\(([\w.-]+)(?:,\s*(\{(?:[^{}]|\{\{[^{}]*\}\})*\}))?\s*\)|\{\{-?\s*([\w.-]+)\s*(,\s*number\s*)?\}\}/g
const DEEPEST = 4

/** The parts of sentence `key` in order; a place without a value is left out. */
export function sentenceParts(t: Translate, key: string, params: Params): readonly SentencePart[] {
  return partsOf(t, key, params, (name) => name, 0)
}

function partsOf(
  t: Translate,
  key: string,
  params: Params,
  outer: (name: string) => string,
  depth: number,
): SentencePart[] {
  // The right plural form with its places still open.
  const template = t(key, { ...params, skipInterpolation: 1 })
  const parts: SentencePart[] = []
  let at = 0
  for (const match of template.matchAll(PIECE)) {
    const [piece, nestedKey, nestedOptions = '{}', name, format] = match
    if (match.index > at) parts.push({ kind: 'words', text: template.slice(at, match.index) })
    at = match.index + piece.length
    if (name !== undefined) {
      const value = params[name]
      if (value !== undefined) parts.push({ kind: 'value', name: outer(name), value, grouped: format !== undefined })
    } else if (nestedKey !== undefined && depth < DEEPEST) {
      const { values, origins } = readOptions(nestedOptions, params)
      parts.push(...partsOf(t, nestedKey, values, (inner) => outer(origins.get(inner) ?? inner), depth + 1))
    }
  }
  if (at < template.length) parts.push({ kind: 'words', text: template.slice(at) })
  return parts
}

/** `{"count": {{syns}} }`: the values, and which parameter of the outer sentence each is. */
function readOptions(
  options: string,
  params: Params,
): { readonly values: Params; readonly origins: ReadonlyMap<string, string> } {
  const values: Record<string, string | number> = {}
  const origins = new Map<string, string>()
  for (const [, inner = '', place, literal] of options.matchAll(
    /"(\w+)"\s*:\s*(?:"?\{\{\s*([\w.-]+)\s*\}\}"?|(-?[\d.]+|"[^"]*"))/g,
  )) {
    if (place !== undefined) {
      values[inner] = params[place] ?? ''
      origins.set(inner, place)
    } else if (literal !== undefined) {
      values[inner] = literal.startsWith('"') ? literal.slice(1, -1) : Number(literal)
    }
  }
  return { values, origins }
}
