// The pcapng blocks that describe a capture instead of holding packets: interfaces (IDB), statistics (ISB), names (NRB).
import type { NumericAddress } from '../net/address.ts'
import type { CaptureTally, InterfaceTally } from './capture-tally.ts'
import { optionCount, optionText, readOptions } from './pcapng-options.ts'
import { TimeScale } from './time-scale.ts'

export const BLOCK = {
  IDB: 1,
  PB: 2,
  SPB: 3,
  NRB: 4,
  ISB: 5,
  EPB: 6,
  JOURNAL: 9,
  DSB: 10,
  CUSTOM: 0xbad,
  CUSTOM_NO_COPY: 0x40000bad,
  SHB: 0x0a0d0d0a,
} as const

/** Name of a block type for messages. */
export function blockName(type: number): string {
  const known = Object.entries(BLOCK).find(([, number]) => number === type)
  return known ? known[0] : `0x${type.toString(16).padStart(8, '0')}`
}

/** One interface of a section. */
export interface SectionInterface {
  readonly tally: InterfaceTally
  /** Row among all interfaces of the file. */
  readonly row: number
  readonly linkType: number
  /** 0 = no limit. */
  readonly snaplen: number
  readonly scale: TimeScale
  readonly fcsBytes: number
  /** Smallest and largest time stamp, still in units. */
  readonly range: RawTimeRange
}

export class RawTimeRange {
  private minHigh = 0
  private minLow = 0
  private maxHigh = -1
  private maxLow = 0

  add(high: number, low: number): void {
    if (high > this.maxHigh || (high === this.maxHigh && low > this.maxLow)) {
      if (this.maxHigh < 0) {
        this.minHigh = high
        this.minLow = low
      }
      this.maxHigh = high
      this.maxLow = low
    } else if (high < this.minHigh || (high === this.minHigh && low < this.minLow)) {
      this.minHigh = high
      this.minLow = low
    }
  }

  /** Widens the tally's range by this one. */
  addTo(tally: CaptureTally, scale: TimeScale): void {
    if (this.maxHigh < 0) return
    scale.convert(this.minHigh, this.minLow)
    tally.time(scale.seconds, scale.nanos)
    scale.convert(this.maxHigh, this.maxLow)
    tally.time(scale.seconds, scale.nanos)
  }
}

/** Reads an interface description block whose body is bytes[at, end); `offset` is its place in the file. */
export function readInterface(
  tally: CaptureTally,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  littleEndian: boolean,
  offset: number,
): SectionInterface {
  const linkType = view.getUint16(at, littleEndian)
  const snaplen = view.getUint32(at + 4, littleEndian)
  let name: string | null = null
  let resolution: number | null = null
  let timeOffset = 0
  let fcsBytes = 0
  const { options, broken } = readOptions(view, at + 8, end, littleEndian)
  if (broken) tally.warnCounted('badOptions', { offset, block: 'IDB' })
  for (const option of options) {
    if (option.code === 1) tally.comment(optionText(bytes, option))
    else if (option.code === 2) name = tally.text(optionText(bytes, option))
    else if (option.code === 9 && option.length >= 1) {
      if (resolution !== null) tally.warn('secondTimeResolution', { offset })
      else resolution = view.getUint8(option.at)
    } else if (option.code === 13 && option.length >= 1) fcsBytes = view.getUint8(option.at)
    else if (option.code === 14 && option.length >= 8) timeOffset = Number(view.getBigInt64(option.at, littleEndian))
  }
  const interfaceTally: InterfaceTally = { name, linkType, packets: 0, dropped: null }
  const row = tally.interfaces.push(interfaceTally) - 1
  return {
    tally: interfaceTally,
    row,
    linkType,
    snaplen,
    scale: timeScale(tally, resolution ?? 6, timeOffset, offset),
    fcsBytes: fcsBytes <= 8 ? fcsBytes : 0,
    range: new RawTimeRange(),
  }
}

function timeScale(tally: CaptureTally, resolution: number, timeOffset: number, offset: number): TimeScale {
  try {
    return new TimeScale(resolution, timeOffset)
  } catch {
    tally.warn('badTimeResolution', { offset, value: resolution })
    return new TimeScale(6, timeOffset)
  }
}

/** Interface statistics: the packets that the capture itself lost. Later blocks of an interface replace earlier ones. */
export function readStatistics(
  view: DataView,
  at: number,
  end: number,
  littleEndian: boolean,
  interfaces: readonly SectionInterface[],
): void {
  const captured = interfaces[view.getUint32(at, littleEndian)]
  if (!captured) return
  let dropped: number | null = null
  for (const option of readOptions(view, at + 12, end, littleEndian).options) {
    // 5 isb_ifdrop, 7 isb_osdrop
    if (option.code === 5 || option.code === 7)
      dropped = (dropped ?? 0) + (optionCount(view, option, littleEndian) ?? 0)
  }
  if (dropped !== null) captured.tally.dropped = dropped
}

const MAX_NAMES = 65_536

export interface CapturedName {
  readonly address: NumericAddress
  readonly name: string
}

/** Host names of a name resolution block; only the first name of an address is kept. */
export function readNames(
  tally: CaptureTally,
  names: CapturedName[],
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
): void {
  // Records have the form of options: type, length, value; type 0 ends them.
  for (const record of readOptions(view, start, end, littleEndian).options) {
    const room = record.code === 1 ? 4 : record.code === 2 ? 16 : 0
    if (room === 0 || record.length <= room || names.length >= MAX_NAMES) continue
    const text = { code: record.code, at: record.at + room, length: record.length - room }
    const name = tally.text(optionText(bytes, text))
    if (name === '') continue
    const word = (n: number): number => view.getUint32(record.at + n * 4)
    const address: NumericAddress =
      room === 4 ? { family: 4, words: [0, 0, 0, word(0)] } : { family: 6, words: [word(0), word(1), word(2), word(3)] }
    names.push({ address, name })
  }
}
