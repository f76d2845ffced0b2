// The door of this folder: counter texts of any kind in, CounterEvidence out. Content decides what a text is, never its
// name. Nothing here throws, whatever the bytes are.
import type { CounterEvidence, CounterSnapshot, HostCounters, UnreadLine } from '../analysis/counters.ts'
import type { Remark } from '../analysis/tables.ts'
import { growthOf, type SeriesGrowth } from './counter-series.ts'
import { groupByHost, inOrder, roleInName, type HostGroup, type Track } from './host-tracks.ts'
import { SECTIONS } from './mib-names.ts'
import { readSource } from './read-source.ts'
import { decideKind, type KindDecision } from './snapshot-kinds.ts'
import { TimePlacer } from './snapshot-times.ts'
import type { BlockContents, Draft } from './split-blocks.ts'
import { LIMIT, type CounterTextSource, type ReadTextsOptions } from './text-source.ts'
import { describeText } from './describe-text.ts'
import { addZerosOfCommand } from './filtered-zeros.ts'

export type { CounterTextSource, ReadTextsOptions } from './text-source.ts'
export { describeText, looksLikeCounterText } from './describe-text.ts'

interface ReadText {
  readonly source: CounterTextSource
  readonly contents: BlockContents
  readonly placer: TimePlacer
}

/** Reads all texts together: snapshots in order, differences per host, queues, settings, messages, what was not understood. */
export function readCounterTexts(
  sources: readonly CounterTextSource[],
  options: ReadTextsOptions = {},
): CounterEvidence {
  const remarks: Remark[] = []
  const texts = inReadingOrder(sources).map((source): ReadText => {
    const contents = readSource(source.bytes)
    const placer = new TimePlacer(source, contents, options.near ?? null)
    for (const remark of [...contents.remarks, ...placer.remarks]) {
      remarks.push({ key: remark.key, params: { source: source.name, ...remark.params } })
    }
    if (isEmpty(contents)) remarks.push(describeText(source.bytes.subarray(0, 65_536), source.name))
    return { source, contents, placer }
  })
  const { snapshots, tracks } = snapshotsOf(texts, remarks)
  const groups = groupByHost(snapshots, tracks)
  const order = inOrder(
    snapshots,
    snapshots.map((_, row) => row),
  )
  const placeOf = new Map(order.map((row, place) => [row, place]))
  const ordered = order.flatMap((row) => snapshots[row] ?? [])
  const hosts: HostCounters[] = []
  const growths: SeriesGrowth[] = []
  for (const group of groups) {
    const rows = group.rows.map((row) => placeOf.get(row) ?? -1)
    const growth = growthOf(ordered, rows)
    growths.push(growth)
    hosts.push({
      name: group.name,
      sources: group.sources,
      snapshots: rows,
      deltas: growth.deltas,
      totals: growth.totals,
    })
  }
  addOtherSources(texts, groups, hosts)
  const mainHost = chooseMainHost(groups, growths)
  noteSeries(ordered, hosts, growths, mainHost, remarks)
  return {
    snapshots: ordered,
    intervals: growths.flatMap((growth) => growth.intervals).sort((a, b) => a.to - b.to),
    deltas: growths[mainHost]?.deltas ?? new Map(),
    totals: growths[mainHost]?.totals ?? new Map(),
    hosts,
    mainHost,
    ...rowsOf(texts),
    remarks: distinct(remarks),
  }
}

/** Texts that say nothing about time are taken before → after when their names say so, else as given. */
function inReadingOrder(sources: readonly CounterTextSource[]): CounterTextSource[] {
  const rank = (name: string): number => {
    const words = name
      .slice(-200)
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
    if (words.some((word) => /^(?:before|pre|start|begin|first|vorher|avant|antes|prima|前|t0)$/.test(word))) return 0
    return words.some((word) => /^(?:after|post|end|last|nachher|apr[eè]s|despu[eé]s|dopo|后|後|t1)$/.test(word))
      ? 2
      : 1
  }
  return sources
    .map((source, index) => ({ source, index, rank: rank(source.name) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ source }) => source)
}

function isEmpty(contents: BlockContents): boolean {
  const { drafts, listeners, halfOpen, settings, kernelMessages, otherDrops, headings, kernelVersion } = contents
  const rows = drafts.length + listeners.length + halfOpen.length + settings.length + kernelMessages.length
  return rows + otherDrops.size + headings === 0 && kernelVersion === null
}

function snapshotsOf(texts: readonly ReadText[], remarks: Remark[]): { snapshots: CounterSnapshot[]; tracks: Track[] } {
  const kinds = decideKinds(texts, remarks)
  const snapshots: CounterSnapshot[] = []
  const tracks: Track[] = []
  for (const { source, contents, placer } of texts) {
    const times = placer.snapshotTimes()
    const rows = new Map<string | null, number[]>()
    for (const [index, draft] of contents.drafts.entries()) {
      if (snapshots.length >= LIMIT.snapshots) {
        remarks.push({ key: 'counters.remark.tooManySnapshots', params: { source: source.name } })
        break
      }
      addZerosOfCommand(draft)
      if (draft.values.size === 0) continue
      const placed = times[index]
      const host = source.host ?? draft.host ?? contents.onlyHost
      const own = rows.get(host)
      if (own) own.push(snapshots.length)
      else rows.set(host, [snapshots.length])
      snapshots.push({
        source: source.name,
        line: draft.line,
        format: draft.format,
        time: placed?.time ?? null,
        timeFrom: placed?.from ?? null,
        timeIsCoarse: placed?.coarse ?? false,
        host,
        kind: kinds.get(draft)?.kind ?? 'absolute',
        wholeSections: wholeSections(draft),
        values: draft.values,
        texts: contents.texts.get(draft.format) ?? new Map(),
      })
    }
    for (const [host, ownRows] of rows) tracks.push({ source: source.name, host, rows: ownRows })
  }
  return { snapshots, tracks }
}

/** nstat texts that belong together are judged together: `before.txt` and `after.txt` say more than either alone. */
function decideKinds(texts: readonly ReadText[], remarks: Remark[]): Map<Draft, KindDecision> {
  const decided = new Map<Draft, KindDecision>()
  const groups = new Map<string, { drafts: Draft[]; user: CounterTextSource['kind']; source: string }>()
  for (const { source, contents } of texts) {
    const key = source.kind ?? `?${source.host ?? roleInName(source.name) ?? ''}`
    for (const draft of contents.drafts) {
      if (draft.format !== 'nstat' && draft.format !== 'nstat-json') continue
      const id = `${key} ${draft.host ?? ''}`
      const group = groups.get(id) ?? { drafts: [], user: source.kind, source: source.name }
      group.drafts.push(draft)
      groups.set(id, group)
    }
  }
  for (const { drafts, user, source } of groups.values()) {
    const decision = decideKind(drafts, user)
    for (const draft of drafts) decided.set(draft, decision)
    if (decision.from === 'default' || decision.from === 'values') {
      remarks.push({
        key: `counters.remark.nstat.${decision.kind}.${decision.from}`,
        params: { source },
      })
    }
  }
  return decided
}

/** nstat prints all sections it has; a pattern among its arguments, or a filter, hides some. */
function wholeSections(draft: Draft): readonly string[] {
  if (draft.format !== 'nstat' && draft.format !== 'nstat-json') {
    // The kernel leaves IcmpMsg out while all of its types are 0.
    return [...draft.whole, ...(draft.whole.has('Icmp') && !draft.whole.has('IcmpMsg') ? ['IcmpMsg'] : [])]
  }
  const hidden = draft.commands.some(
    ({ text, tool, filtered }) => tool === 'nstat' && (filtered || /nstat\s+(?:-\S+\s+)*['"]?[A-Z*]/.test(text)),
  )
  const sections = new Set([...draft.values.keys()].map((name) => name.slice(0, name.indexOf('.'))))
  return hidden || sections.size < 3 ? [] : SECTIONS
}

function rowsOf(
  texts: readonly ReadText[],
): Pick<
  CounterEvidence,
  | 'listenerQueues'
  | 'synQueues'
  | 'settings'
  | 'kernelMessages'
  | 'otherDrops'
  | 'kernelVersion'
  | 'unread'
  | 'unreadCount'
> {
  const otherDrops = new Map<string, number>()
  const unread: UnreadLine[] = []
  let unreadCount = 0
  for (const { source, contents } of texts) {
    for (const [name, { first, last, readings }] of contents.otherDrops) {
      otherDrops.set(name, last)
      if (readings > 1 && last >= first) otherDrops.set(`${name}.growth`, last - first)
    }
    for (const line of contents.unread) if (unread.length < LIMIT.unread) unread.push({ source: source.name, ...line })
    unreadCount += contents.unreadCount
  }
  return {
    listenerQueues: texts.flatMap(({ source, contents, placer }) =>
      contents.listeners.map(({ row, stamp, datesBefore }) => ({
        source: source.name,
        time: placer.place(stamp, datesBefore, null).time,
        ...row,
      })),
    ),
    synQueues: texts.flatMap(({ source, contents, placer }) =>
      contents.halfOpen.map(({ row, stamp, datesBefore }) => ({
        source: source.name,
        time: placer.place(stamp, datesBefore, null).time,
        ...row,
      })),
    ),
    settings: texts.flatMap(({ source, contents }) =>
      contents.settings.map(({ row }) => ({ source: source.name, ...row })),
    ),
    kernelMessages: texts.flatMap(({ source, contents }) =>
      contents.kernelMessages.map(({ row }) => ({ source: source.name, ...row })),
    ),
    otherDrops,
    kernelVersion: texts.find(({ contents }) => contents.kernelVersion !== null)?.contents.kernelVersion ?? null,
    unread,
    unreadCount,
  }
}

/** ss, sysctl … texts go to the host that their name (or the only host) points to. */
function addOtherSources(
  texts: readonly ReadText[],
  groups: readonly HostGroup[],
  hosts: readonly HostCounters[],
): void {
  const known = new Set(hosts.flatMap((host) => host.sources))
  for (const { source, contents } of texts) {
    if (known.has(source.name) || isEmpty(contents)) continue
    const role = roleInName(source.name)
    const named = source.host ?? contents.onlyHost
    let index = groups.findIndex((group) => group.named && group.name === named)
    if (index < 0 && role !== null) index = groups.findIndex((group) => group.role === role)
    if (index < 0 && role === null && groups.length === 1) index = 0
    groups[index]?.sources.push(source.name)
  }
}

const LISTEN_COUNTERS = ['ListenDrops', 'ListenOverflows', 'TCPReqQFullDrop', 'TCPReqQFullDoCookies', 'SyncookiesSent']

/** The host whose listen counters moved most, else the one called server, else the one that accepted most. */
function chooseMainHost(groups: readonly HostGroup[], growths: readonly SeriesGrowth[]): number {
  const score = (growth: SeriesGrowth, names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (growth.deltas.get(name) ?? 0), 0)
  const highest = (figures: readonly number[]): number => {
    const top = Math.max(...figures)
    return top > 0 ? figures.indexOf(top) : -1
  }
  if (groups.length < 2) return groups.length - 1
  const listen = highest(
    growths.map((growth) =>
      score(
        growth,
        LISTEN_COUNTERS.map((name) => `TcpExt.${name}`),
      ),
    ),
  )
  if (listen >= 0) return listen
  const server = groups.findIndex((group) => group.role?.startsWith('server') === true)
  if (server >= 0) return server
  const accepted = highest(growths.map((growth) => score(growth, ['Tcp.PassiveOpens'])))
  return accepted >= 0 ? accepted : 0
}

function noteSeries(
  snapshots: readonly CounterSnapshot[],
  hosts: readonly HostCounters[],
  growths: readonly SeriesGrowth[],
  mainHost: number,
  remarks: Remark[],
): void {
  const main = hosts[mainHost]
  if (hosts.length > 1 && main) {
    remarks.push({
      key: 'counters.remark.severalHosts',
      params: { count: hosts.length, main: main.name === '' ? (main.sources[0] ?? '') : main.name },
    })
  }
  for (const { intervals } of growths) {
    for (const { from, to, break: broken, wrapped } of intervals) {
      const [before, after] = [snapshots[from], snapshots[to]]
      if (!before || !after) continue
      const place = { source: after.source, line: after.line, before: before.source, beforeLine: before.line }
      if (broken === 'reset') remarks.push({ key: 'counters.remark.reset', params: place })
      for (const counter of wrapped) remarks.push({ key: 'counters.remark.wrapped', params: { ...place, counter } })
    }
  }
  const absolute = main?.snapshots.filter((row) => snapshots[row]?.kind === 'absolute') ?? []
  const only = snapshots[absolute[0] ?? -1]
  if (absolute.length === 1 && main?.snapshots.length === 1 && only) {
    remarks.push({ key: 'counters.remark.oneSnapshot', params: { source: only.source } })
  }
  if (snapshots.length > 1 && snapshots.some((snapshot) => snapshot.time === null)) {
    remarks.push({ key: 'counters.remark.noTimes', params: {} })
  }
}

function distinct(remarks: readonly Remark[]): Remark[] {
  const seen = new Set<string>()
  return remarks.filter((remark) => {
    const id = JSON.stringify([remark.key, remark.params])
    if (seen.has(id) || seen.size > 500) return false
    seen.add(id)
    return true
  })
}
