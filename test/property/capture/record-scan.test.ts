// The loop of the second thread (record-scan.wat) sorts packets as quickFlow does, bit by bit: for every packet it names the
// same flow, whatever the bytes, in both file formats and byte orders. What it leaves to the parsers: scanned-reading.test.ts.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FlowFilter } from '../../../shared/capture/flow-filter.ts'
import { RecordScan, type Scan, type ScanForm } from '../../../shared/capture/record-scan.ts'
import { ENTRY_WORDS, MUST_DECODE, newScanMemory, scanNotes, scanSlots } from '../../../shared/capture/scan-memory.ts'
import { quickFlow } from '../../../shared/net/quick-skip.ts'
import { PcapngFile, pcapFile } from '../../helpers/capture-files.ts'
import { PACKETS } from './sample-captures.ts'

const layout = { pieceBytes: 16_384, interestWords: 8 }

/** Scans records that begin at `from` of a file, with everybody waiting for everything. */
function scan(file: Uint8Array, from: number, form: ScanForm): { readonly found: Scan; readonly index: Uint32Array } {
  const memory = newScanMemory(layout)
  const notes = scanNotes(memory, layout)
  const filter = new FlowFilter(notes.bits)
  const [slot] = scanSlots(memory, layout)
  if (!slot) throw new Error('no slot')
  slot.bytes.set(file.subarray(from))
  slot.interest.fill(0xffffffff)
  filter.settle(slot.interest, 0)
  filter.beginRun()
  return { found: new RecordScan(memory, notes, filter).scan(slot, file.length - from, form), index: slot.index }
}

function flowOf(bytes: ArrayLike<number>): number {
  const flow = quickFlow(new DataView(Uint8Array.from(Array.from(bytes)).buffer), 0, bytes.length)
  return flow < 0 ? MUST_DECODE : flow
}

const MIXED: readonly (readonly number[])[] = PACKETS.flatMap((packet) => [
  packet,
  packet.slice(0, 54),
  packet.slice(0, 74),
])
/** Frames of the samples with some bytes of the headers changed. */
const frames = fc.array(
  fc.record({
    frame: fc.constantFrom(...MIXED),
    changes: fc.array(fc.tuple(fc.nat(90), fc.nat(255)), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
)

test.each([true, false])('pcap, little-endian %s', (littleEndian) => {
  fc.assert(
    fc.property(frames, (made) => {
      const packets = made.map(changed)
      const file = pcapFile(
        packets.map((bytes, i) => ({ seconds: 0xfffffff0 - i, fraction: i, bytes })),
        { bigEndian: !littleEndian },
      )
      const { found, index } = scan(file, 24, { kind: 'pcap', littleEndian, unitsPerSecond: 1_000_000, snaplen: 0 })
      expect(found).toEqual({
        packets: packets.length,
        entries: packets.length,
        last: file.length - 24 - 16 - (packets.at(-1)?.length ?? 0),
        next: file.length - 24,
        isUnusual: false,
        times: [0xfffffff0 - packets.length + 1, packets.length - 1, 0xfffffff0, 0],
      })
      expect(flows(index, packets.length)).toEqual(packets.map(flowOf))
    }),
  )
})

test.each([true, false])('pcapng, little-endian %s', (littleEndian) => {
  const head = new PcapngFile(littleEndian).section().interface().done().length
  fc.assert(
    fc.property(frames, (made) => {
      const packets = made.map(changed)
      const file = packets
        .reduce(
          (all, bytes, i) => all.packet(bytes, [395_812 + i, 4_000_000_000]),
          new PcapngFile(littleEndian).section().interface(),
        )
        .done()
      const { found, index } = scan(file, head, { kind: 'pcapng', littleEndian, unitsPerSecond: 0, snaplen: 0 })
      expect(found).toMatchObject({ packets: packets.length, next: file.length - head, isUnusual: false })
      expect(found.times).toEqual([395_812, 4_000_000_000, 395_812 + packets.length - 1, 4_000_000_000])
      expect(flows(index, packets.length)).toEqual(packets.map(flowOf))
    }),
  )
})

test('a full index ends the run before its memory does', () => {
  const packets = Array.from({ length: 500 }, () => [0])
  const file = pcapFile(packets.map((bytes) => ({ bytes })))
  const { found } = scan(file, 24, { kind: 'pcap', littleEndian: true, unitsPerSecond: 1_000_000, snaplen: 0 })
  const room = Math.ceil(layout.pieceBytes / 56)
  expect(found).toMatchObject({ packets: room, entries: room, next: room * 17, isUnusual: false })
})

function changed({
  frame,
  changes,
}: {
  frame: readonly number[]
  changes: readonly (readonly [number, number])[]
}): number[] {
  const bytes = [...frame]
  for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
  return bytes
}

function flows(index: Uint32Array, entries: number): number[] {
  return Array.from({ length: entries }, (_, i) => index[i * ENTRY_WORDS + 2] ?? -1)
}
