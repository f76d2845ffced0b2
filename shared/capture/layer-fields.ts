// Fields of link layers and tunnels for packet-fields.ts.
import { NEXT } from '../net/dissection.ts'
import { LINKTYPE, linkTypeName } from '../net/link-types.ts'

export interface FieldRow {
  readonly name: string
  readonly value: string
  /** Bytes of the field within the packet. */
  readonly at: number
  readonly length: number
}

export interface LayerFields {
  readonly layer: string
  readonly at: number
  readonly length: number
  readonly fields: readonly FieldRow[]
}

/** Three bytes, big-endian. */
export function word24(view: DataView, at: number): number {
  return (view.getUint16(at) << 8) | view.getUint8(at + 2)
}

/** Collects fields of one layer; a field that was not captured is left out. */
export class FieldList {
  readonly fields: FieldRow[] = []
  readonly view: DataView
  private readonly end: number

  constructor(view: DataView, end: number) {
    this.view = view
    this.end = Math.min(end, view.byteLength)
  }

  has(at: number, length: number): boolean {
    return at >= 0 && at + length <= this.end
  }

  add(name: string, at: number, length: number, value: (view: DataView) => string): this {
    if (this.has(at, length)) this.fields.push({ name, value: value(this.view), at, length })
    return this
  }

  uint(name: string, at: number, length: 1 | 2 | 4): this {
    return this.add(name, at, length, () => String(this.read(at, length)))
  }

  hex(name: string, at: number, length: 1 | 2 | 4): this {
    return this.add(
      name,
      at,
      length,
      () =>
        `0x${this.read(at, length)
          .toString(16)
          .padStart(length * 2, '0')}`,
    )
  }

  mac(name: string, at: number): this {
    return this.add(name, at, 6, (view) =>
      Array.from({ length: 6 }, (_, i) =>
        view
          .getUint8(at + i)
          .toString(16)
          .padStart(2, '0'),
      ).join(':'),
    )
  }

  read(at: number, length: 1 | 2 | 4): number {
    return length === 1 ? this.view.getUint8(at) : length === 2 ? this.view.getUint16(at) : this.view.getUint32(at)
  }
}

const ETHERTYPES: ReadonlyMap<number, string> = new Map([
  [0x0800, 'IPv4'],
  [0x0806, 'ARP'],
  [0x8100, '802.1Q'],
  [0x88a8, '802.1ad'],
  [0x86dd, 'IPv6'],
  [0x8847, 'MPLS'],
  [0x8864, 'PPPoE session'],
])

function etherType(list: FieldList, at: number): FieldList {
  return list.add('Type', at, 2, (view) => {
    const type = view.getUint16(at)
    const hex = `0x${type.toString(16).padStart(4, '0')}`
    const name = ETHERTYPES.get(type)
    return name === undefined ? hex : `${name} (${hex})`
  })
}

/** Fields of the link layers; null when `kind` is none. */
export function linkFields(
  view: DataView,
  kind: number,
  protocol: number,
  at: number,
  end: number,
): LayerFields | null {
  const list = new FieldList(view, end)
  const layer = (name: string): LayerFields => ({ layer: name, at, length: end - at, fields: list.fields })
  switch (kind) {
    case NEXT.ETHERNET:
      etherType(list.mac('Destination', at).mac('Source', at + 6), at + 12)
      return layer('Ethernet')
    case NEXT.ETHERTYPE:
      for (let tag = at; tag + 4 <= end; tag += 4) {
        list
          .add('Priority', tag, 1, () => String(view.getUint8(tag) >> 5))
          .add('DEI', tag, 1, () => String((view.getUint8(tag) >> 4) & 1))
          .add('VLAN ID', tag, 2, () => String(view.getUint16(tag) & 0x0fff))
        etherType(list, tag + 2)
      }
      return layer('802.1Q VLAN')
    case NEXT.LLC:
      etherType(
        list
          .hex('DSAP', at, 1)
          .hex('SSAP', at + 1, 1)
          .hex('Control', at + 2, 1),
        at + 6,
      )
      return layer('LLC/SNAP')
    case NEXT.LINK:
      return linkTypeFields(list, protocol, at, layer)
    default:
      return null
  }
}

function linkTypeFields(
  list: FieldList,
  linkType: number,
  at: number,
  layer: (name: string) => LayerFields,
): LayerFields {
  const packetType = (value: number): string =>
    ['to us', 'broadcast', 'multicast', 'to another host', 'sent by us'][value] ?? String(value)
  if (linkType === LINKTYPE.LINUX_SLL) {
    list
      .add('Packet type', at, 2, (view) => packetType(view.getUint16(at)))
      .uint('ARPHRD type', at + 2, 2)
      .uint('Address length', at + 4, 2)
      .mac('Source', at + 6)
    etherType(list, at + 14)
    return layer('Linux cooked capture v1')
  }
  if (linkType === LINKTYPE.LINUX_SLL2) {
    etherType(list, at)
      .uint('Interface index', at + 4, 4)
      .uint('ARPHRD type', at + 8, 2)
      .add('Packet type', at + 10, 1, (view) => packetType(view.getUint8(at + 10)))
      .uint('Address length', at + 11, 1)
      .mac('Source', at + 12)
    return layer('Linux cooked capture v2')
  }
  if (linkType === LINKTYPE.NULL || linkType === LINKTYPE.LOOP) {
    list.hex('Family', at, 4)
    return layer('Loopback')
  }
  return layer(linkTypeName(linkType))
}

/** Fields of tunnels and other headers between Ethernet and IP; at least their bytes. */
export function tunnelFields(view: DataView, kind: number, at: number, end: number): LayerFields {
  const list = new FieldList(view, end)
  const layer = (name: string): LayerFields => ({ layer: name, at, length: end - at, fields: list.fields })
  switch (kind) {
    case NEXT.MPLS:
      for (let label = at; label + 4 <= end; label += 4) {
        list
          .add('Label', label, 3, () => String(word24(view, label) >>> 4))
          .add('Traffic class', label + 2, 1, () => String((view.getUint8(label + 2) >> 1) & 7))
          .uint('TTL', label + 3, 1)
      }
      return layer('MPLS')
    case NEXT.PPPOE:
      list
        .hex('Code', at + 1, 1)
        .hex('Session ID', at + 2, 2)
        .uint('Payload length', at + 4, 2)
      return layer('PPPoE')
    case NEXT.PPP:
      list.hex('Protocol', end - 2, 2)
      return layer('PPP')
    case NEXT.GRE:
      list.hex('Flags and version', at, 2).hex('Protocol', at + 2, 2)
      if (end - at >= 8 && (view.getUint16(at) & 0xa000) === 0x2000) list.uint('Key', at + 4, 4)
      return layer('GRE')
    case NEXT.IEEE802_11:
      list
        .hex('Frame control', at, 2)
        .mac('Address 1', at + 4)
        .mac('Address 2', at + 10)
        .mac('Address 3', at + 16)
      return layer('IEEE 802.11')
    case NEXT.NSH:
      list.add('Service path', at + 4, 3, () => String(word24(view, at + 4)))
      return layer('NSH')
    default:
      return layer('Header')
  }
}
