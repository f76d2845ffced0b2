// The log of main, on standard error: what was refused and what broke. Never packet content, addresses or paths
// (anchors/security.md A6).

export function log(line: string): void {
  process.stderr.write(`synscope: ${line}\n`)
}
