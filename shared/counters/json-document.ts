// Texts that are one JSON document: the answer of a Prometheus query (matrix or vector), `nstat --json`, BSD `netstat -s
// --libxo json`. Parsed only within bounds of size and depth; keys are only ever compared or put into Maps, so `__proto__`
// is a name like any other.
import { bsdCounterName } from './bsd-netstat.ts'
import { decode, detectEncoding } from './clean-text.ts'
import { splitGluedName } from './mib-names.ts'
import { emitScrape } from './prometheus.ts'
import type { ReadingSink } from './readings.ts'
import { LIMIT } from './text-source.ts'

/** True when the bytes were one JSON document (understood or not): nothing is left to read line by line. */
export function readJsonDocument(bytes: Uint8Array, sink: ReadingSink): boolean {
  const { encoding, skip } = detectEncoding(bytes)
  let start = skip
  while (start < bytes.length && start < 1_024 && [0, 9, 10, 13, 32].includes(bytes[start] ?? 0)) start++
  if (bytes[start] !== 0x7b && bytes[start] !== 0x5b) return false
  // `[Sun Nov 22 …] text` and `[root@host ~]# …` begin with a bracket as well: the next character tells.
  if (!/^[[{]\s*["{}[\]\d]/.test(decode(bytes, start, Math.min(bytes.length, start + 64), encoding))) return false
  if (bytes.length > LIMIT.jsonBytes || depthOf(bytes, start) > LIMIT.jsonDepth) {
    const oneLine = bytes.subarray(start, start + LIMIT.lineBytes + 1).indexOf(10) < 0 && bytes.length > LIMIT.lineBytes
    sink.remark('counters.remark.jsonTooLarge')
    return oneLine
  }
  let document: unknown
  try {
    document = JSON.parse(decode(bytes, start, bytes.length, encoding))
  } catch {
    return false
  }
  return readPrometheus(document, sink) || readNstat(document, sink) || readLibxo(document, sink)
}

/** Deepest nesting of brackets outside strings; stops counting at the bound. */
function depthOf(bytes: Uint8Array, start: number): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = start; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) deepest = depth
      if (deepest > LIMIT.jsonDepth) return deepest
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
  return deepest
}

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function field(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

function readPrometheus(document: unknown, sink: ReadingSink): boolean {
  const result = field(field(document, 'data') ?? document, 'result')
  if (!Array.isArray(result)) return false
  const byInstance = new Map<string, Map<string, Map<string, { value: number; text: string; line: number }>>>()
  let understood = 0
  for (const series of result as readonly unknown[]) {
    const metric = field(series, 'metric')
    const fullName = field(metric, '__name__')
    const match = typeof fullName === 'string' ? /^node_netstat_([A-Za-z0-9]{2,10})_(\w{2,48})$/.exec(fullName) : null
    if (!match || typeof fullName !== 'string') {
      sink.unread(1, JSON.stringify(metric ?? null).slice(0, LIMIT.unreadText), 'unknown')
      continue
    }
    understood++
    const label = field(metric, 'instance')
    const instance = typeof label === 'string' ? label.slice(0, 200) : ''
    const readings =
      byInstance.get(instance) ?? new Map<string, Map<string, { value: number; text: string; line: number }>>()
    byInstance.set(instance, readings)
    const values = field(series, 'values') ?? [field(series, 'value')]
    if (!Array.isArray(values)) continue
    for (const sample of values as readonly unknown[]) {
      if (!Array.isArray(sample) || typeof sample[0] !== 'number') continue
      const value = Number(sample[1])
      if (!Number.isFinite(value) || value < 0) continue
      const stamp = sample[0].toFixed(3)
      let reading = readings.get(stamp)
      if (!reading) {
        if (readings.size >= LIMIT.snapshots) {
          sink.remark('counters.remark.tooManySnapshots')
          break
        }
        readings.set(stamp, (reading = new Map<string, { value: number; text: string; line: number }>()))
      }
      if (reading.size < LIMIT.names) {
        reading.set(`${match[1] ?? ''}.${match[2] ?? ''}`, { value: Math.round(value), text: fullName, line: 1 })
      }
    }
  }
  for (const [instance, readings] of byInstance) {
    for (const [stamp, values] of [...readings].sort((a, b) => Number(a[0]) - Number(b[0]))) {
      const [seconds = '0', fraction = '0'] = stamp.split('.')
      emitScrape(sink, { instance, line: 1, at: { seconds: Number(seconds), nanos: Number(fraction) * 1e6 }, values })
    }
  }
  return understood > 0
}

function readNstat(document: unknown, sink: ReadingSink): boolean {
  const kernel = field(document, 'kernel')
  if (!isObject(kernel)) return false
  sink.begin('nstat-json', 1)
  for (const [glued, value] of Object.entries(kernel)) {
    const name = splitGluedName(glued.slice(0, 80))
    if (name !== null && typeof value === 'number' && value >= 0) sink.counter('nstat-json', name, value, glued, 1)
    else sink.unread(1, glued, 'unknown')
  }
  return true
}

/** `{"statistics": {"tcp": {"connection-requests": 1, …}}}` */
function readLibxo(document: unknown, sink: ReadingSink): boolean {
  const statistics = field(document, 'statistics')
  if (!isObject(statistics)) return false
  let understood = false
  for (const protocol of ['tcp', 'ip', 'ip6', 'icmp', 'udp']) {
    for (const [key, value] of isObject(statistics[protocol]) ? Object.entries(statistics[protocol]) : []) {
      if (typeof value !== 'number' || value < 0) continue
      if (!understood) sink.begin('bsd-netstat', 1)
      understood = true
      const words = key.slice(0, 80).replaceAll('-', ' ')
      sink.counter('bsd-netstat', bsdCounterName(protocol, words), value, key.slice(0, 80), 1, 'keep-first')
    }
  }
  if (understood) sink.remark('counters.remark.bsdNearest')
  return understood
}
