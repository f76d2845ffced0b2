// The log of main: what was refused and what broke, on standard error and, for the tests, the last lines in memory.
// Never packet content, addresses or paths (anchors/security.md A6).

const KEPT = 200
const lines: string[] = []

export function log(line: string): void {
  lines.push(line)
  if (lines.length > KEPT) lines.shift()
  process.stderr.write(`synscope: ${line}\n`)
}

/** The last lines, oldest first. */
export function loggedLines(): readonly string[] {
  return lines
}
