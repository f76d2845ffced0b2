// Cuts a filter text into tokens. Words are taken whole (10.0.0.0/16, half-open, [fd00::1]:443, 80..90, 3.5s); what a
// word means is decided by where it stands, so the tokenizer needs to know no fields.

export type TokenKind = 'word' | 'text' | 'operator' | 'open' | 'close' | 'set-open' | 'set-close' | 'comma'

export interface Token {
  readonly kind: TokenKind
  /** Operators in their one spelling (`==`, `&&` …); texts without their quotes. */
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A text that never closes its quote ends the list: `unclosed` is where the quote stands. */
export interface TokenList {
  readonly tokens: readonly Token[]
  readonly unclosed: number | null
}

const SPELLED: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  ne: '!=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
  in: 'in',
  contains: 'contains',
  '=': '==',
  '&': '&&',
  '|': '||',
}

const SINGLE: Readonly<Record<string, TokenKind>> = {
  '(': 'open',
  ')': 'close',
  '{': 'set-open',
  '}': 'set-close',
  ',': 'comma',
}

const OPERATOR = /^(?:&&?|\|\|?|==?|!=|!|>=?|<=?)/
const WORD = /^[^\s&|=!<>(){},"]+/

/** Never fails: a character that belongs to nothing becomes a word. Linear in the length of the text. */
export function tokenize(text: string): TokenList {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at, at + 256)
    const char = text[at] ?? ''
    if (/\s/.test(char)) {
      at++
      continue
    }
    if (char === '"') {
      const end = text.indexOf('"', at + 1)
      if (end < 0) {
        tokens.push({ kind: 'text', text: text.slice(at + 1), from: at, to: text.length })
        return { tokens, unclosed: at }
      }
      tokens.push({ kind: 'text', text: text.slice(at + 1, end), from: at, to: end + 1 })
      at = end + 1
      continue
    }
    const single = SINGLE[char]
    if (single !== undefined) {
      tokens.push({ kind: single, text: char, from: at, to: at + 1 })
      at++
      continue
    }
    const operator = OPERATOR.exec(rest)?.[0]
    if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: SPELLED[operator] ?? operator, from: at, to: at + operator.length })
      at += operator.length
      continue
    }
    const word = WORD.exec(rest)?.[0] ?? char
    const spelled = Object.hasOwn(SPELLED, word.toLowerCase()) ? SPELLED[word.toLowerCase()] : undefined
    tokens.push({ kind: spelled ? 'operator' : 'word', text: spelled ?? word, from: at, to: at + word.length })
    at += word.length
  }
  return { tokens, unclosed: null }
}
