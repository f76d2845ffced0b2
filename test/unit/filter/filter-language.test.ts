// What a filter text means: which rows pass, and where a wrong text is wrong.
import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../../shared/filter/compile-filter.ts'
import { prepared } from '../../helpers/filter-subject.ts'

const subject = prepared()

function rowsOf(text: string): number[] {
  const compiled = compileFilter(text, subject)
  if ('fault' in compiled) throw new Error(`${compiled.fault.key} ${JSON.stringify(compiled.fault)}`)
  return [...subject.columns.start.keys()].filter((row) => compiled.test(row))
}

function faultOf(text: string) {
  const compiled = compileFilter(text, subject)
  if (!('fault' in compiled)) throw new Error(`${text} is a filter`)
  return compiled.fault
}

describe('rows that pass', () => {
  it.each<readonly [string, readonly number[]]>([
    ['', [0, 1, 2, 3, 4, 5]],
    ['server.port == 80 && outcome == unanswered && syns >= 3', [1]],
    ['gap > 3s', [1]],
    ['gap>8', [1]],
    ['gap > 500ms', [1, 3, 4]],
    ['client in 10.0.0.0/16', [0, 1, 4, 5]],
    ['client == 10.0.0.0/24', [0, 1, 4, 5]],
    ['ip.dst == 10.0.9.10', [5]],
    ['server == 10.0.9.9:443', [0]],
    ['address == fd00::5', [3]],
    ['server == [fd00::9]:8080', [3]],
    ['client in {10.1.0.7, fd00::/8}', [2, 3]],
    ['port == 443', [0, 2, 5]],
    ['tcp.port in {443}', [0, 2, 5]],
    ['port in 8000..9000', [3]],
    ['outcome != established', [1, 2, 3, 5]],
    ['outcome in {refused, half-open}', [2, 5]],
    ['not failed', [0, 4]],
    ['failed == false', [0, 4]],
    ['ecn', [3]],
    ['answered.late or ecn', [3, 4]],
    ['slow', [4]],
    ['wait >= 1s and outcome eq established', [4]],
    ['answer < 10ms', [0, 2]],
    ['schedule == linux-exponential', [1]],
    ['syns.unanswered >= 2', [1, 3]],
    ['(outcome == refused || outcome == half-open) && server.port == 80', [2]],
    ['!(server.port == 80)', [0, 3, 5]],
    ['!!failed', [1, 2, 3, 5]],
    ['frame == 4', [1]],
    ['frame in 1..3', [0]],
    ['start > 1min', [5]],
    ['isn == 0x3e8', [0]],
    ['address contains fd00', [3]],
    ['client != 10.0.0.5', [1, 2, 3, 5]],
  ])('%s', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows)
  })
})

describe('words without an operator', () => {
  it.each<readonly [string, readonly number[]]>([
    ['10.0.0.6', [1, 5]],
    ['10.0.9', [0, 1, 2, 4, 5]],
    ['unans', [1, 3]],
    ['443', [0, 2, 5]],
    ['8080', [3]],
    ['10.0.9.9:80', [1, 2, 4]],
    ['10.0.0.0/24', [0, 1, 4, 5]],
    ['10.0.0.5 80', [4]],
    ['"half-open"', [5]],
    ['fd00 failed', [3]],
    ['nothing-like-this', []],
  ])('%s', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows)
  })

  it('does not search for the first letters of the next name while it is being typed', () => {
    expect(rowsOf('server.port == 80 && ou')).toEqual(rowsOf('server.port == 80'))
    expect(rowsOf('server.port == 80 && refu')).toEqual([2])
  })
})

describe('faults', () => {
  it.each<readonly [string, string, number, number]>([
    ['server.prot == 80', 'unknown-field-near', 0, 11],
    ['zzzzzzzz == 80', 'unknown-field', 0, 8],
    ['server.port == eighty', 'no-number', 15, 21],
    ['gap > 3 parsecs && x >', 'missing-value', 22, 22],
    ['gap > 3parsec', 'no-seconds', 6, 13],
    ['outcome == lost', 'no-choice', 11, 15],
    ['outcome > refused', 'wrong-comparison', 8, 9],
    ['client == 10.0.0.300', 'no-address', 10, 20],
    ['client in 10.0.0.0/33', 'no-address', 10, 21],
    ['(failed', 'parenthesis-open', 0, 1],
    ['failed)', 'unexpected', 6, 7],
    ['failed &&', 'missing-term', 9, 9],
    ['port in {', 'brace-open', 8, 9],
    ['port in {}', 'set-empty', 8, 9],
    ['port == {80, 443}', 'set-needs-in', 8, 9],
    ['"half', 'quote-open', 0, 5],
    ['ecn == maybe', 'no-yes-no', 7, 12],
    [`${'('.repeat(200)}failed`, 'too-deep', 100, 101],
  ])('%s', (text, key, from, to) => {
    expect(faultOf(text)).toMatchObject({ key: `app.filter.fault.${key}`, from, to })
  })

  it('names the field that was probably meant', () => {
    expect(faultOf('server.prot == 80').params).toEqual({ name: 'server.prot', near: 'server.port' })
  })
})
