// What every counter is called, who counts it and what one step of it means. Sentences live in the catalogue of words
// (namespace `catalog`); this file has names, texts and facts.
import { CATALOG_ROWS, type CountingSide } from './catalog-rows.ts'
import { SETUP_COUNTERS } from './counter-value.ts'
import { isGauge, netstatTextsOf } from './mib-names.ts'

export interface CounterEntry {
  /** Section.Mib as the kernel spells it, e.g. `TcpExt.ListenOverflows`. */
  readonly name: string
  /** Texts of `netstat -s`, newest first; N stands for the number. */
  readonly texts: readonly string[]
  readonly nstat: string
  readonly prometheus: string
  /** Text on BSD and macOS / on Windows whose meaning comes nearest; null when there is none. */
  readonly bsd: string | null
  readonly windows: string | null
  /** Which end of a connection counts it while the connection is set up. */
  readonly side: CountingSide
  /** About; null when not known. */
  readonly since: string | null
  /** Last release that has it; null while it still exists. */
  readonly until: string | null
  /** Key of one plain sentence: what it counts. */
  readonly meaning: string
  /** Key of a sentence: what one step means in packets; null for counters far from connection set-up. */
  readonly step: string | null
  /** Matters for connection set-up. */
  readonly setup: boolean
  /** Not a counter: may go down. */
  readonly gauge: boolean
}

const BSD: ReadonlyMap<string, string> = new Map([
  ['Tcp.ActiveOpens', 'N connection requests'],
  ['Tcp.PassiveOpens', 'N connection accepts'],
  ['Tcp.AttemptFails', 'N embryonic connections dropped'],
  ['TcpExt.ListenOverflows', 'N listen queue overflows'],
  ['TcpExt.TCPTimeouts', 'N retransmit timeouts'],
  ['TcpExt.TCPAbortOnTimeout', 'N connections dropped by rexmit timeout'],
  ['Tcp.InSegs', 'N packets received'],
  ['Tcp.OutSegs', 'N packets sent'],
  ['Tcp.RetransSegs', 'N data packets (N bytes) retransmitted'],
  ['Tcp.InCsumErrors', 'N discarded for bad checksums'],
  ['TcpExt.SyncookiesSent', 'N cookies sent'],
  ['TcpExt.SyncookiesRecv', 'N cookies received'],
])

const WINDOWS: ReadonlyMap<string, string> = new Map([
  ['Tcp.ActiveOpens', 'Active Opens'],
  ['Tcp.PassiveOpens', 'Passive Opens'],
  ['Tcp.AttemptFails', 'Failed Connection Attempts'],
  ['Tcp.EstabResets', 'Reset Connections'],
  ['Tcp.CurrEstab', 'Current Connections'],
  ['Tcp.InSegs', 'Segments Received'],
  ['Tcp.OutSegs', 'Segments Sent'],
  ['Tcp.RetransSegs', 'Segments Retransmitted'],
])

const ENTRIES: ReadonlyMap<string, CounterEntry> = new Map(
  CATALOG_ROWS.map(([name, side, since, until, hasStep]) => {
    const glued = name.replace('.', '')
    const entry: CounterEntry = {
      name,
      texts: [...new Set([...netstatTextsOf(name)].reverse())].sort(
        (a, b) => Number(a.endsWith(': N')) - Number(b.endsWith(': N')),
      ),
      nstat: glued,
      prometheus: `node_netstat_${name.replace('.', '_')}`,
      bsd: BSD.get(name) ?? null,
      windows: WINDOWS.get(name) ?? null,
      side,
      since: since === '' ? null : since,
      until: until === '' ? null : until,
      meaning: `catalog.meaning.${name}`,
      step: hasStep ? `catalog.step.${name}` : null,
      setup: hasStep || SETUP_COUNTERS.includes(name),
      gauge: isGauge(name),
    }
    return [name, entry]
  }),
)

/** Glued and exporter names → Section.Mib. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  [...ENTRIES.values()].flatMap(({ name, nstat, prometheus }) => [
    [nstat.toLowerCase(), name],
    [prometheus.toLowerCase(), name],
    [name.toLowerCase(), name],
  ]),
)

/** All entries: TcpExt in the order of the kernel, then the other sections. */
export function allCounters(): readonly CounterEntry[] {
  return [...ENTRIES.values()]
}

/** The entry of `TcpExt.ListenDrops`, `TcpExtListenDrops`, `node_netstat_TcpExt_ListenDrops` or a bare `ListenDrops`. */
export function counterEntry(name: string): CounterEntry | null {
  const exact = ENTRIES.get(name) ?? ENTRIES.get(ALIASES.get(name.trim().toLowerCase()) ?? '')
  if (exact) return exact
  const bare = name.trim().toLowerCase()
  for (const section of ['TcpExt', 'Tcp', 'Ip', 'IpExt', 'Icmp', 'MPTcpExt']) {
    const found = ENTRIES.get(ALIASES.get(`${section.toLowerCase()}.${bare}`) ?? '')
    if (found) return found
  }
  return null
}

/**
 * Entries whose names or texts contain all words of `text` (a line of netstat -s with its number works, too), best first.
 * With `describe` (a translator) the sentences are searched as well.
 */
export function searchCounters(text: string, describe?: (key: string) => string): readonly CounterEntry[] {
  const words = text
    .toLowerCase()
    .slice(0, 200)
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
  if (words.length === 0) return []
  const found: { entry: CounterEntry; score: number }[] = []
  for (const entry of ENTRIES.values()) {
    const names = [entry.name, entry.nstat, entry.prometheus].join(' ').toLowerCase()
    const texts = [...entry.texts, entry.bsd ?? '', entry.windows ?? ''].join(' ').toLowerCase()
    const meaning = describe?.(entry.meaning).toLowerCase() ?? ''
    const step = entry.step === null ? '' : (describe?.(entry.step).toLowerCase() ?? '')
    const all = (places: readonly string[]): boolean =>
      words.every((word) => places.some((place) => place.includes(word)))
    const score = all([names])
      ? 4
      : all([texts])
        ? 3
        : all([names, texts, meaning])
          ? 2
          : all([names, texts, meaning, step])
            ? 1
            : 0
    if (score > 0) found.push({ entry, score: score + (entry.setup ? 0.5 : 0) })
  }
  return found.sort((a, b) => b.score - a.score).map(({ entry }) => entry)
}
