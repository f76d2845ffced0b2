// Walks over the lines of one text and asks the format readers, the one that understood the line before first. Dates,
// prompts, separators and quoting are handled here, so that no reader has to know about them.
import { BsdNetstatReader } from './bsd-netstat.ts'
import { forEachLine, movesCursor } from './clean-text.ts'
import { isNoise, isSeparator, readHostBanner, readPrompt, readWatchHeader, withoutQuoting } from './context-lines.ts'
import { ConntrackReader } from './conntrack-s.ts'
import { readDate, readDatePrefix } from './date-line.ts'
import { readJsonDocument } from './json-document.ts'
import { KernelLogReader } from './kernel-log.ts'
import { NetstatReader } from './netstat-s.ts'
import { NstatJsonReader, NstatReader } from './nstat.ts'
import { ProcNetReader } from './proc-net.ts'
import { ProcTcpReader } from './proc-tcp.ts'
import { PrometheusReader } from './prometheus.ts'
import type { FormatReader, Line } from './readings.ts'
import { SoftnetReader } from './softnet.ts'
import { SnapshotAssembler, type BlockContents } from './split-blocks.ts'
import { SocketTableReader } from './ss.ts'
import { SysctlReader } from './sysctl.ts'
import { LIMIT } from './text-source.ts'
import { WindowsNetstatReader } from './windows-netstat.ts'

/** Everything one text says, in the order of the text. Never throws. */
export function readSource(bytes: Uint8Array): BlockContents {
  const reader = new SourceReader()
  if (readJsonDocument(bytes, reader.assembler)) return reader.finish()
  const whole = forEachLine(bytes, (number, text) => {
    reader.line(number, text)
    return !reader.assembler.isHopeless
  })
  if (!whole) {
    const key = reader.assembler.isHopeless ? 'counters.remark.mostlyUnread' : 'counters.remark.textTooLong'
    reader.assembler.remark(key, { megabytes: LIMIT.sourceBytes / 1024 / 1024 })
  }
  if (movesCursor(bytes)) reader.assembler.remark('counters.remark.cursorMoves')
  return reader.finish()
}

class SourceReader {
  readonly assembler = new SnapshotAssembler()
  private readonly readers: readonly FormatReader[]
  private active: FormatReader | null = null
  private prefix: string | null = null

  constructor() {
    const sink = this.assembler
    this.readers = [
      new ProcNetReader(sink),
      new NstatReader(sink),
      new NetstatReader(sink),
      new NstatJsonReader(sink),
      new SocketTableReader(sink),
      new SysctlReader(sink),
      new KernelLogReader(sink),
      new PrometheusReader(sink),
      new SoftnetReader(sink),
      new ConntrackReader(sink),
      new ProcTcpReader(sink),
      new BsdNetstatReader(sink),
      new WindowsNetstatReader(sink),
    ]
  }

  line(number: number, text: string | null): void {
    if (text === null) {
      this.assembler.unread(number, '', 'too-long')
      return
    }
    if (text.trim() === '') return
    if (this.understand(number, text)) return
    const unquoted = withoutQuoting(text)
    if (unquoted !== text && (unquoted.trim() === '' || this.understand(number, unquoted))) return
    this.assembler.unread(number, text.trim(), 'unknown')
  }

  finish(): BlockContents {
    this.endBlock()
    return this.assembler.finish()
  }

  private understand(number: number, text: string): boolean {
    this.assembler.setStamp(null)
    if (this.readContext(number, text)) return true
    if (this.readLine(number, text)) return true
    const dated = readDatePrefix(text)
    if (dated) {
      this.assembler.setStamp(dated.date)
      if (this.readLine(number, dated.rest)) return true
      // syslog and journal: `host program[123]: text`
      const tagged = /^\s*([\w.-]{1,64}) [\w./@-]{1,64}(?:\[\d{1,10}\])?: (.*)$/.exec(dated.rest)
      if (tagged && this.readLine(number, tagged[2] ?? '')) {
        this.assembler.host(tagged[1] ?? '')
        return true
      }
    }
    return this.readBehindPrefix(number, text)
  }

  /** `host: text` (pdsh), `[pod/name/container] text` (kubectl logs --prefix), `name | text` (compose). */
  private readBehindPrefix(number: number, text: string): boolean {
    const match = /^(?:\[([\w./-]{3,120})\](?: |$)|([\w.-]{1,64})(?::(?: |$)| {0,20}\| ))(.*)$/.exec(text)
    if (!match) return false
    const name = match[1] ?? match[2] ?? ''
    const rest = match[3] ?? ''
    if (rest.trim() === '') return this.prefix === name
    if (!this.readContext(number, rest) && !this.readLine(number, rest)) return false
    if (this.prefix !== name) {
      this.prefix = name
      this.assembler.host(name)
    }
    return true
  }

  private readContext(number: number, text: string): boolean {
    const date = readDate(text)
    if (date) {
      this.endBlock()
      this.assembler.date(date)
      return true
    }
    if (isNoise(text)) return true
    const watch = readWatchHeader(text)
    if (watch) {
      this.endBlock()
      const shown = readDate(watch.date)
      if (shown) this.assembler.date(shown)
      this.assembler.commandLine(watch.command, watch.host, number)
      return true
    }
    const prompt = readPrompt(text)
    if (prompt) {
      this.endBlock()
      this.assembler.commandLine(prompt.command, prompt.host, number)
      return true
    }
    if (isSeparator(text)) {
      this.endBlock()
      this.assembler.separator()
      return true
    }
    const host = readHostBanner(text)
    if (host !== null) {
      this.endBlock()
      this.assembler.separator()
      this.assembler.host(host)
      return true
    }
    return false
  }

  private readLine(number: number, text: string): boolean {
    const line: Line = { number, text, trimmed: text.trim() }
    if (line.trimmed === '') return true
    if (this.active?.read(line)) return true
    for (const reader of this.readers) {
      if (reader === this.active || !reader.read(line)) continue
      this.active?.flush()
      this.active = reader
      return true
    }
    return false
  }

  private endBlock(): void {
    for (const reader of this.readers) reader.flush()
    this.active = null
  }
}
