// What the fields of the dialog say, as a target; or the sentence that says what is wrong with them.
import { collectPlan, CollectTargetFault } from '../../../shared/counters/collect-command.ts'
import type { CollectPlan } from '../../../shared/counters/collect-command.ts'
import type { Remark } from '../../../shared/analysis/tables.ts'

export const PLACES = ['host', 'container', 'pod'] as const
export type Place = (typeof PLACES)[number]

export interface CollectFields {
  readonly place: Place
  readonly pod: string
  readonly namespace: string
  readonly container: string
  readonly port: string
  readonly interface: string
  readonly seconds: string
}

export const EMPTY_FIELDS: CollectFields = {
  place: 'host',
  pod: '',
  namespace: '',
  container: '',
  port: '',
  interface: '',
  seconds: '60',
}

/** The plan for what was typed, or why there is none. Empty fields take their defaults. */
export function planOf(fields: CollectFields): CollectPlan | Remark {
  const { place } = fields
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim())
  const figure = (value: string): number | undefined => (text(value) === undefined ? undefined : Number(value))
  if (place !== 'host' && text(fields[place]) === undefined) {
    return { key: `tools.collect.missing.${place}`, params: {} }
  }
  try {
    return collectPlan({
      pod: place === 'pod' ? text(fields.pod) : undefined,
      namespace: place === 'pod' ? text(fields.namespace) : undefined,
      container: place === 'host' ? undefined : text(fields.container),
      port: figure(fields.port),
      interface: text(fields.interface),
      seconds: figure(fields.seconds),
    })
  } catch (error) {
    if (!(error instanceof CollectTargetFault)) throw error
    const typed = error.key.endsWith('.port') ? fields.port : error.key.endsWith('.seconds') ? fields.seconds : null
    return { key: error.key, params: typed === null ? error.params : { value: typed.trim() } }
  }
}
