// The header fields of one packet for the detail view: layer by layer, each field with its value and the bytes it lies in.
// Walks the packet with the decoder itself, so what is shown is what was analysed. Names are those of Wireshark and the
// RFCs and are not translated.
import { Dissection, NEXT } from '../net/dissection.ts'
import { PathInterner } from '../net/layer-path.ts'
import { beginPacket, nextLayer } from '../net/packet-decoder.ts'
import { linkFields, type FieldRow, type LayerFields, tunnelFields } from './layer-fields.ts'
import { ipFields, transportFields } from './ip-fields.ts'

export type { FieldRow, LayerFields } from './layer-fields.ts'

const MAX_LAYERS = 32
const NO_SINK = { interest: new Uint32Array(1), segment: () => undefined, icmp: () => undefined }

/** Layers of the packet in `bytes` (as captured, `wireLength` long on the wire), outermost first. */
export function packetFields(bytes: Uint8Array, linkType: number, wireLength: number): LayerFields[] {
  const d = new Dissection(NO_SINK, new PathInterner(), 0)
  d.bytes = bytes
  d.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  d.end = bytes.length
  d.wireEnd = Math.max(bytes.length, wireLength)
  const layers: LayerFields[] = []
  beginPacket(d, linkType)
  let next: number = NEXT.LINK
  for (let steps = 0; next !== NEXT.DONE && steps < MAX_LAYERS; steps++) {
    const start = d.at
    const kind: number = next
    const protocol = d.protocol
    const end = d.end
    next = nextLayer(d, kind)
    const stop = Math.min(next === NEXT.DONE ? end : d.at, bytes.length)
    layers.push(...layerOf(d, kind, protocol, start, stop))
  }
  const last = layers.at(-1)
  const shown = last ? last.at + last.length : 0
  if (shown < bytes.length) layers.push(payload(shown, bytes.length))
  return layers
}

function layerOf(d: Dissection, kind: number, protocol: number, start: number, stop: number): LayerFields[] {
  const { view } = d
  if (kind === NEXT.IP_PAYLOAD || kind === NEXT.UDP) return transportFields(view, kind, protocol, start, stop)
  if (kind === NEXT.IPV4 || kind === NEXT.IPV6) return ipFields(view, kind, start, stop)
  if (stop <= start) return []
  return [linkFields(view, kind, protocol, start, stop) ?? tunnelFields(view, kind, start, stop)]
}

function payload(at: number, end: number): LayerFields {
  const length = end - at
  const row: FieldRow = { name: 'Bytes', value: String(length), at, length }
  return { layer: 'Data', at, length, fields: [row] }
}
