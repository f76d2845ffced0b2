// The names a filter may use, with their types. The words that explain them are `app.filter.field.<id>`.
import { OUTCOMES, SCHEDULES, UNDECIDED_REASONS } from '../analysis/tables.ts'

export type FieldType = 'number' | 'seconds' | 'address' | 'choice' | 'yes-no' | 'text'

export interface FilterField {
  /** As written, and as shown by completion. */
  readonly name: string
  readonly type: FieldType
  /** Other spellings, those of Wireshark among them. */
  readonly also: readonly string[]
  /** For 'choice': the words in the order of their codes. */
  readonly choices?: readonly string[]
}

const field = (
  name: string,
  type: FieldType,
  also: readonly string[] = [],
  choices?: readonly string[],
): FilterField => (choices ? { name, type, also, choices } : { name, type, also })

export const FILTER_FIELDS = [
  field('outcome', 'choice', ['result'], OUTCOMES),
  field('client', 'address', ['client.address', 'ip.src', 'ipv6.src']),
  field('client.port', 'number', ['tcp.srcport', 'sport']),
  field('server', 'address', ['server.address', 'listener', 'ip.dst', 'ipv6.dst']),
  field('server.port', 'number', ['tcp.dstport', 'dport']),
  field('address', 'address', ['ip.addr', 'ipv6.addr', 'host']),
  field('port', 'number', ['tcp.port']),
  field('syns', 'number', ['attempts']),
  field('syns.unanswered', 'number'),
  field('syns.missing', 'number', ['missing']),
  field('synacks', 'number', ['syn-acks']),
  field('gap', 'seconds', ['gaps']),
  field('wait', 'seconds'),
  field('answer', 'seconds', ['rtt', 'answer.after']),
  field('start', 'seconds', ['time', 'frame.time_relative']),
  field('duration', 'seconds'),
  field('schedule', 'choice', [], SCHEDULES),
  field('reason', 'choice', [], UNDECIDED_REASONS),
  field('frame', 'number', ['frame.number']),
  field('isn', 'number', ['tcp.seq_raw']),
  field('mss', 'number', ['tcp.options.mss_val']),
  field('window.scale', 'number', ['tcp.options.wscale.shift']),
  field('completeness', 'number', ['tcp.completeness']),
  field('ttl', 'number', ['ip.ttl']),
  field('capture', 'text', ['file']),
  field('name', 'text', ['hostname']),
  field('failed', 'yes-no'),
  field('slow', 'yes-no'),
  field('sack', 'yes-no'),
  field('timestamps', 'yes-no'),
  field('ecn', 'yes-no'),
  field('ecn.fallback', 'yes-no'),
  field('fast-open', 'yes-no', ['tfo']),
  field('mptcp', 'yes-no'),
  field('md5', 'yes-no'),
  field('port.reused', 'yes-no', ['reused']),
  field('duplicates', 'yes-no'),
  field('answered.late', 'yes-no', ['late']),
  field('synack.repeated', 'yes-no'),
  field('bad-checksum', 'yes-no'),
] as const satisfies readonly FilterField[]

const BY_NAME = new Map<string, FilterField>(
  FILTER_FIELDS.flatMap((f: FilterField) => [f.name, ...f.also].map((name) => [name, f] as const)),
)

export function filterField(name: string): FilterField | null {
  return BY_NAME.get(name.toLowerCase()) ?? null
}

/** Whether `word` is the beginning of a known name. */
export function beginsField(word: string): boolean {
  const lower = word.toLowerCase()
  return [...BY_NAME.keys()].some((name) => name.startsWith(lower))
}

/** The known name that needs the fewest changes to become `word`; null when none is near. */
export function nearestField(word: string): string | null {
  let best: string | null = null
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const name of BY_NAME.keys()) {
    const distance = editDistance(word.toLowerCase().slice(0, 40), name, least)
    if (distance < least) [best, least] = [name, distance]
  }
  return best
}

/** Levenshtein distance, `limit` when it is at least that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(limit, row[b.length] ?? limit)
}
