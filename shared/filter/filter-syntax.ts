// The tree of a filter. Grammar (implicit && between neighbours, as in a search box):
//   either := all ('||' all)*        all := one ('&&'? one)*
//   one    := '!' one | '(' either ')' | word comparison value | word | "text"
// Recursive descent with a stated depth, so that ((((… cannot exhaust the stack.
import type { FilterFault } from './filter-fault.ts'
import { tokenize } from './filter-token.ts'
import type { Token } from './filter-token.ts'

export type Comparison = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'in' | 'contains'

export type FilterTree =
  | { readonly kind: 'all' | 'either'; readonly parts: readonly FilterTree[] }
  | { readonly kind: 'not'; readonly part: FilterTree }
  | {
      readonly kind: 'compare'
      readonly field: Token
      readonly comparison: Comparison
      readonly operator: Token
      /** One value, or several in braces after `in`. */
      readonly values: readonly Token[]
    }
  /** A word or quoted text alone: a true/false field, or text to be found anywhere. */
  | { readonly kind: 'alone'; readonly token: Token }

/** Thrown inside the parser only; `parseFilter` returns it. */
export class FilterError extends Error {
  readonly fault: FilterFault
  constructor(fault: FilterFault) {
    super(fault.key)
    this.fault = fault
  }
}

const DEEPEST = 100
const COMPARISONS: readonly string[] = ['==', '!=', '>', '>=', '<', '<=', 'in', 'contains']

/** Null for a text of blanks: everything passes. */
export function parseFilter(text: string): { readonly tree: FilterTree | null } | { readonly fault: FilterFault } {
  try {
    return { tree: new Parser(text).parse() }
  } catch (error) {
    if (error instanceof FilterError) return { fault: error.fault }
    throw error
  }
}

class Parser {
  private readonly tokens: readonly Token[]
  private readonly length: number
  private at = 0
  private depth = 0

  constructor(text: string) {
    const { tokens, unclosed } = tokenize(text)
    this.tokens = tokens
    this.length = text.length
    if (unclosed !== null) this.fail('quote-open', { from: unclosed, to: text.length })
  }

  parse(): FilterTree | null {
    if (this.tokens.length === 0) return null
    const tree = this.either()
    const left = this.peek()
    if (left) this.fail('unexpected', left, { found: left.text })
    return tree
  }

  private either(): FilterTree {
    if (++this.depth > DEEPEST) this.fail('too-deep', this.here())
    const parts = [this.all()]
    while (this.takes('operator', '||')) parts.push(this.all())
    this.depth--
    return parts.length === 1 ? (parts[0] as FilterTree) : { kind: 'either', parts }
  }

  private all(): FilterTree {
    const parts = [this.one()]
    for (;;) {
      if (this.takes('operator', '&&')) {
        parts.push(this.one())
        continue
      }
      const next = this.peek()
      const begins = next && (next.kind === 'word' || next.kind === 'text' || next.kind === 'open' || next.text === '!')
      if (!begins) break
      parts.push(this.one())
    }
    return parts.length === 1 ? (parts[0] as FilterTree) : { kind: 'all', parts }
  }

  private one(): FilterTree {
    let negations = 0
    while (this.takes('operator', '!')) negations++
    const plain = this.plain()
    return negations % 2 === 1 ? { kind: 'not', part: plain } : plain
  }

  private plain(): FilterTree {
    const token = this.peek()
    if (!token) return this.fail('missing-term', this.here())
    if (token.kind === 'open') {
      this.at++
      const inner = this.either()
      if (!this.takes('close')) this.fail('parenthesis-open', token)
      return inner
    }
    if (token.kind !== 'word' && token.kind !== 'text') return this.fail('unexpected', token, { found: token.text })
    this.at++
    const operator = this.peek()
    if (token.kind === 'text' || operator?.kind !== 'operator' || !COMPARISONS.includes(operator.text)) {
      return { kind: 'alone', token }
    }
    this.at++
    return {
      kind: 'compare',
      field: token,
      operator,
      comparison: operator.text as Comparison,
      values: this.values(operator),
    }
  }

  private values(operator: Token): readonly Token[] {
    const first = this.peek()
    if (!first) return this.fail('missing-value', this.here(), { operator: operator.text })
    if (first.kind !== 'set-open') {
      if (first.kind !== 'word' && first.kind !== 'text')
        return this.fail('missing-value', first, { operator: operator.text })
      this.at++
      return [first]
    }
    this.at++
    const values: Token[] = []
    for (;;) {
      const token = this.peek()
      if (!token) return this.fail('brace-open', first)
      this.at++
      if (token.kind === 'set-close') break
      if (token.kind === 'comma') continue
      if (token.kind !== 'word' && token.kind !== 'text') return this.fail('unexpected', token, { found: token.text })
      values.push(token)
    }
    if (values.length === 0) this.fail('set-empty', first)
    if (operator.text !== 'in') this.fail('set-needs-in', { from: first.from, to: first.to })
    return values
  }

  private peek(): Token | undefined {
    return this.tokens[this.at]
  }

  private takes(kind: Token['kind'], text?: string): boolean {
    const token = this.peek()
    if (token?.kind !== kind || (text !== undefined && token.text !== text)) return false
    this.at++
    return true
  }

  private here(): { readonly from: number; readonly to: number } {
    const token = this.peek()
    return token ?? { from: this.length, to: this.length }
  }

  private fail(
    what: string,
    place: { readonly from: number; readonly to: number },
    params: FilterFault['params'] = {},
  ): never {
    throw new FilterError({ key: `app.filter.fault.${what}`, params, from: place.from, to: place.to })
  }
}
