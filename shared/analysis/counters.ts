// What a counter text says, whatever its format: snapshots, and the differences between neighbours.
import type { ExactTime } from '../units/exact-time.ts'
import type { Remark } from './tables.ts'

export const COUNTER_FORMATS = [
  'netstat-s',
  'nstat',
  'nstat-json',
  'proc-net',
  'prometheus',
  'bsd-netstat',
  'windows-netstat',
] as const
export type CounterFormat = (typeof COUNTER_FORMATS)[number]

/** One reading of the counters. Names are `Section.Mib` as the kernel spells them: `TcpExt.ListenOverflows`. */
export interface CounterSnapshot {
  /** File name, or 'paste 1' …; several snapshots may come from one source. */
  readonly source: string
  /** First line of this snapshot in its source, 1-based. */
  readonly line: number
  readonly format: CounterFormat
  readonly time: ExactTime | null
  /** Where the time is from; null together with `time`. */
  readonly timeFrom: 'text' | 'file' | 'name' | 'user' | null
  /** Known to whole seconds only (a `date` line), so an interval may be off by one second. */
  readonly timeIsCoarse: boolean
  /** Host name when the text names one; snapshots of different hosts are not subtracted. */
  readonly host: string | null
  /** 'increment': the values are already differences (plain nstat). */
  readonly kind: 'absolute' | 'increment'
  /** Sections seen whole: a counter of such a section that is not in `values` is 0. Others are unknown. */
  readonly wholeSections: readonly string[]
  readonly values: ReadonlyMap<string, number>
  /** The text as the source spells each counter, by MIB name, for display beside it. */
  readonly texts: ReadonlyMap<string, string>
}

/** Differences between two neighbouring snapshots of one host. */
export interface CounterInterval {
  /** Rows of CounterEvidence.snapshots. Equal for an increment (plain nstat) whose beginning is not in the texts. */
  readonly from: number
  readonly to: number
  /** MIB name → growth ≥ 0. Counters unknown in either snapshot are absent. */
  readonly deltas: ReadonlyMap<string, number>
  /** 'reset': reboot, new namespace or new host between the two — deltas are empty. 'wrap': listed ones wrapped at 2^32. */
  readonly break: 'reset' | null
  readonly wrapped: readonly string[]
}

/** A listener as `ss -lnt` shows it. */
export interface ListenerQueue {
  readonly source: string
  readonly line: number
  readonly time: ExactTime | null
  /** '*' stands for any address. */
  readonly address: string
  readonly port: number
  /** Connections waiting for accept(). */
  readonly receiveQueue: number
  /** Effective backlog min(listen argument, somaxconn); null where the tool does not show it. */
  readonly backlog: number | null
  /** `d` of skmem (ss -m), drops of this listener; null when not shown. */
  readonly drops: number | null
  readonly process: string | null
}

/** A setting such as net.core.somaxconn. */
export interface HostSetting {
  readonly source: string
  readonly line: number
  readonly name: string
  readonly value: string
}

/** Half-open connections per listener at one moment, from `ss -tan state syn-recv`. */
export interface SynQueueReading {
  readonly source: string
  readonly time: ExactTime | null
  readonly address: string
  readonly port: number
  readonly halfOpen: number
}

/** A kernel log line that matters: possible SYN flooding, conntrack table full. */
export interface KernelMessage {
  readonly source: string
  readonly line: number
  readonly kind: 'syn-flood-cookies' | 'syn-flood-drop' | 'conntrack-full'
  readonly port: number | null
  readonly text: string
}

/** Why a line was left unread; 'section-unknown': its wording exists in several sections and none was named before it. */
export type UnreadReason = 'unknown' | 'section-unknown' | 'state-unknown' | 'too-long' | 'damaged'

export interface UnreadLine {
  readonly source: string
  readonly line: number
  readonly text: string
  readonly reason: UnreadReason
}

/** One host (or network namespace) that counted. Snapshots of different hosts are never subtracted from each other. */
export interface HostCounters {
  /** Name from the text, else a hint from file names (`server`), else ''. */
  readonly name: string
  /** Names of the texts that belong to it, also those without counters (ss, sysctl). */
  readonly sources: readonly string[]
  /** Rows of CounterEvidence.snapshots, in order. */
  readonly snapshots: readonly number[]
  readonly deltas: ReadonlyMap<string, number>
  readonly totals: ReadonlyMap<string, number>
}

/** Everything the texts say. */
export interface CounterEvidence {
  /** In order of time where known, else as given. */
  readonly snapshots: readonly CounterSnapshot[]
  readonly intervals: readonly CounterInterval[]
  /**
   * Growth from the first to the last snapshot, summed over intervals; empty with fewer than two. With several hosts:
   * of `hosts[mainHost]`. Known zeros are listed as 0, what the texts do not tell is absent.
   */
  readonly deltas: ReadonlyMap<string, number>
  /** Values of the last absolute snapshot (of the main host), known zeros included. */
  readonly totals: ReadonlyMap<string, number>
  /** Every host that counted; one entry in the usual case, none without texts. */
  readonly hosts: readonly HostCounters[]
  /** Row of `hosts`: the one whose listen counters moved most, else that accepted most connections; -1 without hosts. */
  readonly mainHost: number
  readonly listenerQueues: readonly ListenerQueue[]
  readonly synQueues: readonly SynQueueReading[]
  readonly settings: readonly HostSetting[]
  readonly kernelMessages: readonly KernelMessage[]
  /** softnet_stat drops, conntrack -S …: `softnet.dropped` → last value, `softnet.dropped.growth` where two readings exist. */
  readonly otherDrops: ReadonlyMap<string, number>
  readonly kernelVersion: string | null
  /** The first lines not understood (a bounded list); `unreadCount` counts all of them. */
  readonly unread: readonly UnreadLine[]
  readonly unreadCount: number
  readonly remarks: readonly Remark[]
}
