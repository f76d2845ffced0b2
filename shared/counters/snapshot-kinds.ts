// Totals or increments? Plain nstat prints what was added since its last run, `nstat -a` totals; the texts look alike.
// Decided by the user, else by a command line that is visible, else by whether the values ever go down.
import type { Draft } from './split-blocks.ts'

type CounterKind = 'absolute' | 'increment'

export interface KindDecision {
  readonly kind: CounterKind
  readonly from: 'user' | 'command' | 'values' | 'default'
}

/** The kind of nstat readings that belong together (one host), in order of time. */
export function decideKind(drafts: readonly Draft[], user: CounterKind | undefined): KindDecision {
  if (user) return { kind: user, from: 'user' }
  for (const draft of drafts) {
    for (const command of draft.commands) {
      const flags = /(?:^|[\s/(;&|])nstat((?:\s+-{1,2}[a-z]+)*)/i.exec(command.text)
      if (!flags) continue
      const absolute = /\s-[a-zA-Z]*a|--ignore/.test(flags[1] ?? '')
      return { kind: absolute ? 'absolute' : 'increment', from: 'command' }
    }
  }
  let rising = 0
  let falling = 0
  for (let i = 1; i < drafts.length; i++) {
    const [before, after] = [drafts[i - 1], drafts[i]]
    if (!before || !after) continue
    let down = 0
    for (const [name, value] of after.values) if (value < (before.values.get(name) ?? 0)) down++
    if (down === 0) rising++
    else falling++
  }
  if (rising + falling > 0) return { kind: rising >= falling ? 'absolute' : 'increment', from: 'values' }
  // One reading alone: zeros are only shown by -z, which people type together with -a.
  const zeros = drafts.some((draft) => [...draft.values.values()].some((value) => value === 0))
  return { kind: zeros ? 'absolute' : 'increment', from: zeros ? 'values' : 'default' }
}
