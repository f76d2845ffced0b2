import { describe, expect, it } from 'vitest'
import { chosenLanguage, readArguments, UsageError } from '../../../electron/cli/arguments.ts'
import { displayWidth, tableLines } from '../../../electron/cli/table.ts'

const OPTIONS = { netstat: 'values', out: 'value', json: 'flag' } as const

describe('arguments', () => {
  it('takes files and options in any order', () => {
    const args = readArguments(['a.pcap', '--netstat', 'n1.txt', 'b.pcap', '--netstat=n2.txt', '--json'], OPTIONS)
    expect(args.files).toEqual(['a.pcap', 'b.pcap'])
    expect(args.values('netstat')).toEqual(['n1.txt', 'n2.txt'])
    expect(args.flag('json')).toBe(true)
    expect(args.value('out')).toBeNull()
  })

  it('takes everything after -- as files', () => {
    expect(readArguments(['--', '--json', '-x'], OPTIONS).files).toEqual(['--json', '-x'])
  })

  it.each([
    [['--nets', 'x']],
    [['a', '--netstat']],
    [['--netstat', '--json']],
    [['--json=yes']],
    [['-x']],
    [['--constructor', 'x']],
  ])('refuses %j', (words) => {
    expect(() => readArguments(words, OPTIONS)).toThrow(UsageError)
  })

  it('checks choices and numbers', () => {
    const args = readArguments(['--out', 'md'], OPTIONS)
    expect(args.choice('out', ['md', 'html'])).toBe('md')
    expect(() => args.choice('out', ['png'])).toThrow(UsageError)
    expect(() => args.number('out', 1, 9)).toThrow(UsageError)
    expect(readArguments(['--out', '7'], OPTIONS).number('out', 1, 9)).toBe(7)
  })

  it('chooses the language asked for, else the system’s', () => {
    expect(chosenLanguage(['a', '--lang', 'zh-CN'], 'en')).toBe('zh-CN')
    expect(chosenLanguage(['a', '--lang=en'], 'zh-CN')).toBe('en')
    expect(chosenLanguage(['a'], 'zh-CN')).toBe('zh-CN')
    expect(() => chosenLanguage(['--lang', 'fr'], 'en')).toThrow(UsageError)
  })
})

describe('tables', () => {
  it('counts a Chinese character as two cells', () => {
    expect(displayWidth('监听端 8080')).toBe(11)
    const lines = tableLines(
      [
        { title: '监听端', align: 'left' },
        { title: 'SYN', align: 'right' },
      ],
      [
        ['a', '1'],
        ['10.0.0.1:80', '1957'],
      ],
      0,
    )
    expect(lines).toEqual(['监听端        SYN', 'a               1', '10.0.0.1:80  1957'])
  })
})
