// TCP options as tcpdump prints them, back to bytes (kinds of RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413, RFC 8684), so
// that the tracker reads one form only. Both styles: `[mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7]` and
// `<mss 1460,sackOK,timestamp 1 0,nop,wscale 7>`. Options the handshake analysis does not read become their kind
// and length with zeros for values.

const word = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]

/** Longest option list a TCP header has room for (RFC 9293 §3.1: data offset of 15 words). */
export const MOST_OPTION_BYTES = 40

/** Writes the options named in `text` into `out` and returns how many bytes they take. */
export function encodeOptions(text: string, out: Uint8Array): number {
  let length = 0
  for (const option of text.split(',')) {
    const bytes = optionBytes(option.trim())
    if (length + bytes.length > Math.min(out.length, MOST_OPTION_BYTES)) break
    out.set(bytes, length)
    length += bytes.length
  }
  return length
}

function optionBytes(text: string): readonly number[] {
  const [name = '', ...rest] = text.split(/ +/)
  const first = Number(rest[0])
  switch (name) {
    case 'nop':
      return [1]
    case 'eol':
      return [0]
    case 'mss':
      return [2, 4, (first >>> 8) & 255, first & 255]
    case 'wscale':
      return [3, 3, first & 255]
    case 'sackOK':
      return [4, 2]
    case 'TS':
      return [8, 10, ...word(Number(rest[1])), ...word(Number(rest[3]))]
    case 'timestamp':
      return [8, 10, ...word(first), ...word(Number(rest[1]))]
    case 'md5':
    case "md5can't":
    case 'md5valid':
    case 'md5invalid':
      return [19, 18, ...Array.from({ length: 16 }, () => 0)]
    case 'tcp-ao':
      return [29, 4, 0, 0]
    case 'mptcp':
      return mptcpBytes(text)
    case 'tfo':
    case 'exp-tfo':
      return fastOpenBytes(rest)
    case 'acc-ecn':
      return [172, 2]
    default:
      return []
  }
}

/** `mptcp capable …`, `mptcp 12 capable v1 …`: subtype in the upper half of byte 2 (RFC 8684 §3). */
function mptcpBytes(text: string): readonly number[] {
  const subtype = / capable/.test(text) ? 0 : / join/.test(text) ? 1 : 2
  return [30, 4, subtype << 4, 0]
}

function fastOpenBytes(rest: readonly string[]): readonly number[] {
  if (rest[0] !== 'cookie') return [34, 2]
  const cookie =
    (rest[1] ?? '')
      .match(/[0-9a-f]{2}/g)
      ?.slice(0, 16)
      .map((hex) => Number.parseInt(hex, 16)) ?? []
  return [34, 2 + cookie.length, ...cookie]
}
