// synscope counters [NAME]: what a counter means, from the catalogue.
import { allCounters, counterEntry, searchCounters } from '../../../shared/counters/counter-catalog.ts'
import type { CounterEntry } from '../../../shared/counters/counter-catalog.ts'
import type { Translate } from '../../../shared/i18n/translate.ts'
import { readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { tableLines } from '../table.ts'

export async function countersCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, {})
  const name = args.files.join(' ')
  const exact = name === '' ? null : counterEntry(name)
  const entries = name === '' ? allCounters() : exact === null ? searchCounters(name, translate) : [exact]
  if (entries.length === 0) throw new UsageError('cli.error.no-counter', { name })
  if (args.flag('json')) {
    const list = entries.map((entry) => ({
      ...entry,
      meaning: translate(entry.meaning),
      step: entry.step === null ? null : translate(entry.step),
    }))
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
  const since = [entry.since, entry.until].filter((release) => release !== null).join(' … ')
  const texts = [...entry.texts, entry.nstat, entry.prometheus, entry.bsd, entry.windows].filter(
    (text) => text !== null,
  )
  return [
    entry.name,
    `  ${translate(entry.meaning)}`,
    ...(entry.step === null ? [] : [`  ${translate('cli.counter.step')}: ${translate(entry.step)}`]),
    `  ${translate('cli.counter.side')}: ${translate(`cli.counter.side_${entry.side}`)}`,
    `  ${translate('cli.counter.texts')}: ${texts.join(' · ')}`,
    ...(since === '' ? [] : [`  ${translate('cli.counter.since')}: ${since}`]),
    '',
  ]
}
