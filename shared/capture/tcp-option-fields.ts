// TCP options as rows of the detail view (IANA "TCP Parameters"). Stops at the first option whose length cannot be true.
import type { FieldRow } from './layer-fields.ts'

const NAMES: ReadonlyMap<number, string> = new Map([
  [2, 'Maximum segment size'],
  [3, 'Window scale'],
  [4, 'SACK permitted'],
  [5, 'SACK'],
  [8, 'Timestamps'],
  [19, 'MD5 signature'],
  [28, 'User timeout'],
  [29, 'TCP-AO'],
  [30, 'Multipath TCP'],
  [34, 'Fast Open cookie'],
  [69, 'TCP-ENO'],
  [172, 'AccECN order 0'],
  [174, 'AccECN order 1'],
  [253, 'Experiment 253'],
  [254, 'Experiment 254'],
])

export function tcpOptionFields(view: DataView, start: number, end: number): FieldRow[] {
  const rows: FieldRow[] = []
  for (let at = start; at < end;) {
    const kind = view.getUint8(at)
    if (kind === 0) {
      rows.push({ name: 'Option: end', value: '', at, length: 1 })
      break
    }
    if (kind === 1) {
      rows.push({ name: 'Option: no-operation', value: '', at, length: 1 })
      at += 1
      continue
    }
    const length = at + 1 < end ? view.getUint8(at + 1) : 0
    if (length < 2 || at + length > end) {
      rows.push({ name: 'Option: cut or malformed', value: String(kind), at, length: end - at })
      break
    }
    rows.push({ name: `Option: ${NAMES.get(kind) ?? kind}`, value: valueOf(view, kind, at, length), at, length })
    at += length
  }
  return rows
}

function valueOf(view: DataView, kind: number, at: number, length: number): string {
  if (kind === 2 && length === 4) return String(view.getUint16(at + 2))
  if (kind === 3 && length === 3) return `${view.getUint8(at + 2)} (×${2 ** Math.min(14, view.getUint8(at + 2))})`
  if (kind === 8 && length === 10) return `TSval ${view.getUint32(at + 2)}, TSecr ${view.getUint32(at + 6)}`
  if (kind === 30 && length >= 3) return `subtype ${view.getUint8(at + 2) >> 4}`
  return Array.from({ length: length - 2 }, (_, i) =>
    view
      .getUint8(at + 2 + i)
      .toString(16)
      .padStart(2, '0'),
  ).join('')
}
