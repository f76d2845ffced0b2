// What the filter bar offers at the caret.
import { describe, expect, it } from 'vitest'
import { completeFilter } from '../../../shared/filter/filter-completion.ts'

const seen = (): readonly string[] => ['10.0.9.9', '10.0.9.10']
const offered = (text: string): string[] => completeFilter(text, text.length, seen).items.map((item) => item.text)

describe('completion', () => {
  it('offers names at the beginning and after a joint', () => {
    expect(offered('')).toContain('outcome')
    expect(offered('failed && server.')).toEqual(expect.arrayContaining(['server.port']))
  })

  it('offers the comparisons that a field has', () => {
    expect(offered('gap ')).toEqual(['>', '>=', '<', '<=', '==', '!=', 'in'])
    expect(offered('outcome ')).toEqual(['==', '!=', 'in'])
  })

  it('offers values: words of a choice, else what was seen', () => {
    expect(offered('outcome == ref')).toEqual(['refused'])
    expect(offered('server == ')).toEqual(['10.0.9.9', '10.0.9.10'])
    expect(offered('outcome in {refused, half')).toEqual(['half-open'])
  })

  it('offers joints after a complete term', () => {
    expect(offered('failed ')).toEqual(['&&', '||'])
    expect(offered('port == 80 ')).toEqual(['&&', '||'])
  })

  it('says which part of the text an item replaces', () => {
    const text = 'failed && outc'
    expect(completeFilter(text, text.length, seen)).toMatchObject({ from: 10, to: 14 })
  })

  it('does not offer what is typed already', () => {
    expect(offered('outcome == refused')).toEqual([])
  })
})
