// Port scans: one client that knocks at many ports. What it meets (refused, silence) is no fault of any service.
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

/** Ports of one address that a single client must try, nearly all in vain, to count as a scan. */
const MANY_PORTS = 15

/** Listeners (address and port) that only a scanning client tried. */
export function scannedListeners(view: EvidenceView): ReadonlySet<ListenerFigures> {
  const byClient = new Map<number, ListenerFigures[]>()
  for (const listener of view.listeners) {
    if (listener.clients.size !== 1 || listener.outcomes.established.length > 0) continue
    for (const client of listener.clients) byClient.set(client, [...(byClient.get(client) ?? []), listener])
  }
  return new Set([...byClient.values()].filter((tried) => tried.length >= MANY_PORTS).flat())
}
