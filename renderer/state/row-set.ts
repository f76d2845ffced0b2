// A set of row numbers: sorted, immutable, cheap for one row and for a million. Selections are made of it.

export class RowSet {
  /** Ascending, no row twice. */
  readonly rows: Uint32Array

  private constructor(rows: Uint32Array) {
    this.rows = rows
  }

  static readonly empty = new RowSet(new Uint32Array(0))

  /** Any rows in any order. */
  static of(rows: Iterable<number> | Uint32Array): RowSet {
    const sorted = Uint32Array.from(rows).sort()
    let kept = 0
    for (let i = 0; i < sorted.length; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i] ?? 0
    }
    return kept === 0 ? RowSet.empty : new RowSet(sorted.subarray(0, kept))
  }

  get size(): number {
    return this.rows.length
  }

  has(row: number): boolean {
    let low = 0
    let high = this.rows.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.rows[middle] ?? 0) < row) low = middle + 1
      else high = middle
    }
    return this.rows[low] === row
  }

  /** The set with `row` added, or without it when it was in. */
  toggled(row: number): RowSet {
    return this.has(row) ? new RowSet(this.rows.filter((r) => r !== row)) : RowSet.of([...this.rows, row])
  }
}
