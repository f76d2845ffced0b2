// The buffers behind tables: what changes hands when they are posted to another thread, and how large it is.
import type { PacketAnalysis } from './tables.ts'

/** Every buffer of the columns of a table, each once. Views that share a buffer would lose it together. */
export function columnBuffers(table: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const column of Object.values(table) as unknown[]) {
    if (ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer) buffers.add(column.buffer)
  }
  return [...buffers]
}

/** The large tables of an analysis; paths, names and option sets are small and are copied. */
export function transferList({ addresses, listeners, handshakes, packets }: PacketAnalysis): ArrayBuffer[] {
  return [...new Set([addresses, listeners, handshakes, packets].flatMap((table) => columnBuffers(table)))]
}

export function bytesIn(buffers: readonly ArrayBuffer[]): number {
  return buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0)
}
