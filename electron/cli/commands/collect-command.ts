// synscope collect-command: the exact commands that collect a capture and its counters for a host, pod or container.
import { collectPlan, CollectTargetFault, type CollectStep } from '../../../shared/counters/collect-command.ts'
import type { Translate } from '../../../shared/i18n/translate.ts'
import { readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../command.ts'

const OPTIONS = {
  port: 'value',
  pod: 'value',
  namespace: 'value',
  container: 'value',
  interface: 'value',
  seconds: 'value',
} as const

export async function collectCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, OPTIONS)
  if (args.files[0] !== undefined) throw new UsageError('cli.error.unexpected', { word: args.files[0] })
  try {
    const plan = collectPlan({
      port: args.number('port', 1, 65_535) ?? undefined,
      seconds: args.number('seconds', 1, 86_400) ?? undefined,
      pod: args.value('pod') ?? undefined,
      namespace: args.value('namespace') ?? undefined,
      container: args.value('container') ?? undefined,
      interface: args.value('interface') ?? undefined,
    })
    if (args.flag('json')) await terminal.out(`${JSON.stringify({ schema: 'synscope.collect/1', ...plan }, null, 2)}\n`)
    else {
      const byHand = [`# ${translate('cli.by-hand')}`, '', ...lines(plan.byHand, translate)]
      await terminal.out(`${[...lines(plan.steps, translate), ...byHand].join('\n')}\n`)
    }
    return 0
  } catch (error) {
    if (error instanceof CollectTargetFault) throw new UsageError(error.key, error.params)
    throw error
  }
}

/** Ready to paste into a shell: the sentences are comments. */
function lines(steps: readonly CollectStep[], translate: Translate): string[] {
  return steps.flatMap(({ key, command }) => [`# ${translate(key)}`, command, ''])
}
