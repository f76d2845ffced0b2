// From the tree of a filter to a test of rows. Types are checked here; work that does not depend on the row (matching
// addresses, comparing texts) is done once per address or file, so that a million rows cost a few array look-ups each.
import { OUTCOMES } from '../analysis/tables.ts'
import { addressText } from '../net/address.ts'
import { numberReader, yesNoReader } from './column-readers.ts'
import type { FilterSubject } from './column-readers.ts'
import type { FilterFault } from './filter-fault.ts'
import { beginsField, filterField, nearestField } from './filter-fields.ts'
import type { FilterField } from './filter-fields.ts'
import { FilterError, parseFilter } from './filter-syntax.ts'
import type { Comparison, FilterTree } from './filter-syntax.ts'
import type { Token } from './filter-token.ts'
import { addressMatches, readAddressPattern, readNumber, readRange, readSeconds } from './filter-value.ts'

export type RowTest = (row: number) => boolean
type CompareTree = Extract<FilterTree, { readonly kind: 'compare' }>

export type CompiledFilter = { readonly test: RowTest } | { readonly fault: FilterFault }

/** Compiles `text` for one analysis. A blank text passes every row. */
export function compileFilter(text: string, subject: FilterSubject): CompiledFilter {
  const parsed = parseFilter(text)
  if ('fault' in parsed) return parsed
  if (parsed.tree === null) return { test: () => true }
  try {
    return { test: testOf(withoutHalfTyped(parsed.tree, text), subject) }
  } catch (error) {
    if (error instanceof FilterError) return { fault: error.fault }
    throw error
  }
}

function fail(what: string, token: Token, params: FilterFault['params'] = {}): never {
  throw new FilterError({ key: `app.filter.fault.${what}`, params, from: token.from, to: token.to })
}

/**
 * While somebody types the next name of a filter, its first letters must not be searched for as text: a last word that
 * begins a field name, after `&&` behind a comparison, is left out.
 */
function withoutHalfTyped(tree: FilterTree, text: string): FilterTree {
  const last = tree.kind === 'all' ? tree.parts.at(-1) : undefined
  if (tree.kind !== 'all' || last?.kind !== 'alone' || last.token.to !== text.length || last.token.kind !== 'word')
    return tree
  const others = tree.parts.slice(0, -1)
  const isFilter = others.some((part) => part.kind === 'compare')
  const begins = filterField(last.token.text) === null && beginsField(last.token.text)
  return isFilter && begins ? { kind: 'all', parts: others } : tree
}

function testOf(tree: FilterTree, subject: FilterSubject): RowTest {
  switch (tree.kind) {
    case 'all': {
      return tree.parts.map((part) => testOf(part, subject)).reduce((a, b) => (row) => a(row) && b(row))
    }
    case 'either': {
      return tree.parts.map((part) => testOf(part, subject)).reduce((a, b) => (row) => a(row) || b(row))
    }
    case 'not': {
      const test = testOf(tree.part, subject)
      return (row) => !test(row)
    }
    case 'alone':
      return aloneTest(tree.token, subject)
    case 'compare':
      return compareTest(tree, subject)
  }
}

function aloneTest(token: Token, subject: FilterSubject): RowTest {
  const known = token.kind === 'word' ? filterField(token.text) : null
  if (known?.type === 'yes-no')
    return yesNoReader(known.name, subject) ?? fail('unknown-field', token, { name: token.text })
  return textTest(token.text, subject)
}

function compareTest(tree: CompareTree, subject: FilterSubject): RowTest {
  const { field: token, comparison, values } = tree
  const field = filterField(token.text)
  if (field === null) {
    const near = nearestField(token.text)
    return near === null
      ? fail('unknown-field', token, { name: token.text })
      : fail('unknown-field-near', token, { name: token.text, near })
  }
  if (!comparisonsOf(field).includes(comparison)) {
    return fail('wrong-comparison', tree.operator, { name: field.name, operator: comparison })
  }
  // `!=` is true when no value fits, for fields with two values (port, address) as well.
  if (comparison === '!=') {
    const equal = equalTest(field, values, subject)
    return (row) => !equal(row)
  }
  if (comparison === '==' || comparison === 'in' || comparison === 'contains') {
    return comparison === 'contains' ? containsTest(field, values, subject) : equalTest(field, values, subject)
  }
  const limit = orderValue(field, values[0] as Token)
  const read = numberReader(field.name, subject)
  if (read) return ordered(read, comparison, limit)
  const readers = twoReaders(field.name, subject)
  const tests = readers.map((reader) => ordered(reader, comparison, limit))
  return (row) => tests.some((test) => test(row))
}

/** The comparisons that mean something for a field; completion offers the same. */
export function comparisonsOf(field: FilterField): readonly Comparison[] {
  switch (field.type) {
    case 'number':
      return field.name === 'frame' ? ['==', '!=', 'in'] : ['==', '!=', '>', '>=', '<', '<=', 'in']
    case 'seconds':
      return ['>', '>=', '<', '<=', '==', '!=', 'in']
    case 'address':
      return ['==', '!=', 'in', 'contains']
    case 'choice':
      return ['==', '!=', 'in']
    case 'text':
      return ['==', '!=', 'contains', 'in']
    case 'yes-no':
      return ['==', '!=']
  }
}

function ordered(read: (row: number) => number, comparison: Comparison, limit: number): RowTest {
  switch (comparison) {
    case '>':
      return (row) => read(row) > limit
    case '>=':
      return (row) => read(row) >= limit
    case '<':
      return (row) => read(row) < limit
    default:
      return (row) => read(row) <= limit
  }
}

function orderValue(field: FilterField, token: Token): number {
  const value = field.type === 'seconds' ? readSeconds(token.text) : readNumber(token.text)
  return value ?? fail(field.type === 'seconds' ? 'no-seconds' : 'no-number', token, { found: token.text })
}

/** `port` has two values in a row. */
function twoReaders(name: string, subject: FilterSubject): ((row: number) => number)[] {
  if (name !== 'port') return []
  return ['client.port', 'server.port'].flatMap((each) => numberReader(each, subject) ?? [])
}

function equalTest(field: FilterField, values: readonly Token[], subject: FilterSubject): RowTest {
  switch (field.type) {
    case 'number':
    case 'seconds':
      return rangesTest(field, values, subject)
    case 'choice': {
      const choices = field.choices ?? []
      const wanted = new Set(values.map((token) => choiceCode(field, choices, token)))
      const read = numberReader(field.name, subject)
      return (row) => read !== null && wanted.has(read(row))
    }
    case 'yes-no': {
      const read = yesNoReader(field.name, subject)
      const wanted = values.map((token) => yesNoValue(token))
      return (row) => read !== null && wanted.includes(read(row))
    }
    case 'address':
      return addressTest(field.name, values, subject)
    case 'text': {
      const tests = values.map((token) => namedTest(field.name, (text) => text === token.text.toLowerCase(), subject))
      return (row) => tests.some((test) => test(row))
    }
  }
}

function choiceCode(field: FilterField, choices: readonly string[], token: Token): number {
  const code = choices.indexOf(token.text.toLowerCase())
  return code >= 0
    ? code
    : fail('no-choice', token, { found: token.text, name: field.name, choices: choices.join(', ') })
}

function yesNoValue(token: Token): boolean {
  const text = token.text.toLowerCase()
  if (['true', 'yes', '1'].includes(text)) return true
  return ['false', 'no', '0'].includes(text) ? false : fail('no-yes-no', token, { found: token.text })
}

function rangesTest(field: FilterField, values: readonly Token[], subject: FilterSubject): RowTest {
  const one = field.type === 'seconds' ? readSeconds : readNumber
  const ranges = values.map(
    (token) =>
      readRange(token.text, one) ??
      fail(field.type === 'seconds' ? 'no-seconds' : 'no-number', token, { found: token.text }),
  )
  const inside = (value: number): boolean => ranges.some(({ low, high }) => value >= low && value <= high)
  if (field.name === 'frame') {
    const { handshakes, packets } = subject.packets
    return (row) => {
      const end = handshakes.packetStart[row + 1] ?? 0
      for (let p = handshakes.packetStart[row] ?? 0; p < end; p++) if (inside(packets.frame[p] ?? 0)) return true
      return false
    }
  }
  const read = numberReader(field.name, subject)
  if (read) return (row) => inside(read(row))
  const readers = twoReaders(field.name, subject)
  return (row) => readers.some((reader) => inside(reader(row)))
}

function sidesOf(name: string): { readonly client: boolean; readonly server: boolean } {
  return { client: name !== 'server', server: name !== 'client' }
}

function addressTest(name: string, values: readonly Token[], subject: FilterSubject): RowTest {
  const tests = values.map((token) => oneAddressTest(name, token, subject))
  return (row) => tests.some((test) => test(row))
}

function oneAddressTest(name: string, token: Token, subject: FilterSubject): RowTest {
  const pattern = readAddressPattern(token.text) ?? fail('no-address', token, { found: token.text })
  const { addresses, handshakes: h } = subject.packets
  const matches = Uint8Array.from({ length: addresses.length }, (_, row) =>
    addressMatches(pattern, addresses.family[row] ?? 0, addresses.words, row * 4) ? 1 : 0,
  )
  const { client, server } = sidesOf(name)
  const port = pattern.port
  return (row) =>
    (client && matches[h.clientAddress[row] ?? 0] === 1 && (port === null || h.clientPort[row] === port)) ||
    (server && matches[h.serverAddress[row] ?? 0] === 1 && (port === null || h.serverPort[row] === port))
}

function containsTest(field: FilterField, values: readonly Token[], subject: FilterSubject): RowTest {
  const wanted = (values[0] as Token).text.toLowerCase()
  if (field.type === 'text') return namedTest(field.name, (text) => text.includes(wanted), subject)
  const { addresses, handshakes: h } = subject.packets
  const matches = Uint8Array.from({ length: addresses.length }, (_, row) =>
    addressText(addresses, row).includes(wanted) ? 1 : 0,
  )
  const { client, server } = sidesOf(field.name)
  return (row) =>
    (client && matches[h.clientAddress[row] ?? 0] === 1) || (server && matches[h.serverAddress[row] ?? 0] === 1)
}

/** `capture` compares file names, `name` the host names of either address. */
function namedTest(name: string, fits: (lowerCase: string) => boolean, { packets, columns }: FilterSubject): RowTest {
  if (name === 'capture') {
    const good = packets.captures.map((capture) => fits(capture.path.toLowerCase()))
    return (row) => good[columns.capture[row] ?? 0] === true
  }
  const good = new Set<number>()
  for (const [address, text] of packets.names) if (fits(text.toLowerCase())) good.add(address)
  const h = packets.handshakes
  return (row) => good.has(h.clientAddress[row] ?? 0) || good.has(h.serverAddress[row] ?? 0)
}

/** Free text: found in an address, a host name, a port, or the word of the outcome, in English or as the window writes it. */
function textTest(text: string, { packets, outcomeWords }: FilterSubject): RowTest {
  const wanted = text.toLowerCase()
  const { addresses, handshakes: h, names } = packets
  // An exact address and port, as people paste it from a log.
  const pattern = readAddressPattern(wanted)
  const exact = pattern !== null && (pattern.port !== null || wanted.includes('/'))
  const byAddress = Uint8Array.from({ length: addresses.length }, (_, row) => {
    if (pattern !== null && exact)
      return addressMatches(pattern, addresses.family[row] ?? 0, addresses.words, row * 4) ? 1 : 0
    return addressText(addresses, row).includes(wanted) || names.get(row)?.toLowerCase().includes(wanted) ? 1 : 0
  })
  const port = pattern?.port ?? null
  if (exact && port !== null) {
    return (row) =>
      (byAddress[h.clientAddress[row] ?? 0] === 1 && h.clientPort[row] === port) ||
      (byAddress[h.serverAddress[row] ?? 0] === 1 && h.serverPort[row] === port)
  }
  const byOutcome = Uint8Array.from(OUTCOMES, (outcome, code) =>
    outcome.includes(wanted) || outcomeWords?.[code]?.toLowerCase().includes(wanted) === true ? 1 : 0,
  )
  const byPort = new Uint8Array(65536)
  if (/^\d{1,5}$/.test(wanted)) for (let p = 0; p < byPort.length; p++) if (String(p).startsWith(wanted)) byPort[p] = 1
  return (row) =>
    byAddress[h.clientAddress[row] ?? 0] === 1 ||
    byAddress[h.serverAddress[row] ?? 0] === 1 ||
    byPort[h.clientPort[row] ?? 0] === 1 ||
    byPort[h.serverPort[row] ?? 0] === 1 ||
    byOutcome[h.outcome[row] ?? 0] === 1
}
