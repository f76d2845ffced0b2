// /proc/net/netstat, /proc/net/snmp (pairs of lines `Section: names` / `Section: values`, paired by position) and
// /proc/net/snmp6 (`name value`). Terminals and mail programs wrap the long lines: they are put together again, with or
// without a blank at each break, whichever makes names known and counts equal. Kernel: net/ipv4/proc.c, net/ipv6/proc.c.
import { isSection, splitGluedName, TCP_EXT_NAMES } from './mib-names.ts'
import { LIMIT } from './text-source.ts'
import { MIB_NAME, parseCount, type FormatReader, type Line, type ReadingSink } from './readings.ts'

const ROW = /^([A-Z][A-Za-z0-9]{1,15}): (\S.*)$/
const SNMP6 = /^((?:Ip6|Icmp6|Udp6|UdpLite6)[A-Z][A-Za-z0-9]{1,47})\s+(\d{1,20})$/
const KNOWN: ReadonlySet<string> = new Set(TCP_EXT_NAMES)

interface WrappedRow {
  readonly section: string
  readonly line: number
  readonly pieces: string[]
}

export class ProcNetReader implements FormatReader {
  private names: WrappedRow | null = null
  private values: WrappedRow | null = null
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const six = SNMP6.exec(line.trimmed)
    const sixName = six ? splitGluedName(six[1] ?? '') : null
    if (six && sixName !== null) {
      this.flush()
      this.sink.counter('proc-net', sixName, parseCount(six[2] ?? ''), six[1] ?? '', line.number)
      return true
    }
    const row = ROW.exec(line.trimmed)
    if (row && isSection(row[1] ?? '')) return this.readRow(row[1] ?? '', row[2] ?? '', line)
    return this.continues(line)
  }

  flush(): void {
    const { names, values } = this
    this.names = this.values = null
    if (names === null) return
    if (values === null) {
      this.sink.unread(names.line, `${names.section}: ${names.pieces[0] ?? ''}`, 'damaged')
      return
    }
    const nameTokens = joinNames(names.pieces)
    const valueTokens = joinValues(values.pieces, nameTokens)
    // Linux 2.4 printed one value too many in Icmp; nothing else may differ.
    const surplus = valueTokens === null ? -1 : valueTokens.length - nameTokens.length
    if (valueTokens === null || (surplus !== 0 && !(surplus === 1 && names.section === 'Icmp'))) {
      this.sink.unread(names.line, `${names.section}: ${names.pieces[0] ?? ''}`, 'damaged')
      return
    }
    if (names.section !== 'IcmpMsg') this.sink.section('proc-net', names.section, names.line)
    for (const [index, name] of nameTokens.entries()) {
      const value = parseCount(valueTokens[index] ?? '')
      if (!MIB_NAME.test(name) || Number.isNaN(value)) continue
      this.sink.counter('proc-net', `${names.section}.${name}`, value, name, names.line)
    }
    this.sink.whole('proc-net', names.section)
  }

  private readRow(section: string, rest: string, line: Line): boolean {
    const numbers = /^-?\d/.test(rest)
    if (!numbers) {
      // One word is a raw line of netstat -s or prose, not a row of names.
      if (!/^[A-Za-z][A-Za-z0-9]*(?:\s|$)/.test(rest) || /[^A-Za-z0-9\s]/.test(rest)) return false
      this.flush()
      this.names = { section, line: line.number, pieces: [rest] }
      return true
    }
    if (this.names?.section !== section || this.values !== null) return false
    this.values = { section, line: line.number, pieces: [rest] }
    return true
  }

  /** A line that can only be the rest of a wrapped row. */
  private continues(line: Line): boolean {
    const open = this.values ?? this.names
    if (open === null || open.pieces.length > 400 || line.trimmed.length > LIMIT.lineBytes) return false
    if (this.values !== null) {
      if (!/^-?\d[\d\s-]*$/.test(line.trimmed)) return false
      const wanted = joinNames(this.names?.pieces ?? []).length
      const have = tokens(open.pieces.join(' ')).length
      if (have >= wanted && joinValues(open.pieces, joinNames(this.names?.pieces ?? []))?.length === wanted)
        return false
    } else if (!/^[A-Za-z0-9]+(?:\s+[A-Za-z][A-Za-z0-9]*)*$/.test(line.trimmed)) return false
    open.pieces.push(line.text)
    return true
  }
}

function tokens(text: string): string[] {
  return text.split(/\s+/).filter((token) => token !== '')
}

/** Names of a row that was perhaps wrapped, joined in the way that makes more of them known. */
function joinNames(pieces: readonly string[]): string[] {
  if (pieces.length === 1) return tokens(pieces[0] ?? '')
  let row = pieces[0] ?? ''
  for (const piece of pieces.slice(1)) {
    const last = tokens(row).at(-1) ?? ''
    const first = tokens(piece)[0] ?? ''
    const apart = (KNOWN.has(last) ? 1 : 0) + (KNOWN.has(first) ? 1 : 0)
    const glued = /^\s/.test(piece) ? 0 : KNOWN.has(last + first) ? 2 : 0
    // A lower-case beginning is never a whole MIB name.
    row += (glued > apart || /^[a-z0-9]/.test(piece) ? '' : ' ') + piece
  }
  return tokens(row)
}

/** Values of a wrapped row; null when no way of joining gives as many as there are names. */
function joinValues(pieces: readonly string[], names: readonly string[]): string[] | null {
  const apart = tokens(pieces.join(' '))
  if (apart.length === names.length || pieces.length === 1) return apart
  // Hard wrap of a terminal: every break may be within a number; full rows have the width of the first.
  const glued = tokens(pieces.join(''))
  if (glued.length === names.length) return glued
  return null
}
