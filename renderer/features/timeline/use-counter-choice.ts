// Which counters have a strip: what the diagnosis points at, until the user chooses others.
import { useMemo, useState } from 'react'
import { countersThatMoved, defaultCounters } from '../../../shared/timeline/counter-bars.ts'
import type { MenuGroup } from '../../components/Menu.tsx'
import type { Loaded } from '../../state/analysis-slice.ts'

export interface CounterChoice {
  readonly names: readonly string[]
  readonly menu: readonly MenuGroup[]
}

/** Strips shown without being asked for; more would push the lanes off a small screen. */
const USUAL_STRIPS = 2
const MOST_STRIPS = 5

export function useCounterChoice(loaded: Loaded): CounterChoice {
  const { counters, diagnosis } = loaded.analysis
  const usual = useMemo(() => defaultCounters(counters, diagnosis, USUAL_STRIPS), [counters, diagnosis])
  const [chosen, setChosen] = useState<{ readonly loaded: Loaded; readonly names: readonly string[] } | null>(null)
  // A choice belongs to one set of texts.
  const names = chosen?.loaded === loaded ? chosen.names : usual
  const menu = useMemo((): MenuGroup[] => {
    const all = [...new Set([...usual, ...countersThatMoved(counters)])]
    if (all.length === 0) return []
    const toggle = (name: string): void => {
      const next = names.includes(name) ? names.filter((n) => n !== name) : [...names, name].slice(-MOST_STRIPS)
      setChosen({ loaded, names: next })
    }
    return sections(all).map(([section, members]) => ({
      id: section,
      title: section,
      entries: members.map((name) => ({
        id: name,
        label: name.slice(section.length + 1),
        checked: names.includes(name),
        run: () => toggle(name),
      })),
    }))
  }, [usual, counters, names, loaded])
  return { names, menu }
}

function sections(names: readonly string[]): [string, string[]][] {
  const out = new Map<string, string[]>()
  for (const name of names) {
    const section = name.slice(0, Math.max(0, name.indexOf('.')))
    const members = out.get(section)
    if (members === undefined) out.set(section, [name])
    else members.push(name)
  }
  return [...out]
}
