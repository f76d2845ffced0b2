// The contract between the driver, which walks over the lines, and the readers of the single formats, which know what a
// line means and report it to the sink. A reader keeps no more state than the place within its own block.
import type { CounterFormat, HostSetting, KernelMessage, UnreadReason } from '../analysis/counters.ts'
import type { CommandLine } from './context-lines.ts'

export interface Line {
  /** 1-based. */
  readonly number: number
  /** As it stands, cleaned, with its indentation. */
  readonly text: string
  readonly trimmed: string
}

export interface ListenerRow {
  readonly line: number
  readonly address: string
  readonly port: number
  readonly receiveQueue: number
  readonly backlog: number | null
  drops: number | null
  readonly process: string | null
}

export interface ReadingSink {
  /** The command whose output is being read, when the text shows it. */
  readonly command: CommandLine | null
  /** A header of a section; opens a new snapshot when this one has it already. */
  section(format: CounterFormat, section: string, line: number): void
  /** Unconditionally opens a new snapshot, at an instant other than that of the date above when `at` is given. */
  begin(format: CounterFormat, line: number, at?: { seconds: number; nanos: number }): void
  /** `name` is Section.Mib. A name that this snapshot has already opens a new one, unless `how` says otherwise. */
  counter(
    format: CounterFormat,
    name: string,
    value: number,
    text: string,
    line: number,
    how?: 'add' | 'keep-first',
  ): void
  /** The section was seen whole: what it does not list is 0. */
  whole(format: CounterFormat, section: string): void
  listener(row: ListenerRow): void
  halfOpen(address: string, port: number): void
  /** A heading of a table that may have no rows: understood, though it says nothing. */
  emptyTable(): void
  /** A table that would show half-open connections of these listeners, so that 0 is known. */
  halfOpenTable(): void
  setting(setting: Omit<HostSetting, 'source'>): void
  kernelMessage(message: Omit<KernelMessage, 'source'>): void
  /** A figure that is no MIB counter, e.g. `softnet.dropped`; `reading` tells repeated tables apart. */
  otherDrop(name: string, value: number): void
  endOtherDrops(): void
  kernelVersion(version: string): void
  host(name: string): void
  unread(line: number, text: string, reason: UnreadReason): void
  remark(key: string, params?: Readonly<Record<string, string | number>>): void
}

export interface FormatReader {
  /** True when the line is understood; whatever it says has gone to the sink. */
  read(line: Line): boolean
  /** The block is over (date, prompt, separator, end): hand on what is pending, forget the place. */
  flush(): void
}

/** A MIB name, as bounded as it is in the kernel: snmp_mib names have at most 31 characters. */
export const MIB_NAME = /^[A-Za-z][A-Za-z0-9]{1,47}$/

/** A decimal of at most 20 digits (an unsigned 64-bit value) as a double; NaN for anything else. */
export function parseCount(text: string): number {
  return /^-?\d{1,20}$/.test(text) ? Number(text) : Number.NaN
}
