// Handshakes that captures at different points show under different names, because addresses are translated on the way.
import type { FlowTable } from './flow-table.ts'
import * as field from './packet-log.ts'
import { LOG, type PacketLog } from './packet-log.ts'

/**
 * Records with other addresses that are one handshake: NAT keeps the ISN and the time stamp (inputs.md §14.1). Time stamps
 * must be there: an ISN alone comes again by chance among many handshakes.
 */
export function translatedGroups(flows: FlowTable, log: PacketLog, recordOf: Int32Array): (readonly number[])[] {
  const byIsn = new Map<number, number[]>()
  for (let h = 0; h < recordOf.length; h++) {
    if (recordOf[h]! < 0 || flows.lastRow(h) === 0) continue
    const known = byIsn.get(flows.isn(h))
    if (known) known.push(h)
    else byIsn.set(flows.isn(h), [h])
  }
  const groups: (readonly number[])[] = []
  for (const records of byIsn.values()) {
    if (records.length < 2) continue
    for (const group of sharingStamps(records, flows, log)) {
      if (group.length > 1 && isSeenApart(group, flows, log)) groups.push(group)
    }
  }
  return groups
}

interface StampGroup {
  readonly records: number[]
  readonly stamps: number[]
}

/** Records that have a time stamp of a SYN in common, directly or through others. Linear, as a flood may have one ISN. */
function sharingStamps(records: readonly number[], flows: FlowTable, log: PacketLog): Iterable<readonly number[]> {
  const groupOf = new Map<number, StampGroup>()
  const groups = new Set<StampGroup>()
  for (const h of records) {
    const stamps = synStamps(flows, log, h)
    let group: StampGroup | null = null
    for (const stamp of stamps) {
      const other = groupOf.get(stamp)
      if (other === undefined || other === group) continue
      group = group === null ? other : joined(group, other, groupOf, groups)
    }
    group ??= { records: [], stamps: [] }
    groups.add(group)
    group.records.push(h)
    for (const stamp of stamps) {
      if (groupOf.get(stamp) === group) continue
      groupOf.set(stamp, group)
      group.stamps.push(stamp)
    }
  }
  return [...groups].map((group) => group.records)
}

/** Moves the smaller group into the larger one and answers that. */
function joined(
  one: StampGroup,
  other: StampGroup,
  groupOf: Map<number, StampGroup>,
  groups: Set<StampGroup>,
): StampGroup {
  const [from, to] = one.records.length < other.records.length ? [one, other] : [other, one]
  for (const h of from.records) to.records.push(h)
  for (const stamp of from.stamps) {
    to.stamps.push(stamp)
    groupOf.set(stamp, to)
  }
  groups.delete(from)
  return to
}

/**
 * True when some capture shows one of the names and not the others. A node that shows all of them shows each handshake
 * twice; that is what it saw, and they stay two.
 */
function isSeenApart(group: readonly number[], flows: FlowTable, log: PacketLog): boolean {
  const captures = group.map((h) => {
    const seen = new Set<number>()
    for (let row = flows.lastRow(h); row !== 0; row = log.word(row - 1, field.PREVIOUS)) seen.add(log.capture(row - 1))
    return [...seen].sort((a, b) => a - b).join()
  })
  return new Set(captures).size > 1
}

/** TSvals of the SYNs of a record. */
function synStamps(flows: FlowTable, log: PacketLog, h: number): Set<number> {
  const stamps = new Set<number>()
  for (let row = flows.lastRow(h); row !== 0; row = log.word(row - 1, field.PREVIOUS)) {
    const bits = log.bits(row - 1)
    const isSyn = (log.flags(row - 1) & 0x12) === 2 && (bits & LOG.fromClient) !== 0
    if (isSyn && (bits & LOG.hasTimestamps) !== 0) stamps.add(log.word(row - 1, field.TS_VAL))
  }
  return stamps
}
