// Collects what the format readers report into snapshots. A new snapshot begins at a date, a prompt that repeats a
// command, a separator, a section header or counter seen before. Dates may stand before or behind their block, or in
// front of every line; which of them is decided when the whole text has been seen.
import type { CounterFormat, HostSetting, KernelMessage, UnreadReason } from '../analysis/counters.ts'
import type { Remark } from '../analysis/tables.ts'
import type { CommandLine } from './context-lines.ts'
import type { DateReading } from './date-line.ts'
import { LIMIT } from './text-source.ts'
import type { ListenerRow, ReadingSink } from './readings.ts'

/** A snapshot in the making. */
export interface Draft {
  readonly format: CounterFormat
  readonly line: number
  readonly host: string | null
  readonly values: Map<string, number>
  readonly sections: Set<string>
  readonly whole: Set<string>
  readonly commands: CommandLine[]
  /** Time written in front of the lines. */
  readonly stamp: DateReading | null
  /** Time that is part of the format itself. */
  readonly at: { readonly seconds: number; readonly nanos: number } | null
  /** Number of dates above it in the text. */
  readonly datesBefore: number
}

/** A row that is not a counter, with its place among the dates. */
export interface Placed<T> {
  readonly row: T
  readonly stamp: DateReading | null
  readonly datesBefore: number
  readonly host: string | null
}

/** What one text says, before times are worked out. */
export interface BlockContents {
  readonly drafts: readonly Draft[]
  /** By format: MIB name → text. */
  readonly texts: ReadonlyMap<CounterFormat, ReadonlyMap<string, string>>
  readonly dates: readonly DateReading[]
  /** True when dates stand behind their blocks. */
  readonly datesFollow: boolean
  readonly listeners: readonly Placed<ListenerRow>[]
  readonly halfOpen: readonly Placed<{ address: string; port: number; halfOpen: number }>[]
  readonly settings: readonly Placed<Omit<HostSetting, 'source'>>[]
  readonly kernelMessages: readonly Placed<Omit<KernelMessage, 'source'>>[]
  readonly otherDrops: ReadonlyMap<string, { readonly first: number; readonly last: number; readonly readings: number }>
  /** Headings of socket tables: a host without listeners has nothing below them. */
  readonly headings: number
  readonly kernelVersion: string | null
  /** The only host that the text names; null when it names none or several. */
  readonly onlyHost: string | null
  readonly unread: readonly { line: number; text: string; reason: UnreadReason }[]
  readonly unreadCount: number
  readonly remarks: readonly Remark[]
}

export class SnapshotAssembler implements ReadingSink {
  command: CommandLine | null = null

  private readonly drafts: Draft[] = []
  private readonly open = new Map<CounterFormat, Draft>()
  private readonly texts = new Map<CounterFormat, Map<string, string>>()
  private readonly dates: DateReading[] = []
  private firstEvent: 'date' | 'block' | null = null
  private lastEvent: 'date' | 'block' | null = null
  private blocks = 0
  private stamp: DateReading | null = null
  private hostName: string | null = null
  private severalHosts = false
  private values = 0
  private readonly listeners: Placed<ListenerRow>[] = []
  private readonly halfOpenRows: Placed<{ address: string; port: number; halfOpen: number }>[] = []
  private table: {
    listeners: ListenerRow[]
    counts: Map<string, { address: string; port: number; halfOpen: number }>
    zeros: boolean
  } = {
    listeners: [],
    counts: new Map(),
    zeros: false,
  }
  private readonly settings: Placed<Omit<HostSetting, 'source'>>[] = []
  private readonly kernelMessages: Placed<Omit<KernelMessage, 'source'>>[] = []
  private readonly otherDrops = new Map<string, { first: number; last: number; readings: number }>()
  private currentDrops = new Map<string, number>()
  private headings = 0
  private version: string | null = null
  private readonly unreadLines: { line: number; text: string; reason: UnreadReason }[] = []
  private unreadCount = 0
  private readonly remarks = new Map<string, Remark>()

  // ---- what the driver reports ----

  date(reading: DateReading): void {
    this.closeAll()
    if (this.dates.length >= LIMIT.rows) return this.remark('counters.remark.tooManyRows')
    this.dates.push(reading)
    this.firstEvent ??= 'date'
    this.lastEvent = 'date'
  }

  /** A date in front of the line that is read next; null for a line without one. */
  setStamp(reading: DateReading | null): void {
    this.stamp = reading
  }

  separator(): void {
    this.closeAll()
    this.command = null
  }

  commandLine(command: CommandLine, host: string | null, line: number): void {
    this.endTables()
    if (host !== null) this.host(host)
    if (command.text === '') return
    this.command = command
    for (const [format, draft] of this.open) {
      if (draft.commands.some((earlier) => earlier.text === command.text)) this.open.delete(format)
    }
    // A filter that lets nothing through still says that what it looks for is 0.
    if (command.tool === 'netstat' && command.filtered && command.shows !== null && /\s-\w*s/.test(command.text)) {
      this.draft('netstat-s', line)
    }
  }

  // ---- ReadingSink ----

  section(format: CounterFormat, section: string, line: number): void {
    const current = this.open.get(format)
    if (current?.sections.has(section)) this.open.delete(format)
    this.draft(format, line)?.sections.add(section)
  }

  begin(format: CounterFormat, line: number, at?: { seconds: number; nanos: number }): void {
    const current = this.open.get(format)
    if (current && current.values.size === 0 && at === undefined) return
    this.open.delete(format)
    this.draft(format, line, at)
  }

  counter(
    format: CounterFormat,
    name: string,
    value: number,
    text: string,
    line: number,
    how?: 'add' | 'keep-first',
  ): void {
    let draft = this.draft(format, line)
    if (!draft) return
    const known = draft.values.get(name)
    if (known !== undefined) {
      if (how === 'keep-first') return
      if (how === 'add') value += known
      else {
        this.open.delete(format)
        draft = this.draft(format, line)
        if (!draft) return
      }
    }
    if (draft.values.size >= LIMIT.names || this.values >= LIMIT.values)
      return this.remark('counters.remark.tooManyValues')
    this.values++
    draft.values.set(name, value)
    let texts = this.texts.get(format)
    if (!texts) this.texts.set(format, (texts = new Map<string, string>()))
    if (texts.size < LIMIT.names) texts.set(name, text)
  }

  whole(format: CounterFormat, section: string): void {
    this.open.get(format)?.whole.add(section)
  }

  listener(row: ListenerRow): void {
    if (this.listeners.length >= LIMIT.rows) return this.remark('counters.remark.tooManyRows')
    this.noteBlock()
    this.table.listeners.push(row)
    this.listeners.push(this.placed(row))
  }

  halfOpen(address: string, port: number): void {
    this.noteBlock()
    const key = `${port} ${address}`
    const count = this.table.counts.get(key)
    if (count) count.halfOpen++
    else if (this.table.counts.size < LIMIT.rows) this.table.counts.set(key, { address, port, halfOpen: 1 })
  }

  emptyTable(): void {
    this.headings++
  }

  halfOpenTable(): void {
    this.table.zeros = true
  }

  setting(setting: Omit<HostSetting, 'source'>): void {
    if (this.settings.length >= LIMIT.rows) return this.remark('counters.remark.tooManyRows')
    this.settings.push(this.placed(setting))
  }

  kernelMessage(message: Omit<KernelMessage, 'source'>): void {
    if (this.kernelMessages.length >= LIMIT.rows) return this.remark('counters.remark.tooManyRows')
    this.kernelMessages.push(this.placed(message))
  }

  otherDrop(name: string, value: number): void {
    if (this.currentDrops.size < LIMIT.names) this.currentDrops.set(name, (this.currentDrops.get(name) ?? 0) + value)
  }

  endOtherDrops(): void {
    for (const [name, value] of this.currentDrops) {
      const known = this.otherDrops.get(name)
      if (known) Object.assign(known, { last: value, readings: known.readings + 1 })
      else this.otherDrops.set(name, { first: value, last: value, readings: 1 })
    }
    this.currentDrops = new Map()
  }

  kernelVersion(version: string): void {
    this.version ??= version.slice(0, 120)
  }

  host(name: string): void {
    if (this.hostName === name) return
    if (this.hostName !== null) {
      this.closeAll()
      this.severalHosts = true
    }
    this.hostName = name
  }

  unread(line: number, text: string, reason: UnreadReason): void {
    this.unreadCount++
    if (this.unreadLines.length < LIMIT.unread) {
      this.unreadLines.push({ line, text: text.slice(0, LIMIT.unreadText), reason })
    }
  }

  remark(key: string, params: Readonly<Record<string, string | number>> = {}): void {
    if (!this.remarks.has(key)) this.remarks.set(key, { key, params })
  }

  /** So many lines without meaning that going on would only cost time. */
  get isHopeless(): boolean {
    return this.unreadCount >= LIMIT.unreadLines
  }

  finish(): BlockContents {
    this.closeAll()
    const dated = this.dates.length
    return {
      drafts: this.drafts.filter((draft) => draft.values.size > 0 || draft.commands.length > 0),
      texts: this.texts,
      dates: this.dates,
      datesFollow: dated > 0 && this.firstEvent === 'block' && this.lastEvent === 'date' && this.blocks <= dated,
      listeners: this.listeners,
      halfOpen: this.halfOpenRows,
      settings: this.settings,
      kernelMessages: this.kernelMessages,
      otherDrops: this.otherDrops,
      headings: this.headings,
      kernelVersion: this.version,
      onlyHost: this.severalHosts ? null : this.hostName,
      unread: this.unreadLines,
      unreadCount: this.unreadCount,
      remarks: [...this.remarks.values()],
    }
  }

  // ---- inside ----

  private draft(format: CounterFormat, line: number, at?: { seconds: number; nanos: number }): Draft | null {
    const current = this.open.get(format)
    if (current && !this.stampJumped(current)) {
      if (this.command && !current.commands.includes(this.command)) current.commands.push(this.command)
      return current
    }
    if (this.drafts.length >= LIMIT.snapshots) {
      this.remark('counters.remark.tooManySnapshots')
      return null
    }
    this.noteBlock()
    const draft: Draft = {
      format,
      line,
      host: this.hostName,
      values: new Map(),
      sections: new Set(),
      whole: new Set(),
      commands: this.command ? [this.command] : [],
      stamp: this.stamp,
      at: at ?? null,
      datesBefore: this.dates.length,
    }
    this.drafts.push(draft)
    this.open.set(format, draft)
    return draft
  }

  /** Lines of one reading carry (nearly) the same stamp; a pause of more than a second is the next reading. */
  private stampJumped(draft: Draft): boolean {
    if (this.stamp === null || draft.stamp === null) return false
    const [a, b] = [draft.stamp, this.stamp]
    const gap =
      a.epoch && b.epoch
        ? b.epoch.seconds - a.epoch.seconds + (b.epoch.nanos - a.epoch.nanos) / 1e9
        : b.clock - a.clock + (b.nanos - a.nanos) / 1e9
    return gap < -1 || gap > (a.coarse ? 1 : 0.9)
  }

  private noteBlock(): void {
    if (this.lastEvent !== 'block' || this.firstEvent === null) this.blocks++
    this.firstEvent ??= 'block'
    this.lastEvent = 'block'
  }

  private placed<T>(row: T): Placed<T> {
    return { row, stamp: this.stamp, datesBefore: this.dates.length, host: this.hostName }
  }

  private endTables(): void {
    const { counts, listeners, zeros } = this.table
    if (zeros) {
      for (const row of listeners) {
        const key = `${row.port} ${row.address}`
        const elsewhere = row.address === '*' && [...counts.values()].some((count) => count.port === row.port)
        if (!counts.has(key) && !elsewhere && counts.size < LIMIT.rows) {
          counts.set(key, { address: row.address, port: row.port, halfOpen: 0 })
        }
      }
    }
    for (const count of counts.values()) {
      if (this.halfOpenRows.length < LIMIT.rows) this.halfOpenRows.push(this.placed(count))
    }
    if (counts.size > 0 || listeners.length > 0 || zeros)
      this.table = { listeners: [], counts: new Map(), zeros: false }
    this.endOtherDrops()
  }

  private closeAll(): void {
    this.open.clear()
    this.endTables()
  }
}
