// node_exporter metrics in the text exposition format: `node_netstat_TcpExt_ListenOverflows{instance="…"} 0 [ms]`. Values
// are floating-point; by default most counters are filtered away, so what is missing is unknown. Several instances may be
// mixed in one text (federation): they are kept apart. Format: Prometheus exposition formats, node_exporter netstat_linux.go.
import { isSection } from './mib-names.ts'
import { LIMIT } from './text-source.ts'
import type { FormatReader, Line, ReadingSink } from './readings.ts'

const SAMPLE =
  /^([A-Za-z_:][A-Za-z0-9_:]{0,200})(\{.{0,4000}\})?\s+([0-9][0-9.eE+-]{0,40}|[+-]?Inf|NaN)(?:\s+(\d{10,16}))?$/
const NETSTAT = /^node_netstat_([A-Za-z0-9]{2,10})_([A-Za-z0-9_]{2,48})$/

/** Other metrics that tell about drops before TCP: name → name in CounterEvidence.otherDrops. */
const OTHER: ReadonlyMap<string, string> = new Map([
  ['node_softnet_dropped_total', 'softnet.dropped'],
  ['node_softnet_times_squeezed_total', 'softnet.time_squeeze'],
  ['node_softnet_flow_limit_count_total', 'softnet.flow_limit'],
  ['node_nf_conntrack_stat_drop', 'conntrack.drop'],
  ['node_nf_conntrack_stat_early_drop', 'conntrack.early_drop'],
  ['node_nf_conntrack_stat_insert_failed', 'conntrack.insert_failed'],
  ['node_nf_conntrack_stat_invalid', 'conntrack.invalid'],
])

const SETTINGS: ReadonlyMap<string, string> = new Map([
  ['node_nf_conntrack_entries', 'net.netfilter.nf_conntrack_count'],
  ['node_nf_conntrack_entries_limit', 'net.netfilter.nf_conntrack_max'],
])

interface Scrape {
  readonly instance: string
  readonly line: number
  readonly at: { seconds: number; nanos: number } | undefined
  readonly values: Map<string, { value: number; text: string; line: number }>
}

export class PrometheusReader implements FormatReader {
  private inMetrics = false
  private readonly scrapes = new Map<string, Scrape>()
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    if (text.length > 5_000) return false
    if (/^# (?:HELP|TYPE|UNIT) [A-Za-z_:]/.test(text) || text === '# EOF') {
      this.inMetrics = true
      return true
    }
    const sample = SAMPLE.exec(text)
    if (!sample) return false
    const [, name = '', labels = '', digits = '', stamp] = sample
    const netstat = NETSTAT.exec(name)
    const value = Number(digits)
    if (netstat && isSection(netstat[1] ?? '') && Number.isFinite(value) && value >= 0) {
      this.inMetrics = true
      this.sample(`${netstat[1] ?? ''}.${netstat[2] ?? ''}`, Math.round(value), name, labels, stamp, line.number)
      return true
    }
    const other = OTHER.get(name)
    if (other !== undefined && Number.isFinite(value)) {
      this.inMetrics = true
      this.sink.otherDrop(other, Math.round(value))
      return true
    }
    const setting = SETTINGS.get(name)
    if (setting !== undefined && Number.isFinite(value)) {
      this.inMetrics = true
      this.sink.setting({ line: line.number, name: setting, value: String(Math.round(value)) })
      return true
    }
    // Every other metric of the exporter is understood and says nothing about connections.
    return this.inMetrics || (labels !== '' && /^[a-z]+_[a-z0-9_]+$/.test(name))
  }

  flush(): void {
    this.inMetrics = false
    for (const scrape of this.scrapes.values()) this.emit(scrape)
    this.scrapes.clear()
  }

  private sample(
    name: string,
    value: number,
    text: string,
    labels: string,
    stamp: string | undefined,
    line: number,
  ): void {
    const instance = /[{,]\s*instance="([^"]{1,200})"/.exec(labels)?.[1] ?? ''
    const key = `${instance} ${stamp ?? ''}`
    let scrape = this.scrapes.get(key)
    if (scrape?.values.has(name)) {
      this.emit(scrape)
      scrape = undefined
    }
    if (!scrape) {
      if (this.scrapes.size >= 1_000) this.flush()
      const milliseconds = stamp === undefined ? undefined : Number(stamp)
      const at =
        milliseconds === undefined
          ? undefined
          : { seconds: Math.floor(milliseconds / 1000), nanos: Math.round((milliseconds % 1000) * 1e6) }
      scrape = { instance, line, at, values: new Map() }
      this.scrapes.set(key, scrape)
    }
    if (scrape.values.size < LIMIT.names) scrape.values.set(name, { value, text, line })
  }

  private emit(scrape: Scrape): void {
    emitScrape(this.sink, scrape)
  }
}

/** Hands one reading of one instance to the sink. */
export function emitScrape(sink: ReadingSink, scrape: Scrape): void {
  if (scrape.values.size === 0) return
  if (scrape.instance !== '') sink.host(scrape.instance)
  sink.begin('prometheus', scrape.line, scrape.at)
  for (const [name, { value, text, line }] of scrape.values) sink.counter('prometheus', name, value, text, line)
  sink.remark('counters.remark.prometheusFilter')
  if ([...scrape.values.values()].some(({ value }) => value > Number.MAX_SAFE_INTEGER))
    sink.remark('counters.remark.floatValues')
}
