// Plain text tables for terminals: columns as wide as their content, CJK characters two cells wide.

/** Cells a text takes in a terminal (Unicode East Asian Width W and F count 2). */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1
  return width
}

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** Lines of a table, title line first; `indent` blanks before each. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[], indent = 2): string[] {
  const widths = columns.map((column, i) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[i] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    (
      ' '.repeat(indent) + cells.map((cell, i) => pad(cell, widths[i] ?? 0, columns[i]?.align ?? 'left')).join('  ')
    ).trimEnd()
  return [line(columns.map((column) => column.title)), ...rows.map(line)]
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'right' ? blanks + text : text + blanks
}
