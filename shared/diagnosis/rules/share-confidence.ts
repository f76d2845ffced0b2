// How sure a verdict may be that rests on one counter explaining the silence of a listener.
import type { Confidence } from '../../analysis/findings.ts'
import type { Share } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'

/**
 * Certain: equal to the packet while the snapshots frame the packets, or equal interval by interval. A counter that
 * covers only part of the packets, or another amount, makes it likely.
 */
export function shareConfidence(view: EvidenceView, share: Share): Confidence {
  const { active, agreeing } = share.intervals
  if (share.ambiguous || share.displaced || view.server?.place === 'wrong') return 'likely'
  if (active >= 4 && agreeing >= active * 0.9) return 'certain'
  const covers = view.server?.window.covers(share.listener.silent)
  if (share.exact && covers === 'yes') return 'certain'
  return share.exact && covers === 'unknown' && share.packets >= SURE_EQUALITY ? 'certain' : 'likely'
}

/** Two counts of this size that are equal by chance are no explanation. */
const SURE_EQUALITY = 20
