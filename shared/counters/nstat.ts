// `nstat` of iproute2: `Name value rate` below `#kernel`, or JSON. Plain nstat prints increments since its last run, `-a`
// totals; the texts look the same, so which one it is gets decided in snapshot-kinds.ts. Format: misc/nstat.c.
import { LIMIT } from './text-source.ts'
import { splitGluedName } from './mib-names.ts'
import { parseCount, type FormatReader, type Line, type ReadingSink } from './readings.ts'

const ROW = /^([A-Z][A-Za-z0-9]{2,60})\s+(\d{1,20})\s+[\d.]{1,20}$/

export class NstatReader implements FormatReader {
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    if (/^#kernel$|^#\d{1,10}\.\d{1,20} sampling_interval=/.test(line.trimmed)) {
      this.sink.begin('nstat', line.number)
      return true
    }
    const row = ROW.exec(line.trimmed)
    const name = row ? splitGluedName(row[1] ?? '') : null
    if (!row || name === null) return false
    this.sink.counter('nstat', name, parseCount(row[2] ?? ''), row[1] ?? '', line.number)
    return true
  }

  flush(): void {
    // A row says everything about itself: nothing is pending.
  }
}

/** `{"kernel":{"IpInReceives":486,…}}` on one line, or pretty-printed with one pair a line. */
export class NstatJsonReader implements FormatReader {
  private depth = 0
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    const whole = /^\{\s*"(?:kernel|\d[\d.]{0,40} sampling_interval=[^"]{0,80})"\s*:\s*\{([^{}]*)\}\s*\}$/.exec(text)
    if (whole) {
      this.sink.begin('nstat-json', line.number)
      for (const pair of (whole[1] ?? '').split(',')) this.pair(pair.trim(), line.number)
      return true
    }
    if (this.depth === 0) {
      if (!/^\{\s*(?:"kernel"\s*:\s*\{)?$/.test(text)) return false
      this.depth = 1
      if (text.includes('kernel')) this.open(line.number)
      return true
    }
    if (/^"kernel"\s*:\s*\{$/.test(text)) {
      this.open(line.number)
      return true
    }
    if (/^\}[\s}]*$/.test(text)) {
      this.depth = Math.max(0, this.depth - 1)
      return true
    }
    return this.depth === 2 && this.pair(text.replace(/,$/, ''), line.number)
  }

  flush(): void {
    this.depth = 0
  }

  private open(line: number): void {
    this.depth = 2
    this.sink.begin('nstat-json', line)
  }

  private pair(text: string, line: number): boolean {
    const match = /^"([A-Za-z0-9]{3,61})"\s*:\s*(\d{1,20})$/.exec(text)
    const name = match ? splitGluedName(match[1] ?? '') : null
    if (!match || name === null) {
      if (text !== '') this.sink.unread(line, text.slice(0, LIMIT.unreadText), 'unknown')
      return text === '' || match !== null
    }
    this.sink.counter('nstat-json', name, parseCount(match[2] ?? ''), match[1] ?? '', line)
    return true
  }
}
