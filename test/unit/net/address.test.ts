import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { addressText, ipv6Text, parseAddress } from '../../../shared/net/address.ts'

const text = (input: string): string => {
  const parsed = parseAddress(input)
  if (parsed === null) return 'not an address'
  return addressText({ length: 1, family: new Uint8Array([parsed.family]), words: new Uint32Array(parsed.words) }, 0)
}

describe('address text', () => {
  it.each([
    ['10.20.30.255', '10.20.30.255'],
    ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::', '::'],
    ['::1', '::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('%s is written as %s (RFC 5952)', (input, expected) => {
    expect(text(input)).toBe(expected)
  })

  it.each(['', '1.2.3', '1.2.3.256', '1::2::3', '1:2:3:4:5:6:7:8:9', 'g::1', ':::', '12345::'])(
    'refuses %s',
    (input) => {
      expect(parseAddress(input)).toBeNull()
    },
  )

  it('reads back every IPv6 address it writes', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff })
    fc.assert(
      fc.property(word, word, word, word, (a, b, c, d) => {
        expect(parseAddress(ipv6Text(a, b, c, d))).toEqual({ family: 6, words: [a, b, c, d] })
      }),
    )
  })
})
