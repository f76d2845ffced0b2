// synscope counters [NAME]: what a counter means, from the catalogue.
import { COUNTER_CATALOG, searchCounters } from '../../../shared/counters/counter-catalog.ts'
import type { CounterEntry } from '../../../shared/counters/counter-catalog.ts'
import type { Translate } from '../../../shared/i18n/translate.ts'
import { readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../main.ts'
import { tableLines } from '../table.ts'

export async function countersCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, {})
  const name = args.files.join(' ')
  const entries = name === '' ? COUNTER_CATALOG : searchCounters(name)
  if (entries.length === 0) throw new UsageError('cli.error.no-counter', { name })
  if (args.flag('json')) {
    const list = entries.map((entry) => ({ ...entry, meaning: translate(entry.meaning) }))
    await terminal.out(`${JSON.stringify(list, null, 2)}\n`)
  } else {
    await terminal.out(
      `${(name === '' ? list(entries, translate) : entries.flatMap((entry) => whole(entry, translate))).join('\n')}\n`,
    )
  }
  return 0
}

function list(entries: readonly CounterEntry[], translate: Translate): string[] {
  return tableLines(
    [
      { title: translate('cli.column.counter'), align: 'left' },
      { title: translate('cli.column.meaning'), align: 'left' },
    ],
    entries.map((entry) => [entry.name, entry.texts[0] ?? '']),
    0,
  )
}

function whole(entry: CounterEntry, translate: Translate): string[] {
  return [
    entry.name,
    `  ${translate(entry.meaning)}`,
    `  ${translate('cli.counter.texts')}: ${entry.texts.join(' · ')}`,
    `  ${translate('cli.counter.side')}: ${translate(`cli.counter.side_${entry.side}`)}`,
    ...(entry.since === null ? [] : [`  ${translate('cli.counter.since')}: ${entry.since}`]),
    '',
  ]
}
