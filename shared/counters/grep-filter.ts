// What a visible `| grep …` behind a command lets through, so that a counter that is not shown can be told from one that
// is 0. Only patterns made of plain words, `.`, `.*`, `^`, `$` and alternatives are understood (never handed to a
// regular expression engine: the text is a stranger's); anything else means "not known".

/** True for a line that the command would have shown. */
export type LineFilter = (line: string) => boolean

/**
 * The filter behind the pipes of a command line; null when a part of it is not understood. A command without pipes
 * lets everything through.
 */
export function filterOfCommand(command: string): LineFilter | null {
  const stages = splitPipes(command.slice(0, 2_000))
  if (!stages) return null
  const filters: LineFilter[] = []
  for (const stage of stages.slice(1)) {
    const words = splitWords(stage)
    const tool = words?.[0]?.replace(/^.*\//, '')
    if (words === null || tool === undefined) return null
    if (tool === 'cat' || tool === 'tee' || tool === 'less' || tool === 'more' || tool === 'ts') continue
    if (!/^[ef]?grep$/.test(tool)) return null
    const filter = grepFilter(tool, words.slice(1))
    if (!filter) return null
    filters.push(filter)
  }
  return (line) => filters.every((filter) => filter(line))
}

/** True when the command has a pipe or an argument that hides lines. */
export function isFiltered(command: string): boolean {
  return command.includes('|')
}

function grepFilter(tool: string, args: readonly string[]): LineFilter | null {
  let extended = tool === 'egrep'
  let fixed = tool === 'fgrep'
  let ignoreCase = false
  const patterns: string[] = []
  const plain: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (/^--(?:colou?r(?:=\w+)?|line-buffered)$/.test(arg)) continue
    if (arg === '--ignore-case') ignoreCase = true
    else if (arg === '--extended-regexp') extended = true
    else if (/^-[A-Za-z]+$/.test(arg)) {
      for (const flag of arg.slice(1)) {
        if (flag === 'i') ignoreCase = true
        else if (flag === 'E' || flag === 'P') extended = true
        else if (flag === 'F') fixed = true
        else if (flag === 'e') patterns.push(args[++i] ?? '')
        else if (flag === 'A' || flag === 'B' || flag === 'C') i++
        else if (flag !== 'a' && flag !== 'G' && flag !== 'h') return null
      }
    } else if (/^-[ABC]?\d+$/.test(arg)) continue
    else if (arg.startsWith('-')) return null
    else plain.push(arg)
  }
  if (patterns.length === 0) {
    const first = plain.shift()
    if (first === undefined) return null
    patterns.push(first)
  }
  if (plain.length > 0) return null
  const matchers: LineFilter[] = []
  for (const pattern of patterns) {
    const alternatives = fixed ? [pattern] : pattern.split(extended ? '|' : '\\|')
    for (const alternative of alternatives) {
      const matcher = fixed ? wordMatcher(alternative, ignoreCase) : simplePattern(alternative, extended, ignoreCase)
      if (!matcher) return null
      matchers.push(matcher)
    }
  }
  return (line) => matchers.some((matcher) => matcher(line))
}

function wordMatcher(word: string, ignoreCase: boolean): LineFilter {
  const wanted = ignoreCase ? word.toLowerCase() : word
  return (line) => (ignoreCase ? line.toLowerCase() : line).includes(wanted)
}

/** Words joined by `.*`, with `^` and `$` at the ends; null for anything richer. */
function simplePattern(pattern: string, extended: boolean, ignoreCase: boolean): LineFilter | null {
  let body = pattern
  // A group around the whole alternative, or what remains of one after splitting at `|`, changes nothing.
  if (extended) body = body.replace(/^\(/, '').replace(/\)$/, '')
  const atStart = body.startsWith('^')
  const atEnd = body.endsWith('$')
  body = body.slice(atStart ? 1 : 0, atEnd ? -1 : undefined)
  if (/[[\]\\+?{}^$]/.test(body) || (extended && /[()]/.test(body))) return null
  const pieces = body.split('.*')
  if (pieces.some((piece) => piece.includes('*') || piece.includes('.'))) return null
  const wanted = pieces.map((piece) => (ignoreCase ? piece.toLowerCase() : piece))
  return (line) => {
    const text = ignoreCase ? line.toLowerCase() : line
    let at = 0
    for (const [index, piece] of wanted.entries()) {
      const last = index === wanted.length - 1
      const found = last && atEnd ? (text.endsWith(piece) ? text.length - piece.length : -1) : text.indexOf(piece, at)
      if (found < at || (index === 0 && atStart && found !== 0)) return false
      at = found + piece.length
    }
    return true
  }
}

/** Splits at `|` outside quotes; null when a quote is left open. */
function splitPipes(command: string): string[] | null {
  const stages: string[] = []
  let stage = ''
  let quote = ''
  for (let i = 0; i < command.length; i++) {
    const char = command[i] ?? ''
    if (quote !== '') {
      if (char === quote) quote = ''
      stage += char
    } else if (char === '\\') {
      stage += char + (command[++i] ?? '')
    } else if (char === '"' || char === "'") {
      quote = char
      stage += char
    } else if (char === '|') {
      stages.push(stage)
      stage = ''
    } else if (char === ';' || char === '&' || char === '>') {
      break
    } else stage += char
  }
  if (quote !== '') return null
  stages.push(stage)
  return stages
}

/** Words as a shell makes them, quotes removed; null when a quote is left open. */
function splitWords(stage: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let i = 0; i < stage.length; i++) {
    const char = stage[i] ?? ''
    if (quote !== '') {
      if (char === quote) quote = ''
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(stage[i + 1] ?? ''))
        word = (word ?? '') + (stage[++i] ?? '')
      else word = (word ?? '') + char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (char === '\\') word = (word ?? '') + (stage[++i] ?? '')
    else if (/\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + char
  }
  if (quote !== '') return null
  if (word !== null) words.push(word)
  return words
}
