// Applies a function to every text of a nested record, array or Map, and leaves numbers, typed arrays and the fields that
// hold codes of the program alone.

/** Fields whose texts are codes or kernel names, never words of a capture. */
const CODES = new Set([
  'key',
  'cause',
  'confidence',
  'kind',
  'format',
  'timeFrom',
  'break',
  'wholeSections',
  'wrapped',
  'counter',
  'name',
  'values',
  'texts',
  'deltas',
])

export function mapTexts<T>(value: T, change: (text: string) => string): T {
  return mapped(value, change) as T
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map((item) => mapped(item, change))
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, mapped(item, change)]))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, CODES.has(key) ? item : mapped(item, change)]),
  )
}
