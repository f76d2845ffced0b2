// The hash that sorts packets into buckets of interest: both directions alike, and no two connections of a load generator
// in one bucket more often than chance has it.
import { expect, test } from 'vitest'
import { flowHash, foldAddress } from '../../../shared/net/segment.ts'

const BUCKETS = 1 << 16
const COUNT = 1 << 14

/** Buckets in use by `COUNT` connections; chance leaves 0.885 of them alone. */
function bucketsOf(connection: (n: number) => readonly [number, number, number, number]): number {
  const used = new Set<number>()
  for (let n = 0; n < COUNT; n++) {
    const [one, other, source, destination] = connection(n)
    const hash = flowHash(one, other, source, destination)
    if (flowHash(other, one, destination, source) !== hash) throw new Error('the directions differ')
    used.add(hash & (BUCKETS - 1))
  }
  return used.size
}

test.each<[string, (n: number) => readonly [number, number, number, number]]>([
  ['both addresses count up', (n) => [0x10000000 + n, 0x30000000 + n, 1025, 80]],
  ['one counts up, the other down', (n) => [0x10000000 + n, 0x30ffffff - n, 1025, 80]],
  ['one client, many ports', (n) => [0x0a000001, 0x0a000002, 1024 + n, 443]],
  ['many clients, one port', (n) => [0x0a000000 + n, 0xc0a80001, 50000, 443]],
  ['IPv6: both interface numbers count up', (n) => [v6(1, n), v6(2, n), 1025, 80]],
])('%s', (_name, connection) => {
  expect(bucketsOf(connection) / COUNT).toBeGreaterThan(0.8)
})

function v6(net: number, host: number): number {
  return foldAddress(0x20010db8, net, 0, host)
}
