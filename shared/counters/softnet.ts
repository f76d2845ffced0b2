// Per-CPU tables in hexadecimal: /proc/net/softnet_stat (no header; kernel net/core/net-procfs.c) and /proc/net/stat/*
// (header with names). Only what was lost is kept, added up over the CPUs.
import type { FormatReader, Line, ReadingSink } from './readings.ts'

const ROW = /^(?:[0-9a-f]{8}\s+){8,24}[0-9a-f]{8}$/
/** Columns of softnet_stat, counted from 0. */
const SOFTNET: readonly (readonly [column: number, name: string])[] = [
  [1, 'softnet.dropped'],
  [2, 'softnet.time_squeeze'],
  [10, 'softnet.flow_limit'],
]
const CPU_COLUMN = 12
const LOST = new Set([
  'invalid',
  'insert_failed',
  'drop',
  'early_drop',
  'icmp_error',
  'in_martian_src',
  'in_martian_dst',
  'in_no_route',
])

export class SoftnetReader implements FormatReader {
  private header: readonly string[] | null = null
  private lastCpu = -1
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    if (text.length > 400) return false
    if (/^entries\s+[a-z_]+\s+[a-z_]+\s/.test(text)) {
      this.sink.endOtherDrops()
      this.header = text.split(/\s+/)
      return true
    }
    if (!ROW.test(text)) return false
    const columns = text.split(/\s+/).map((word) => Number.parseInt(word, 16))
    if (this.header) {
      const table = this.header.includes('in_martian_src') ? 'rt_cache' : 'conntrack'
      for (const [index, name] of this.header.entries()) {
        if (LOST.has(name)) this.sink.otherDrop(`${table}.${name}`, columns[index] ?? 0)
      }
      return true
    }
    const cpu = columns.length > CPU_COLUMN ? (columns[CPU_COLUMN] ?? 0) : this.lastCpu + 1
    if (cpu <= this.lastCpu) this.sink.endOtherDrops()
    this.lastCpu = cpu
    for (const [column, name] of SOFTNET) this.sink.otherDrop(name, columns[column] ?? 0)
    return true
  }

  flush(): void {
    this.header = null
    this.lastCpu = -1
  }
}
