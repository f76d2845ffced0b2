// MPLS label stacks (RFC 3032) and what may follow them: IP by its version nibble, or an Ethernet pseudowire with or
// without control word (RFC 4448).
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

const MAX_LABELS = 16

export function mpls(d: Dissection): number {
  const { view } = d
  for (let labels = 0; labels < MAX_LABELS; labels++) {
    if (d.at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
    const entry = view.getUint32(d.at)
    d.layer(LAYER.MPLS, entry >>> 12)
    d.at += 4
    if ((entry & 0x100) === 0) continue
    if (d.at >= d.end) return d.skip(SKIP['no-payload'])
    const nibble = view.getUint8(d.at) >> 4
    if (nibble === 4 || nibble === 6) return NEXT.IP
    if (nibble === 0) d.at += 4
    d.plainLayer(LAYER.PSEUDOWIRE)
    return NEXT.ETHERNET
  }
  return d.skip(SKIP['nested-too-deep'])
}

/** Network service header (RFC 8300): base, service path, context; the length is in words. */
export function nsh(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  const length = (view.getUint8(at + 1) & 0x3f) * 4
  if (length < 8) return d.skip(SKIP['not-ip'])
  d.layer(LAYER.NSH, view.getUint32(at + 4) >>> 8)
  d.at = at + length
  switch (view.getUint8(at + 3)) {
    case 1:
      return NEXT.IPV4
    case 2:
      return NEXT.IPV6
    case 3:
      return NEXT.ETHERNET
    case 5:
      return NEXT.MPLS
    default:
      return d.skip(SKIP['not-ip'])
  }
}
