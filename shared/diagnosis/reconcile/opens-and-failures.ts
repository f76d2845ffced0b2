// Connections begun, made, failed and reset (counters.md §2.9, §6.8).
import type { EventList } from '../view/event-list.ts'
import { FEATURE } from '../../analysis/tables.ts'
import type { Outcome } from '../../analysis/tables.ts'
import { noEvents } from '../view/evidence-view.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import { eventsOf, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'

export const opensAndFailures: Predictor = (view) => [
  prediction('server', 'Tcp.PassiveOpens', begun(view, ['established', 'reset-after-handshake']), {
    more: ['other-ports', 'capture-loss'],
    fewer: ['not-accepted'],
  }),
  prediction('client', 'Tcp.ActiveOpens', begun(view, null), { more: ['other-servers'], fewer: ['port-kept'] }),
  prediction('client', 'Tcp.AttemptFails', begun(view, ['refused', 'icmp-rejected']), {
    more: ['gave-up', 'other-servers'],
    fewer: ['still-trying'],
  }),
  prediction('client', 'Tcp.EstabResets', eventsOf(view, 'aborted'), {
    bound: 'at-least',
    more: ['established-resets'],
  }),
  prediction('server', 'Tcp.OutRsts', eventsOf(view, 'refusals', 'aborted'), {
    bound: 'at-least',
    more: ['established-resets', 'other-ports'],
    fewer: ['forged-resets'],
  }),
]

/** First packets of handshakes with one of `outcomes` (null = all whose first SYN is in the capture). */
function begun(view: EvidenceView, outcomes: readonly Outcome[] | null): EventList {
  const list = noEvents(view)
  const { handshakes } = view.analysis
  const wanted =
    outcomes === null
      ? view.listeners.flatMap((listener) => listener.syns.handshakes)
      : view.listeners.flatMap((listener) => outcomes.flatMap((outcome) => listener.outcomes[outcome]))
  for (const h of wanted.sort((a, b) => a - b)) {
    if (outcomes === null && ((handshakes.features[h] ?? 0) & FEATURE.firstSynMissing) !== 0) continue
    const row = handshakes.packetStart[h] ?? 0
    list.add(row)
  }
  return list
}
