// Groups lines into packets: a line that begins one, and the indented lines (-v, inner headers of ICMP errors) or inner
// packets of tunnels that follow it. Hex dumps are left out. Other lines are tcpdump's own words and whatever a terminal adds.
import { splitTimedLine } from './time-column.ts'
import type { TimeColumn } from './time-column.ts'
import type { TextLine } from './text-lines.ts'

export interface PacketBlock {
  readonly column: TimeColumn
  /** Printed by -#, else counted. */
  readonly frame: number
  /** The packet's lines joined by one blank each. */
  text: string
  readonly line: number
}

/** What tcpdump said besides packets. */
export interface TextNotes {
  linkType: string | null
  captured: number | null
  droppedByKernel: number | null
  /** `-t…` option of the command line when the text shows it. */
  timeOption: string | null
  readonly unread: TextLine[]
  unreadCount: number
}

const MOST_BLOCK_CHARACTERS = 8192
const MOST_UNREAD = 200
const HEX_DUMP = /^\s+0x[0-9a-f]{4}:\s/
const NOISE =
  /^\s*$|^tcpdump: |^reading from file |^listening on |^dropped privs |^Warning: |^\d+ packets? (?:captured|received by filter|dropped by (?:kernel|interface))|^\^C|^Got \d+$/

export class PacketBlocks {
  readonly notes: TextNotes = {
    linkType: null,
    captured: null,
    droppedByKernel: null,
    timeOption: null,
    unread: [],
    unreadCount: 0,
  }
  private current: PacketBlock | null = null
  private frames = 0
  private isTimed = false
  private innerNext = false

  /** Takes one line; answers the packet that it completes, if any. */
  push(line: TextLine): PacketBlock | null {
    const { text } = line
    if (HEX_DUMP.test(text)) return null
    const timed = splitTimedLine(text)
    const untimedInner = timed?.column.kind === 'none' && (this.isTimed || this.innerNext)
    if (timed !== null && !untimedInner) {
      const done = this.current
      if (timed.column.kind !== 'none') this.isTimed = true
      this.frames = timed.number ?? this.frames + 1
      this.current = { column: timed.column, frame: this.frames, text: timed.rest, line: line.number }
      this.innerNext = /, vni \S+$|GREv\d.*length \d+: $/.test(text)
      return done
    }
    if (this.current !== null && (untimedInner || /^[ \t]+\S/.test(text))) {
      this.innerNext = false
      if (this.current.text.length < MOST_BLOCK_CHARACTERS)
        this.current.text += ` ${text.trim().slice(0, MOST_BLOCK_CHARACTERS)}`
      return null
    }
    this.note(line)
    return null
  }

  /** The last packet. */
  finish(): PacketBlock | null {
    const done = this.current
    this.current = null
    return done
  }

  private note(line: TextLine): void {
    const { text } = line
    const command = /\btcpdump\b.* -\w*?(t{1,5})\b/.exec(text)
    if (command && this.frames === 0) this.notes.timeOption = command[1] ?? null
    const linkType = /link-type (\w+)/.exec(text)
    if (linkType) this.notes.linkType = linkType[1] ?? null
    const dropped = /^(\d+) packets? dropped by kernel/.exec(text)
    if (dropped) this.notes.droppedByKernel = Number(dropped[1])
    const captured = /^(\d+) packets? captured/.exec(text)
    if (captured) this.notes.captured = Number(captured[1])
    if (NOISE.test(text) || command) return
    this.notes.unreadCount++
    if (this.notes.unread.length < MOST_UNREAD) this.notes.unread.push(line)
  }
}
