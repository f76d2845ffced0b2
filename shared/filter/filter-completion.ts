// What may come next in a filter: names, comparisons, values. Works on unfinished texts, from the tokens alone.
import { comparisonsOf } from './compile-filter.ts'
import { FILTER_FIELDS, filterField } from './filter-fields.ts'
import type { FilterField } from './filter-fields.ts'
import { tokenize } from './filter-token.ts'
import type { Token } from './filter-token.ts'

export interface CompletionItem {
  readonly kind: 'field' | 'comparison' | 'value' | 'joint'
  readonly text: string
}

export interface Completion {
  /** The part of the text that a chosen item replaces. */
  readonly from: number
  readonly to: number
  readonly items: readonly CompletionItem[]
}

/** Values seen in the data, most frequent first, for a field that is no choice. */
export type SeenValues = (field: FilterField) => readonly string[]

const COMPARES = new Set(['==', '!=', '>', '>=', '<', '<=', 'in', 'contains'])
const MOST_ITEMS = 12

/** Completion at `caret`; no items when nothing useful can be said. */
export function completeFilter(text: string, caret: number, seen: SeenValues): Completion {
  const tokens = tokenize(text.slice(0, caret)).tokens
  const last = tokens.at(-1)
  const typing = last && last.to === caret && (last.kind === 'word' || last.kind === 'text') ? last : null
  const before = typing ? tokens.slice(0, -1) : tokens
  const from = typing?.from ?? caret
  const items = itemsAfter(before, typing?.text ?? '', seen)
  return { from, to: caret, items: items.slice(0, MOST_ITEMS) }
}

function itemsAfter(before: readonly Token[], typed: string, seen: SeenValues): readonly CompletionItem[] {
  const previous = before.at(-1)
  const field = comparedField(before)
  if (field && previous) return valueItems(field, typed, seen)
  if (previous?.kind === 'word') {
    const known = filterField(previous.text)
    if (known && known.type !== 'yes-no') return matching('comparison', comparisonsOf(known), typed)
  }
  if (previous && (previous.kind === 'word' || previous.kind === 'text' || previous.kind === 'close')) {
    const joints = matching('joint', ['&&', '||'], typed)
    return typed === '' ? joints : [...joints, ...fieldItems(typed)]
  }
  return fieldItems(typed)
}

/** The field whose value is being typed: `field ==`, or inside `field in { …`. */
function comparedField(before: readonly Token[]): FilterField | null {
  let at = before.length - 1
  while (at >= 0) {
    const token = before[at]
    if (token?.kind === 'operator' && COMPARES.has(token.text)) {
      const name = before[at - 1]
      return name?.kind === 'word' ? filterField(name.text) : null
    }
    const insideSet =
      token?.kind === 'set-open' || token?.kind === 'comma' || (token?.kind === 'word' && hasOpenSet(before, at))
    if (!insideSet) return null
    at--
  }
  return null
}

function hasOpenSet(before: readonly Token[], at: number): boolean {
  for (let i = at; i >= 0; i--) {
    if (before[i]?.kind === 'set-open') return true
    if (before[i]?.kind === 'set-close' || before[i]?.kind === 'operator') return false
  }
  return false
}

function fieldItems(typed: string): readonly CompletionItem[] {
  const names = FILTER_FIELDS.map((field: FilterField) => field.name)
  const begun = matching('field', names, typed)
  const aliases = FILTER_FIELDS.flatMap((field: FilterField) => field.also).filter(
    (name) => typed !== '' && name.startsWith(typed),
  )
  return [...begun, ...aliases.map((text) => ({ kind: 'field', text }) as const)]
}

function valueItems(field: FilterField, typed: string, seen: SeenValues): readonly CompletionItem[] {
  if (field.choices) return matching('value', field.choices, typed)
  if (field.type === 'yes-no') return matching('value', ['true', 'false'], typed)
  return matching('value', seen(field), typed)
}

/** Items that begin with what was typed, then those that contain it; not the one that is typed already. */
function matching(kind: CompletionItem['kind'], texts: readonly string[], typed: string): readonly CompletionItem[] {
  const lower = typed.toLowerCase()
  const begin = texts.filter((text) => text.toLowerCase().startsWith(lower))
  const inside = texts.filter((text) => lower !== '' && text.toLowerCase().indexOf(lower) > 0)
  return [...begin, ...inside].filter((text) => text !== typed).map((text) => ({ kind, text }))
}
