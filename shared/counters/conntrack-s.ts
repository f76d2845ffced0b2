// `conntrack -S`: one line a CPU, `cpu=0 found=0 invalid=0 insert_failed=0 drop=0 …`. Format: conntrack-tools conntrack.c.
import type { FormatReader, Line, ReadingSink } from './readings.ts'

const KEPT = new Set([
  'invalid',
  'insert_failed',
  'drop',
  'early_drop',
  'error',
  'icmp_error',
  'chaintoolong',
  'clash_resolve',
])

export class ConntrackReader implements FormatReader {
  private readonly seen = new Set<string>()
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    if (!/^cpu=\d{1,5}\s+\w{1,30}=\d/.test(text) || text.length > 600) return false
    const words = text.split(/\s+/)
    const cpu = words[0] ?? ''
    if (this.seen.has(cpu)) {
      this.sink.endOtherDrops()
      this.seen.clear()
    }
    this.seen.add(cpu)
    for (const word of words.slice(1)) {
      const match = /^(\w{1,30})=(\d{1,20})$/.exec(word)
      if (match && KEPT.has(match[1] ?? '')) this.sink.otherDrop(`conntrack.${match[1] ?? ''}`, Number(match[2]))
    }
    return true
  }

  flush(): void {
    this.seen.clear()
  }
}
