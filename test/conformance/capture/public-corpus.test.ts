// Every public capture against what Wireshark says of it: packets, first and last time, TCP segments, SYNs. Differences
// are allowed only where reviewed-differences.ts says why.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decimalTime } from '../../../shared/units/exact-time.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { readBytes } from '../../helpers/read-bytes.ts'
import { type ReviewedDifference, REVIEWED } from './reviewed-differences.ts'

interface Oracle {
  readonly capinfos: { readonly info: Readonly<Record<string, string>> }
  readonly totals: {
    readonly packets: number
    readonly tcp_segments?: number
    readonly syn_packets?: number
    readonly packets_without_timestamp?: number
  }
}

const SYN = 2
const SYN_AND_ACK = 18

describeWithCorpus('captures/public', 'public captures against the oracle', (folder) => {
  const files = existsSync(folder) ? readdirSync(join(folder, 'oracle')).map((name) => name.replace(/\.json$/, '')) : []

  test.each(files)('%s', async (name) => {
    const oracle = JSON.parse(readFileSync(join(folder, 'oracle', `${name}.json`), 'utf8')) as Oracle
    const outcome = await readBytes(new Uint8Array(readFileSync(join(folder, name))), { name })
    const { result } = outcome
    const reviewed: ReviewedDifference = REVIEWED[name] ?? { why: '' }
    const read = {
      packets: result?.packets ?? null,
      segments: outcome.segments.length,
      syns: outcome.segments.filter((segment) => (segment.flags & SYN_AND_ACK) === SYN).length,
      fault: outcome.fault?.key.replace('capture.fault.', '') ?? null,
    }
    const { totals } = oracle
    const expected =
      reviewed.fault !== undefined
        ? { packets: null, segments: 0, syns: 0, fault: reviewed.fault }
        : {
            packets: reviewed.packets ?? totals.packets,
            segments: reviewed.segments ?? totals.tcp_segments ?? 0,
            syns: reviewed.syns ?? totals.syn_packets ?? 0,
            fault: null,
          }
    expect(read).toEqual(expected)
    if (reviewed.warning !== undefined) {
      expect(result?.warnings.map((one) => one.key)).toContain(`capture.warning.${reviewed.warning}`)
    }
    if (!result) return
    expect(result.tcpPackets + result.icmpErrors + sum(result.skipped)).toBe(result.packets)
    const isWhole = reviewed.packets === undefined && (totals.packets_without_timestamp ?? 0) === 0
    if (isWhole && totals.packets > 0) expectTimes(times(result), reviewed.times ?? oracleTimes(oracle))
  })

  test('every reviewed difference is a file of the corpus and has a reason', () => {
    expect(Object.keys(REVIEWED).filter((name) => !files.includes(name))).toEqual([])
    expect(Object.entries(REVIEWED).filter(([, difference]) => difference.why === '')).toEqual([])
  })
})

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function times(result: NonNullable<Awaited<ReturnType<typeof readBytes>>['result']>): (string | null)[] {
  return [result.firstPacketTime, result.lastPacketTime].map((time) => (time === null ? null : decimalTime(time)))
}

function oracleTimes(oracle: Oracle): string[] {
  return ['First packet time', 'Last packet time'].map((key) => oracle.capinfos.info[key] ?? '')
}

/** capinfos prints as many digits as the file has, and fewer for units that are powers of two. */
function expectTimes(read: readonly (string | null)[], expected: readonly string[]): void {
  const printed = read.map((time, i) => time?.slice(0, expected[i]?.length))
  const rest = read.map((time, i) => time?.slice(expected[i]?.length))
  expect(printed).toEqual(expected)
  if (expected.every((time) => /\.\d{6,}$/.test(time))) expect(rest.join('')).toMatch(/^0*$/)
}
