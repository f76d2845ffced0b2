// Lines that are no counters but say something about those around them: prompts with commands, the header of `watch`,
// separators, host banners; and noise of shells and kubectl that may be passed over.
import { filterOfCommand, isFiltered, type LineFilter } from './grep-filter.ts'

export type Tool = 'netstat' | 'nstat' | 'ss' | 'proc' | 'sysctl' | 'uname' | 'dmesg' | 'conntrack' | 'other'

/** A command that a prompt, `watch` or `set -x` shows. */
export interface CommandLine {
  readonly text: string
  readonly tool: Tool
  /** Which lines it shows; null when that is not known. */
  readonly shows: LineFilter | null
  readonly filtered: boolean
}

const COMMAND =
  /(?:^|[\s;&|("'`/])(netstat|nstat|ss|cat|grep|head|sysctl|uname|dmesg|journalctl|conntrack|curl|wget|watch|while|for|date|sleep|kubectl|docker|nsenter|crictl|ip|sudo|exit|logout|clear|cd|ls|echo|hostname)(?=\s|$|;)/

/** The command line behind a prompt or an echo, taken apart. */
export function commandOf(text: string): CommandLine {
  // Inside `kubectl exec … -- sh -c '…'` and the like, the pipes within the quotes are those that matter.
  const inner = /(?:sh -c|watch\b[^'"]{0,40})\s+(['"])(.{1,1000})\1/.exec(text)?.[2] ?? text
  const piped = /(?:^|[\s;&|(/])((?:netstat|nstat)\b.*)$/.exec(inner)?.[1] ?? inner
  const tool: Tool = /(?:^|[\s;&|(/])nstat(?:\s|$|;)/.test(inner)
    ? 'nstat'
    : /(?:^|[\s;&|(/])netstat(?:\s|$|;)/.test(inner)
      ? 'netstat'
      : /(?:^|[\s;&|(/])ss(?:\s|$|;)/.test(inner)
        ? 'ss'
        : /\/proc\/net\//.test(inner)
          ? 'proc'
          : /sysctl|\/proc\/sys\//.test(inner)
            ? 'sysctl'
            : /(?:^|\s)uname\b/.test(inner)
              ? 'uname'
              : /dmesg|journalctl/.test(inner)
                ? 'dmesg'
                : /conntrack/.test(inner)
                  ? 'conntrack'
                  : 'other'
  return { text: inner.trim(), tool, shows: filterOfCommand(piped), filtered: isFiltered(piped) }
}

const PROMPTS: readonly RegExp[] = [
  /^\[?[\w.-]{1,64}@([\w.-]{1,64})[: ][^\]#$%>]{0,200}\]?\s?[#$%>]\s*(.*)$/, // user@host:~# , [user@host dir]$
  /^(?:ba|z|k|da|a)?sh-[\d.]{1,8}[#$]()\s*(.*)$/, // bash-4.2$
  /^(?:~|\/[\w./-]{0,100})\s[#$]()\s+(.*)$/, // BusyBox: / # , ~ $
  /^PS [A-Z]:\\[^>]{0,200}>()\s*(.*)$/,
  /^[A-Z]:\\[^>]{0,200}>()\s*(.*)$/,
  /^[#$%>]()\s(.*)$/,
  /^\+{1,3}()\s(.*)$/, // set -x
]

/** A prompt with a command (which may be empty); the host is null when the prompt does not name it. */
export function readPrompt(line: string): { host: string | null; command: CommandLine } | null {
  const text = line.trim()
  if (text.length > 2_000) return null
  for (const [index, pattern] of PROMPTS.entries()) {
    const match = pattern.exec(text)
    if (!match) continue
    const command = match[2] ?? ''
    // A bare `# …` or `> …` is a prompt only in front of something that is a command.
    if (index >= PROMPTS.length - 2 && !COMMAND.test(command)) continue
    return { host: match[1] || null, command: commandOf(command) }
  }
  return null
}

/** `Every 1.0s: netstat -s      host: Sun Nov 22 …` of watch(1). */
export function readWatchHeader(line: string): { command: CommandLine; host: string | null; date: string } | null {
  const match = /^Every [\d.,]{1,8}s: (\S.*?)\s{2,}(?:([\w.-]{1,64}): )?(\S.{9,60})$/.exec(line.slice(0, 1_000))
  return match ? { command: commandOf(match[1] ?? ''), host: match[2] ?? null, date: match[3] ?? '' } : null
}

/** A banner that names the host of what follows: ansible, `ssh` loops, salt. */
export function readHostBanner(line: string): string | null {
  const match =
    /^([\w.-]{1,64}) \| (?:CHANGED|SUCCESS|FAILED)(?: \| rc=\d{1,3})? (?:>>|=>)/.exec(line) ??
    /^[=#*-]{2,20}\s{0,2}(?:host|node|pod|server)\s?[:=]?\s([\w./-]{1,64})\s{0,2}[=#*-]{0,20}$/i.exec(line) ??
    /^(?:host|hostname|node|pod|server)\s?[:=]\s([\w./-]{1,64})$/i.exec(line)
  return match?.[1] ?? null
}

/** `---`, `====`, `### before ###`, `==> file <==`. */
export function isSeparator(line: string): boolean {
  const text = line.trim()
  return /^[-=*#_~+]{3,}/.test(text) || /^==> .{1,500} <==$/.test(text)
}

const NOISE: readonly RegExp[] = [
  /^# synscope: /,
  /^Defaulted container /,
  /^Defaulting container name/,
  /^Use 'kubectl describe /,
  /^Unable to use a TTY/,
  /^If you don't see a command prompt/,
  /^command terminated with exit code/,
  /^kubectl exec \[POD\]/,
  /^Script (?:started|done)\b/,
  /^Connection to \S{1,255} closed/,
  /^Last login: /,
  /^Warning: Permanently added /,
  /^logout$|^exit$/,
  /^\^C\S{0,200}$/,
  /^`{3}\w{0,20}$/,
  /^real\s\d|^user\s\d|^sys\s\d/,
  /^(?:\d{1,3}\+\d{1,3} records (?:in|out))$/,
]

/** Lines that tools print around the output and that carry nothing. */
export function isNoise(line: string): boolean {
  const text = line.trim()
  return text.length < 600 && NOISE.some((pattern) => pattern.test(text))
}

/** Without the marks of a quoted mail or a table (`> `, `| `); the same string when there are none. */
export function withoutQuoting(line: string): string {
  let at = 0
  let quoted = false
  for (; at < line.length && at < 64; at++) {
    const char = line[at]
    if (char === '>' || char === '|' || char === '\u2502') quoted = true
    else if (char !== ' ' && char !== '\t') break
  }
  if (!quoted) return line
  // Keep the indentation that follows the last mark.
  let mark = at
  while (mark > 0 && /[ \t]/.test(line[mark - 1] ?? '')) mark--
  return line.slice(mark).replace(/\s?[|\u2502]$/, '')
}
