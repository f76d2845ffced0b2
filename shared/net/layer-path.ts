// The link and tunnel layers around the analysed IP header, as a row number per distinct path. Layers are collected as
// plain words while a packet is decoded; the readable text is made once per path, never per packet.
import { ipv4Text, ipv6Text } from './address.ts'

/** Kinds of layer and how many words follow the kind. Also the index into the encapsulation counts. */
export const LAYER = {
  VLAN: 0,
  MPLS: 1,
  PPPOE: 2,
  PPP: 3,
  IPV4: 4,
  IPV6: 5,
  GRE: 6,
  ERSPAN: 7,
  VXLAN: 8,
  GENEVE: 9,
  GTPU: 10,
  TEREDO: 11,
  IEEE802_11: 12,
  INTERFACE: 13,
  FABRICPATH: 14,
  AH: 15,
  L2TP: 16,
  ETHERIP: 17,
  NSH: 18,
  PSEUDOWIRE: 19,
} as const

const WORDS: readonly number[] = [1, 1, 1, 0, 2, 8, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0]

/** Names of the encapsulations in CaptureSummary.encapsulations; null = a layer that is no encapsulation. */
export const ENCAPSULATION_NAMES: readonly (string | null)[] = [
  'vlan',
  'mpls',
  'pppoe',
  'ppp',
  null,
  null,
  'gre',
  'erspan',
  'vxlan',
  'geneve',
  'gtp-u',
  'teredo',
  '802.11',
  null,
  'fabricpath',
  'ah',
  'l2tp',
  'etherip',
  'nsh',
  'pseudowire',
  'ipip',
  '6in4',
  '4in6',
  '6in6',
]

/** Tunnels that are no layer of their own, only one IP header in another: indices into ENCAPSULATION_NAMES. */
export const TUNNEL = { IPIP: 20, SIX_IN_FOUR: 21, FOUR_IN_SIX: 22, SIX_IN_SIX: 23 } as const

/** Most words one packet's layers may take; more than any real stack, less than an attack would like. */
export const MAX_LAYER_WORDS = 96
/** PacketTable.path is 16 bits wide. The last row stands for all paths beyond the limit. */
export const MAX_PATHS = 60_000

/** Rows of readable paths; shared by all captures of one analysis. Row 0 is the plain packet, ''. */
export class PathInterner {
  readonly paths: string[] = ['']
  private readonly rows = new Map<number, { readonly words: Uint32Array; readonly row: number }[]>()

  /** Row of the path made of `words[0 … length)`. */
  row(words: Uint32Array, length: number): number {
    if (length === 0) return 0
    let hash = 0x811c9dc5
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (words[i] ?? 0), 0x01000193)
    const bucket = this.rows.get(hash)
    if (bucket) {
      for (const known of bucket) if (sameWords(known.words, words, length)) return known.row
    }
    if (this.paths.length >= MAX_PATHS) {
      if (this.paths.length === MAX_PATHS) this.paths.push('…')
      return MAX_PATHS
    }
    const row = this.paths.push(pathText(words, length)) - 1
    const entry = { words: words.slice(0, length), row }
    if (bucket) bucket.push(entry)
    else this.rows.set(hash, [entry])
    return row
  }
}

function sameWords(known: Uint32Array, words: Uint32Array, length: number): boolean {
  if (known.length !== length) return false
  for (let i = 0; i < length; i++) if (known[i] !== words[i]) return false
  return true
}

/** `VLAN 100 · 10.0.0.1 → 10.0.0.2 · VXLAN 42`. */
export function pathText(words: Uint32Array, length: number): string {
  const parts: string[] = []
  for (let i = 0; i < length;) {
    const kind = words[i] ?? 0
    parts.push(layerText(kind, (n) => words[i + 1 + n] ?? 0))
    i += 1 + (WORDS[kind] ?? 0)
  }
  return parts.join(' · ')
}

function layerText(kind: number, word: (n: number) => number): string {
  switch (kind) {
    case LAYER.VLAN:
      return `VLAN ${word(0)}`
    case LAYER.MPLS:
      return `MPLS ${word(0)}`
    case LAYER.PPPOE:
      return `PPPoE ${word(0)}`
    case LAYER.PPP:
      return 'PPP'
    case LAYER.IPV4:
      return `${ipv4Text(word(0))} → ${ipv4Text(word(1))}`
    case LAYER.IPV6:
      return `${ipv6Text(word(0), word(1), word(2), word(3))} → ${ipv6Text(word(4), word(5), word(6), word(7))}`
    case LAYER.GRE:
      return word(0) === 0 ? 'GRE' : `GRE ${word(0)}`
    case LAYER.ERSPAN:
      return `ERSPAN ${word(0)}`
    case LAYER.VXLAN:
      return `VXLAN ${word(0)}`
    case LAYER.GENEVE:
      return `Geneve ${word(0)}`
    case LAYER.GTPU:
      return `GTP-U 0x${word(0).toString(16)}`
    case LAYER.TEREDO:
      return 'Teredo'
    case LAYER.IEEE802_11:
      return '802.11'
    case LAYER.INTERFACE:
      return `ifindex ${word(0)}`
    case LAYER.FABRICPATH:
      return `FabricPath ${word(0)}`
    case LAYER.AH:
      return 'AH'
    case LAYER.L2TP:
      return `L2TP ${word(0)}`
    case LAYER.ETHERIP:
      return 'EtherIP'
    case LAYER.NSH:
      return `NSH ${word(0)}`
    case LAYER.PSEUDOWIRE:
      return 'pseudowire'
    default:
      return '?'
  }
}
