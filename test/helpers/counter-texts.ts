// Counter texts for tests: strings and files as sources.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readCounterTexts, type CounterTextSource } from '../../shared/counters/read-counter-texts.ts'
import type { CounterEvidence } from '../../shared/analysis/counters.ts'

export function textSource(text: string, name = 'paste 1', rest: Partial<CounterTextSource> = {}): CounterTextSource {
  return { name, bytes: new TextEncoder().encode(text), modified: null, ...rest }
}

export function textFile(path: string): CounterTextSource {
  return { name: basename(path), bytes: new Uint8Array(readFileSync(path)), modified: null }
}

/** Evidence of one text. */
export function readText(text: string, rest: Partial<CounterTextSource> = {}): CounterEvidence {
  return readCounterTexts([textSource(text, rest.name, rest)])
}

/** Entries of a map above 0, as an object that a test can compare. */
export function moved(map: ReadonlyMap<string, number> | undefined): Record<string, number> {
  return Object.fromEntries([...(map ?? new Map<string, number>())].filter(([, value]) => value > 0))
}
