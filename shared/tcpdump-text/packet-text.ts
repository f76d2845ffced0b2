// One packet of tcpdump's text (its lines joined by blanks) taken apart: addresses, flags, numbers, options; and ICMP errors
// with what they quote. Grammar: inputs.md §11.2 (tcpdump 4 and later) and §11.3 (3.x). The innermost TCP header counts.

export interface TcpText {
  readonly source: string
  readonly destination: string
  readonly isIpv6: boolean
  /** SYN FIN RST PSH ACK URG ECE CWR AE bits. */
  readonly flags: number
  /** As printed: relative after the first ACK-bearing packet unless made with -S. */
  readonly seq: number | null
  readonly ack: number | null
  readonly window: number
  readonly options: string | null
  /** `[|tcp]`: the snap length cut the header. */
  readonly cut: boolean
  readonly payloadLength: number
}

export interface IcmpText {
  readonly type: number
  readonly code: number
  readonly isIpv6: boolean
  /** The host that the error was sent to: the sender of the packet it quotes. */
  readonly quotedSource: string
  /** The host that could not be reached; null when the text does not name it. */
  readonly quotedDestination: string | null
  readonly quotedPort: string | null
  /** The quoted segment when tcpdump -v printed it. */
  readonly quoted: TcpText | null
}

const LETTERS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, '.': 16, U: 32, E: 64, W: 128, e: 256 }

const NEW_STYLE =
  /(\S+) > (\S+): Flags \[([A-Za-z.]{1,10})\](?:, cksum 0x[0-9a-f]{1,4} \([^)]{0,40}\))?(?:, seq (\d{1,10})(?::(\d{1,10}))?)?(?:, ack (\d{1,10}))?(?:, win (\d{1,10}))?(?:, urg \d{1,5})?(?:, options \[([^\]]{0,400})\])?(?:, length (\d{1,9}))?/g
const OLD_STYLE =
  /(\S+) > (\S+): ([SFRPWE]{1,6}|\.) (?:\[[^\]]{1,20}\] ?)?(?:(\d{1,10}):(\d{1,10})\((\d{1,9})\) ?)?(?:ack (\d{1,10}) ?)?(?:win (\d{1,10}) ?)?(?:urg \d{1,5} ?)?(?:<([^>]{0,400})>)?/g

/** The innermost TCP segment of the packet, null when there is none that tells its flags. */
export function parseTcpText(text: string): TcpText | null {
  const modern = lastMatch(NEW_STYLE, text)
  if (modern !== null) {
    const flags = [...(modern[3] ?? '')].reduce((bits, letter) => bits | (LETTERS[letter] ?? 0), 0)
    const end = modern[5]
    return {
      ...ends(modern, text),
      flags: modern[3] === 'none' ? 0 : flags,
      seq: numberOrNull(modern[4]),
      ack: numberOrNull(modern[6]),
      window: Number(modern[7] ?? 0),
      options: modern[8] ?? null,
      cut: isCut(text, modern),
      payloadLength:
        modern[9] !== undefined ? Number(modern[9]) : end === undefined ? 0 : (Number(end) - Number(modern[4])) >>> 0,
    }
  }
  const old = lastMatch(OLD_STYLE, text)
  if (old === null || (old[4] === undefined && old[7] === undefined)) return null
  const letters = old[3] === '.' ? '' : (old[3] ?? '')
  const flags = [...letters].reduce((bits, letter) => bits | (LETTERS[letter] ?? 0), 0)
  return {
    ...ends(old, text),
    flags: old[7] === undefined ? flags : flags | 16,
    seq: numberOrNull(old[4]),
    ack: numberOrNull(old[7]),
    window: Number(old[8] ?? 0),
    options: old[9] ?? null,
    cut: isCut(text, old),
    payloadLength: Number(old[6] ?? 0),
  }
}

function isCut(text: string, match: RegExpExecArray): boolean {
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40)
  return /^[^\n]{0,30}\[\|tcp\]|^,? ?\[\|tcp/.test(after) || /\[\|/.test(match[8] ?? '')
}

const ADDRESSES = /(\S+) > (\S+): /g

/** Behind IPv6 extension headers only the ports stand before the flags: `IP6 a > b: DSTOPT 47064 > 80: Flags …`. */
function ends(match: RegExpExecArray, text: string): Pick<TcpText, 'source' | 'destination' | 'isIpv6'> {
  const [, source = '', destination = ''] = match
  if (/[.:]/.test(source)) return { source, destination, isIpv6: source.includes(':') }
  const outer = lastMatch(ADDRESSES, text.slice(0, match.index))
  const from = outer?.[1] ?? ''
  return { source: `${from}.${source}`, destination: `${outer?.[2] ?? ''}.${destination}`, isIpv6: from.includes(':') }
}

const numberOrNull = (text: string | undefined): number | null => (text === undefined ? null : Number(text) >>> 0)

function lastMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  let last: RegExpExecArray | null = null
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) last = match
  return last
}

/** tcpdump's words for ICMP errors (print-icmp.c, print-icmp6.c) → type and code; first match wins. */
const ICMP4: readonly (readonly [RegExp, number, number])[] = [
  [/^(\S+) tcp port (\S+) unreachable/, 3, 3],
  [/^host (\S+) unreachable - admin prohibited filter/, 3, 13],
  [/^host (\S+) unreachable - admin prohibited/, 3, 10],
  [/^net (\S+) unreachable - admin prohibited/, 3, 9],
  [/^host (\S+) unreachable - tos prohibited/, 3, 12],
  [/^net (\S+) unreachable - tos prohibited/, 3, 11],
  [/^host (\S+) unreachable/, 3, 1],
  [/^net (\S+) unreachable/, 3, 0],
  [/^(\S+) protocol \d+ unreachable/, 3, 2],
  [/^(\S+) unreachable - need to frag/, 3, 4],
  [/^(\S+) unreachable - source route failed/, 3, 5],
  [/^net (\S+) unreachable - unknown/, 3, 6],
  [/^host (\S+) unreachable - unknown/, 3, 7],
  [/^time exceeded in-transit/, 11, 0],
  [/^ip reassembly time exceeded/, 11, 1],
  [/^parameter problem/, 12, 0],
]
const ICMP6: readonly (readonly [RegExp, number, number])[] = [
  [/^destination unreachable, +unreachable port, (\S+) tcp port (\S+?)(?:,|$)/, 1, 4],
  [/^destination unreachable, +unreachable prohibited (\S+?)(?:,|$)/, 1, 1],
  [/^destination unreachable, +unreachable route (\S+?)(?:,|$)/, 1, 0],
  [/^destination unreachable, +beyond scope (\S+?)(?:,|$)/, 1, 2],
  [/^destination unreachable, +unreachable address (\S+?)(?:,|$)/, 1, 3],
  [/^packet too big/, 2, 0],
  [/^time exceeded in-transit(?: for (\S+?))?(?:,|$)/, 3, 0],
  [/^parameter problem/, 4, 0],
]
const ICMP_LINE = /(\S+) > (\S+): (?:\[icmp6 sum ok\] |\[bad icmp6[^\]]{0,60}\] )?(ICMP6?),? /

/** An ICMP error of this packet, null when it is none. */
export function parseIcmpText(text: string): IcmpText | null {
  const line = ICMP_LINE.exec(text)
  if (line === null) return null
  const isIpv6 = line[3] === 'ICMP6'
  const words = text
    .slice(line.index + line[0].length, line.index + line[0].length + 300)
    .replace(/^\[[^\]]{0,60}\] /, '')
  for (const [pattern, type, code] of isIpv6 ? ICMP6 : ICMP4) {
    const match = pattern.exec(words)
    if (match === null) continue
    return {
      type,
      code,
      isIpv6,
      quotedSource: line[2] ?? '',
      quotedDestination: match[1] ?? null,
      quotedPort: match[2] ?? null,
      quoted: parseTcpText(text.slice(line.index + line[0].length)),
    }
  }
  return null
}

export interface TunnelText {
  readonly kind: 'vxlan' | 'geneve'
  readonly source: string
  readonly destination: string
  /** VNI. */
  readonly network: number
}

export interface Surroundings {
  readonly ttl: number
  readonly ipId: number
  /** 0 unknown, 1 received, 2 sent by the capturing host. */
  readonly direction: number
  readonly interfaceName: string | null
  readonly vlans: readonly number[]
  /** The innermost VXLAN or GENEVE tunnel, null without. */
  readonly tunnel: TunnelText | null
  /** -1 not printed, 0 wrong, 1 right. */
  readonly checksum: number
}

const DIRECTIONS: Readonly<Record<string, number>> = { In: 1, Out: 2, B: 1, M: 1, P: 0 }

/** What stands around the segment: TTL and IP ID (-v), interface and direction (-i any), VLAN tags (-e), a tunnel. */
export function parseSurroundings(text: string): Surroundings {
  const any = /^(?:(\S+) +)?(In|Out|B|M|P) +(?=IP|ARP|ifindex|[0-9a-f]{2}:|ethertype)/.exec(text)
  const ttls = [...text.matchAll(/(?:ttl|hlim) (\d{1,3}),/g)]
  const ids = [...text.matchAll(/, id (\d{1,5}), offset/g)]
  const vxlan = /(\S+) > (\S+): (?:\[[^\]]{1,30}\] )?(VXLAN|GENEVE|Geneve),[^\n]{0,60}?vni (0x[0-9a-f]+|\d+)/.exec(text)
  const checksum = /cksum 0x[0-9a-f]{1,4} \((correct|incorrect)/g
  const sums = [...text.matchAll(checksum)]
  const sum = sums.at(-1)?.[1]
  return {
    ttl: Number(ttls.at(-1)?.[1] ?? 0),
    ipId: Number(ids.at(-1)?.[1] ?? 0),
    direction: any === null ? 0 : (DIRECTIONS[any[2] ?? ''] ?? 0),
    interfaceName: any?.[1] ?? null,
    vlans: [...text.matchAll(/vlan (\d{1,4}), p \d/g)].map((match) => Number(match[1])),
    tunnel:
      vxlan === null
        ? null
        : {
            kind: vxlan[3] === 'VXLAN' ? 'vxlan' : 'geneve',
            source: withoutPort(vxlan[1]),
            destination: withoutPort(vxlan[2]),
            network: Number(vxlan[4]),
          },
    checksum: sum === undefined ? -1 : sum === 'correct' ? 1 : 0,
  }
}

const withoutPort = (host: string | undefined): string => (host ?? '').replace(/\.[^.]*$/, '')
