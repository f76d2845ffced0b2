// Order, groups and the Wireshark filter of rows.
import { describe, expect, it } from 'vitest'
import { FEATURE } from '../../../shared/analysis/tables.ts'
import { groupRows } from '../../../shared/filter/group-rows.ts'
import { sortRows } from '../../../shared/filter/sort-rows.ts'
import { MOST_CONNECTIONS, wiresharkFilter } from '../../../shared/filter/wireshark-filter.ts'
import { SIX, prepared } from '../../helpers/filter-subject.ts'

const subject = prepared()
const all = (): Uint32Array => Uint32Array.from(subject.columns.start.keys())

function sorted(...order: readonly (readonly [string, boolean])[]): number[] {
  const rows = all()
  sortRows(
    rows,
    order.map(([column, descending]) => ({ column, descending })),
    subject,
  )
  return [...rows]
}

describe('sorting', () => {
  it('orders numbers, rows without a value last', () => {
    expect(sorted(['gap', false])).toEqual([3, 4, 1, 0, 2, 5])
    expect(sorted(['wait', true])[0]).toBe(1)
  })

  it('orders addresses by their numbers, IPv4 before IPv6, then by port', () => {
    expect(sorted(['client', false])).toEqual([0, 4, 1, 5, 2, 3])
    expect(sorted(['server', false])).toEqual([1, 2, 4, 0, 5, 3])
  })

  it('keeps the order of equal rows, in both directions, and takes several keys', () => {
    expect(sorted(['server.port', false])).toEqual([1, 2, 4, 0, 5, 3])
    expect(sorted(['server.port', true])).toEqual([3, 0, 5, 1, 2, 4])
    expect(sorted(['server.port', false], ['syns', true])).toEqual([1, 4, 2, 0, 5, 3])
  })

  it('orders yes and no', () => {
    expect(sorted(['ecn', true])[0]).toBe(3)
  })
})

describe('groups', () => {
  it('sums a group and puts most failures first', () => {
    const { groups, lines } = groupRows(all(), 'client', new Set(), subject, subject.axis.originSeconds)
    expect(groups[0]).toMatchObject({ handshakes: 2, failed: 2, syns: 6, unansweredSyns: 5 })
    expect([...lines].filter((line) => line >= 0).sort()).toEqual([0, 1, 2, 3, 4, 5])
    expect(lines[0]).toBe(-1)
    expect([...lines.slice(1, 3)]).toEqual([1, 5])
  })

  it('leaves out the rows of folded groups', () => {
    const open = groupRows(all(), 'outcome', new Set(), subject, subject.axis.originSeconds)
    const key = open.groups[0]?.key ?? ''
    const folded = groupRows(all(), 'outcome', new Set([key]), subject, subject.axis.originSeconds)
    expect(folded.groups.length).toBe(open.groups.length)
    expect(folded.lines.length).toBe(open.lines.length - (open.groups[0]?.handshakes ?? 0))
  })

  it('cuts minutes where the clock cuts them', () => {
    const { groups } = groupRows(all(), 'minute', new Set(), subject, subject.axis.originSeconds)
    expect(groups.map((group) => group.handshakes)).toEqual([5, 1])
    expect((groups[1]?.code ?? 0) - (groups[0]?.code ?? 0)).toBe(1)
  })
})

describe('the filter for Wireshark', () => {
  it('names both ends of one handshake', () => {
    expect(wiresharkFilter(subject.packets, [0])).toBe(
      'ip.addr == 10.0.0.5 && ip.addr == 10.0.9.9 && tcp.port == 51000 && tcp.port == 443',
    )
    expect(wiresharkFilter(subject.packets, [3])).toContain('ipv6.addr == fd00::5 && ipv6.addr == fd00::9')
  })

  it('joins several, and adds frames where ports were used again', () => {
    const reused = prepared(SIX.map((each, i) => (i === 1 ? { ...each, features: FEATURE.portReused } : each)))
    const text = wiresharkFilter(reused.packets, [1, 2])
    expect(text.split(' || ').length).toBe(2)
    expect(text).toContain('frame.number >= 4 && frame.number <= 8')
  })

  it('stops at a size that Wireshark still takes', () => {
    const text = wiresharkFilter(subject.packets, Array<number>(1000).fill(0))
    expect(text.split(' || ').length).toBe(MOST_CONNECTIONS)
  })
})
