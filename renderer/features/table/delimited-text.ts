// Comma- and tab-separated text. Cells that a spreadsheet would take for a formula get an apostrophe in front
// (anchors/security.md B6): texts of a capture come from strangers.

const FORMULA = /^[=+\-@\t\r]/
/** A number is no formula, also a negative one. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

function harmless(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
}

/** One line of CSV (RFC 4180), with CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** One line of tab-separated text; tabs and line ends inside a cell become blanks. */
export function tsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => harmless(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')}\n`
}
