// Orders row numbers by any columns of the table. Stable radix passes from the last key to the first; a million rows
// and two keys take some tens of milliseconds and no comparator runs.
import { orderByNumber, orderByWord } from '../units/radix-order.ts'
import { numberReader, yesNoReader } from './column-readers.ts'
import type { FilterSubject } from './column-readers.ts'

export interface RowOrder {
  /** A name of FILTER_FIELDS, or `listener`. */
  readonly column: string
  readonly descending: boolean
}

/** Sorts `rows` in place; rows that are equal keep their order. Unknown columns are passed over. */
export function sortRows(rows: Uint32Array, order: readonly RowOrder[], subject: FilterSubject): void {
  for (const { column, descending } of [...order].reverse()) {
    // A stable descending order is the mirror of a stable ascending order of the mirrored rows.
    if (descending) rows.reverse()
    orderByColumn(rows, column, subject)
    if (descending) rows.reverse()
  }
}

function orderByColumn(rows: Uint32Array, column: string, subject: FilterSubject): void {
  const { handshakes: h } = subject.packets
  const rank = subject.columns.addressRank
  const words = (value: (row: number) => number): Uint32Array => {
    const key = new Uint32Array(h.length)
    for (const row of rows) key[row] = value(row)
    return key
  }
  const both = (port: Uint16Array, address: Uint32Array): void => {
    orderByWord(
      rows,
      words((row) => port[row] ?? 0),
    )
    orderByWord(
      rows,
      words((row) => rank[address[row] ?? 0] ?? 0),
    )
  }
  switch (column) {
    case 'client':
      return both(h.clientPort, h.clientAddress)
    case 'server':
    case 'listener':
      return both(h.serverPort, h.serverAddress)
    case 'frame':
      return orderByWord(rows, subject.columns.frame)
    case 'capture':
      return orderByWord(
        rows,
        words((row) => subject.columns.capture[row] ?? 0),
      )
    default: {
      const read = numberReader(column, subject)
      if (read) {
        const key = new Float64Array(h.length)
        for (const row of rows) key[row] = read(row)
        return orderByNumber(rows, key)
      }
      const yes = yesNoReader(column, subject)
      if (yes)
        orderByWord(
          rows,
          words((row) => (yes(row) ? 1 : 0)),
        )
    }
  }
}
