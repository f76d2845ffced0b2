// The detail of one handshake: ladder, options, what follows from TTL and time stamps.
import { describe, expect, it } from 'vitest'
import { flagNames, guessHops, relativeSequence, timestampClock } from '../../../renderer/features/detail/inference.ts'
import { ladderRows } from '../../../renderer/features/detail/ladder-rows.ts'
import { optionRows } from '../../../renderer/features/detail/option-rows.ts'
import { MARK } from '../../../shared/analysis/tables.ts'
import { optionFacts } from '../../../shared/tcp/option-sets.ts'
import { prepared } from '../../helpers/filter-subject.ts'

const options = (...bytes: number[]) => ({ ...optionFacts(Uint8Array.from(bytes)), flags: 2 })

describe('inference', () => {
  it('guesses hops from the start values that systems use', () => {
    expect(guessHops(64)).toEqual({ ttl: 64, initial: 64, hops: 0 })
    expect(guessHops(57).hops).toBe(7)
    expect(guessHops(119)).toEqual({ ttl: 119, initial: 128, hops: 9 })
    expect(guessHops(250).initial).toBe(255)
    expect(guessHops(30).initial).toBe(32)
    expect(guessHops(10).initial).toBe(64)
  })

  it('names flags and counts sequence numbers round 2^32', () => {
    expect(flagNames(0x12)).toBe('SYN ACK')
    expect(flagNames(0x1c2)).toBe('SYN ECE CWR AE')
    expect(relativeSequence(5, 0xfffffffe)).toBe(7)
  })

  it('measures the clock of time stamps', () => {
    const { packets } = prepared().packets
    const rows = [3, 4, 5, 6, 7]
    const stamped = {
      ...packets,
      marks: packets.marks.map((marks) => marks | MARK.hasTimestamps),
      tsVal: Uint32Array.from(
        packets.seconds,
        (seconds, p) => ((seconds % 1e6) * 1000 + (packets.nanos[p] ?? 0) / 1e6) >>> 0,
      ),
    }
    expect(timestampClock(stamped, rows)).toMatchObject({ nominal: 1000 })
    expect(timestampClock(packets, rows)).toBeNull()
    expect(timestampClock(stamped, [3])).toBeNull()
  })
})

describe('the ladder', () => {
  it('has times after the first packet, gaps, and numbers relative to the first ones', () => {
    const { analysis, columns, axis } = prepared()
    const rows = ladderRows({ analysis, columns, axis, provisional: false }, 4)
    expect(rows.map((row) => row.kind)).toEqual(['syn', 'syn', 'syn-ack', 'final-ack'])
    expect(rows.map((row) => Math.round(row.offset * 10) / 10)).toEqual([0, 1, 1.1, 1.2])
    expect(rows[0]).toMatchObject({ gap: null, unanswered: true, fromClient: true, relativeSeq: 0, relativeAck: null })
    expect(rows[2]).toMatchObject({ fromClient: false, relativeSeq: 0 })
  })
})

describe('options side by side', () => {
  it('marks what the SYN-ACK does not take up', () => {
    const syn = options(2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 3, 7)
    const synAck = options(2, 4, 5, 180, 4, 2)
    const rows = optionRows(syn, synAck)
    expect(rows.filter((row) => row.missing).map((row) => row.name)).toEqual(['Window scale', 'Timestamps'])
    expect(rows[0]).toMatchObject({ syn: '1460', synAck: '1460' })
    expect(rows.find((row) => row.name === 'MD5')).toBeUndefined()
  })

  it('claims nothing missing without a SYN-ACK', () => {
    expect(optionRows(options(4, 2), null).some((row) => row.missing)).toBe(false)
  })
})
