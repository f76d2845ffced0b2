// Options of pcapng blocks (draft-ietf-opsawg-pcapng §3.5): code, length, value padded to four bytes; 0 ends them, and
// the end mark may be missing. Values are read in place, in the byte order of the section.

export interface Option {
  readonly code: number
  readonly at: number
  readonly length: number
}

/** More options in one block than any program writes. */
const MAX_OPTIONS = 4096

/** Options in view[start, end). `broken` is set when one is longer than its block; those before it count. */
export function readOptions(
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
): { readonly options: readonly Option[]; readonly broken: boolean } {
  const options: Option[] = []
  let at = start
  while (at + 4 <= end && options.length < MAX_OPTIONS) {
    const code = view.getUint16(at, littleEndian)
    const length = view.getUint16(at + 2, littleEndian)
    if (code === 0) return { options, broken: false }
    if (at + 4 + length > end) return { options, broken: true }
    options.push({ code, at: at + 4, length })
    at += 4 + ((length + 3) & ~3)
  }
  return { options, broken: false }
}

const utf8 = new TextDecoder('utf-8')

/** Text of an option; at most 4 KiB of it are looked at, up to a NUL. */
export function optionText(bytes: Uint8Array, option: Option): string {
  const value = bytes.subarray(option.at, option.at + Math.min(option.length, 4096))
  const nul = value.indexOf(0)
  return utf8.decode(nul < 0 ? value : value.subarray(0, nul))
}

/** An unsigned 64-bit option as a number (exact below 2^53); null when it is shorter. */
export function optionCount(view: DataView, option: Option, littleEndian: boolean): number | null {
  if (option.length < 8) return null
  const first = view.getUint32(option.at, littleEndian)
  const second = view.getUint32(option.at + 4, littleEndian)
  return littleEndian ? second * 4_294_967_296 + first : first * 4_294_967_296 + second
}
