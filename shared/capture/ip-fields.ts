// Fields of IPv4, IPv6, TCP with its options, UDP with tunnels, and ICMP for packet-fields.ts.
import { ipv4Text, ipv6Text } from '../net/address.ts'
import { NEXT } from '../net/dissection.ts'
import { FieldList, type LayerFields, word24 } from './layer-fields.ts'
import { tcpOptionFields } from './tcp-option-fields.ts'

const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [1, 'ICMP'],
  [4, 'IPv4'],
  [6, 'TCP'],
  [17, 'UDP'],
  [41, 'IPv6'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
  [58, 'ICMPv6'],
])

function protocolText(number: number): string {
  const name = PROTOCOLS.get(number)
  return name === undefined ? String(number) : `${name} (${number})`
}

export function ipFields(view: DataView, kind: number, at: number, end: number): LayerFields[] {
  return kind === NEXT.IPV4 ? [ipv4Fields(view, at, end)] : [ipv6Fields(view, at, end)]
}

function ipv4Fields(view: DataView, at: number, end: number): LayerFields {
  const headerEnd = Math.min(end, at + headerLength(view, at))
  const list = new FieldList(view, headerEnd)
    .add('Version', at, 1, () => String(view.getUint8(at) >> 4))
    .add('Header length', at, 1, () => String((view.getUint8(at) & 15) * 4))
    .add('DSCP', at + 1, 1, () => String(view.getUint8(at + 1) >> 2))
    .add('ECN', at + 1, 1, () => String(view.getUint8(at + 1) & 3))
    .uint('Total length', at + 2, 2)
    .hex('Identification', at + 4, 2)
    .add('Flags', at + 6, 1, () => ipFlags(view.getUint8(at + 6)))
    .add('Fragment offset', at + 6, 2, () => String((view.getUint16(at + 6) & 0x1fff) * 8))
    .uint('Time to live', at + 8, 1)
    .add('Protocol', at + 9, 1, () => protocolText(view.getUint8(at + 9)))
    .hex('Header checksum', at + 10, 2)
    .add('Source', at + 12, 4, () => ipv4Text(view.getUint32(at + 12)))
    .add('Destination', at + 16, 4, () => ipv4Text(view.getUint32(at + 16)))
  const options = headerEnd - at - 20
  if (options > 0) list.add('Options', at + 20, options, () => `${options} bytes`)
  return { layer: 'IPv4', at, length: headerEnd - at, fields: list.fields }
}

function headerLength(view: DataView, at: number): number {
  return at < view.byteLength ? Math.max(20, (view.getUint8(at) & 15) * 4) : 20
}

function ipFlags(byte: number): string {
  const names = [(byte & 0x40) !== 0 ? 'DF' : '', (byte & 0x20) !== 0 ? 'MF' : ''].filter((name) => name !== '')
  return names.length === 0 ? '–' : names.join(' ')
}

function ipv6Fields(view: DataView, at: number, end: number): LayerFields {
  const address = (offset: number): string =>
    ipv6Text(
      view.getUint32(offset),
      view.getUint32(offset + 4),
      view.getUint32(offset + 8),
      view.getUint32(offset + 12),
    )
  const list = new FieldList(view, end)
    .add('Version', at, 1, () => String(view.getUint8(at) >> 4))
    .add('Traffic class', at, 2, () => `0x${((view.getUint16(at) >> 4) & 0xff).toString(16).padStart(2, '0')}`)
    .add('Flow label', at + 1, 3, () => `0x${(view.getUint32(at) & 0xfffff).toString(16).padStart(5, '0')}`)
    .uint('Payload length', at + 4, 2)
    .add('Next header', at + 6, 1, () => protocolText(view.getUint8(at + 6)))
    .uint('Hop limit', at + 7, 1)
    .add('Source', at + 8, 16, () => address(at + 8))
    .add('Destination', at + 24, 16, () => address(at + 24))
  const extensions = end - at - 40
  if (extensions > 0) list.add('Extension headers', at + 40, extensions, () => `${extensions} bytes`)
  return { layer: 'IPv6', at, length: end - at, fields: list.fields }
}

/** What stands behind an IP header: `protocol` is its number when `kind` is IP_PAYLOAD. */
export function transportFields(
  view: DataView,
  kind: number,
  protocol: number,
  at: number,
  end: number,
): LayerFields[] {
  if (kind === NEXT.UDP) return [udpFields(view, at, end)]
  if (protocol === 6) return tcpFields(view, at, end)
  if (protocol === 1 || protocol === 58) return [icmpFields(view, protocol, at, end)]
  return end > at ? [{ layer: protocolText(protocol), at, length: end - at, fields: [] }] : []
}

const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const

function tcpFields(view: DataView, at: number, end: number): LayerFields[] {
  const dataOffset = at + 12 < end ? (view.getUint8(at + 12) >> 4) * 4 : 20
  const headerEnd = Math.min(end, at + Math.max(20, dataOffset))
  const list = new FieldList(view, headerEnd)
    .uint('Source port', at, 2)
    .uint('Destination port', at + 2, 2)
    .uint('Sequence number', at + 4, 4)
    .uint('Acknowledgment number', at + 8, 4)
    .add('Header length', at + 12, 1, () => String(dataOffset))
    .add('Flags', at + 12, 2, () => flagNames(view.getUint16(at + 12)))
    .uint('Window', at + 14, 2)
    .hex('Checksum', at + 16, 2)
    .uint('Urgent pointer', at + 18, 2)
  list.fields.push(...tcpOptionFields(view, at + 20, headerEnd))
  const layers: LayerFields[] = [{ layer: 'TCP', at, length: headerEnd - at, fields: list.fields }]
  const payload = end - headerEnd
  if (payload > 0) {
    const fields = [{ name: 'Bytes', value: String(payload), at: headerEnd, length: payload }]
    layers.push({ layer: 'TCP payload', at: headerEnd, length: payload, fields })
  }
  return layers
}

function flagNames(word: number): string {
  const names = FLAG_NAMES.filter((_, bit) => (word & (1 << bit)) !== 0)
  return names.length === 0 ? '–' : names.join(' ')
}

/** UDP and, when a tunnel was found in it, the tunnel's header behind it. */
function udpFields(view: DataView, at: number, end: number): LayerFields {
  const list = new FieldList(view, end)
    .uint('Source port', at, 2)
    .uint('Destination port', at + 2, 2)
    .uint('Length', at + 4, 2)
    .hex('Checksum', at + 6, 2)
  const port = list.has(at + 2, 2) ? view.getUint16(at + 2) : 0
  const isVxlan = port === 4789 || port === 8472
  if (isVxlan || port === 6081) {
    list.add(isVxlan ? 'VXLAN network identifier' : 'Geneve network identifier', at + 12, 3, () =>
      String(word24(view, at + 12)),
    )
  }
  if (port === 2152) list.hex('GTP-U tunnel endpoint', at + 12, 4)
  return { layer: 'UDP', at, length: end - at, fields: list.fields }
}

function icmpFields(view: DataView, protocol: number, at: number, end: number): LayerFields {
  const list = new FieldList(view, end)
    .uint('Type', at, 1)
    .uint('Code', at + 1, 1)
    .hex('Checksum', at + 2, 2)
    .hex('Rest of header', at + 4, 4)
  return { layer: protocol === 58 ? 'ICMPv6' : 'ICMP', at, length: end - at, fields: list.fields }
}
