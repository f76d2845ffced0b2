// One line per option either side used.
import type { OptionFacts } from '../../../shared/tcp/option-sets.ts'
import { TCP_FLAG } from '../../../shared/net/segment.ts'

export interface SideOptions extends OptionFacts {
  readonly flags: number
}

export interface OptionRow {
  readonly name: string
  readonly syn: string
  readonly synAck: string
  /** The SYN offers it and the SYN-ACK does not take it up, so it is off for this connection. */
  readonly missing: boolean
}

const MARKED = '✓'
const NONE = '–'

export function optionRows(syn: SideOptions | null, synAck: SideOptions | null): readonly OptionRow[] {
  const value = (side: SideOptions | null, read: (side: SideOptions) => string): string =>
    side === null ? NONE : read(side)
  const row = (name: string, read: (side: SideOptions) => string, negotiated = true): OptionRow => {
    const a = value(syn, read)
    const b = value(synAck, read)
    return { name, syn: a, synAck: b, missing: negotiated && synAck !== null && a !== NONE && b === NONE }
  }
  const yes = (is: boolean): string => (is ? MARKED : NONE)
  const rows = [
    row('MSS', (side) => (side.mss === 0 ? NONE : String(side.mss)), false),
    row('Window scale', (side) =>
      side.windowScale < 0 ? NONE : `${side.windowScale} (× ${2 ** Math.min(14, side.windowScale)})`,
    ),
    row('SACK permitted', (side) => yes(side.sackPermitted)),
    row('Timestamps', (side) => yes(side.timestamps)),
    row('ECN', (side) => ecnText(side)),
    row('Fast Open', (side) => (side.fastOpenCookie ? 'cookie' : yes(side.fastOpenRequest)), false),
    row('Multipath TCP', (side) => yes(side.mptcp)),
    row('MD5', (side) => yes(side.md5)),
    row('TCP-AO', (side) => yes(side.tcpAo)),
  ]
  // The first four are always worth a line: their absence matters.
  return rows.filter((each, i) => i < 4 || each.syn !== NONE || each.synAck !== NONE)
}

/** RFC 3168 §6.1.1: a SYN asks with ECE and CWR, a SYN-ACK agrees with ECE alone; RFC 9768 adds AE. */
function ecnText({ flags, accEcn }: SideOptions): string {
  if (accEcn || (flags & TCP_FLAG.AE) !== 0) return 'AccECN'
  return (flags & TCP_FLAG.ECE) !== 0 ? MARKED : NONE
}
