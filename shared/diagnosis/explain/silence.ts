// Shares out the unanswered SYNs among the counters that can explain them. A counter speaks for the whole host, so the
// listener is found by arithmetic: the set of listeners whose unanswered SYNs add up to the growth, interval by
// interval where the snapshots have times (counters.md §1.2, §6.4).
import { EXPLAINERS, OVERFLOW } from './explainers.ts'
import type { Explainer } from './explainers.ts'
import { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

export interface Share {
  readonly explainer: Explainer
  readonly listener: ListenerFigures
  /** Unanswered SYN packets of this listener that the counter explains. */
  readonly packets: number
  /** Growth of the counter in SYN packets, all listeners together. */
  readonly growth: number
  /** |packets of all its listeners − growth| / larger of both; 0 = equal to the packet. */
  readonly mismatch: number
  /** The difference is within what the times of the snapshots leave open (or at most 2 packets). */
  readonly exact: boolean
  /** Another set of listeners would fit as well. */
  readonly ambiguous: boolean
  /** Intervals in which the counter or the listeners' unanswered SYNs moved, and in how many of them both agree. */
  readonly intervals: { readonly active: number; readonly agreeing: number }
  /** The amounts agree over the whole capture, but the snapshots are dated to another time: clocks differ. */
  readonly displaced: boolean
}

export interface Silence {
  readonly shares: readonly Share[]
  /** Unanswered SYN packets per listener in time that the counters cover, and those that no counter explains. */
  readonly covered: ReadonlyMap<ListenerFigures, number>
  readonly unexplained: ReadonlyMap<ListenerFigures, number>
}

interface Fit {
  readonly explainer: Explainer
  readonly listeners: readonly ListenerFigures[]
  readonly growth: number
  readonly sum: number
  readonly mismatch: number
  readonly exact: boolean
  readonly ambiguous: boolean
  readonly intervals: Share['intervals']
}

/** More listeners than this are not combined one by one (2^n sets); the ones with most unanswered SYNs are. */
const MOST_COMBINED = 8

export function explainSilence(view: EvidenceView): Silence {
  const window = view.server?.window ?? null
  const quiet = view.listeners.filter((listener) => listener.silent.length > 0)
  const covered = new Map(quiet.map((l) => [l, window === null ? l.silent.length : window.covered(l.silent).count]))
  const left = new Map(covered)
  const shares: Share[] = []
  if (window === null || !window.hasGrowth) return { shares, covered, unexplained: left }
  const ranges = new IntervalRanges(window)
  let open = EXPLAINERS.filter((explainer) => explainer.growth(view, window) > 0)
  while (open.length > 0) {
    const fits = open.flatMap((explainer) => bestFit(view, window, explainer, left, ranges) ?? [])
    const best = fits.reduce<Fit | null>((a, b) => (a === null || b.mismatch < a.mismatch ? b : a), null)
    if (best === null) break
    open = open.filter((explainer) => explainer !== best.explainer)
    let rest = best.growth
    for (const listener of best.listeners) {
      const certain = left.get(listener) ?? 0
      const reach = best.exact && certain > 0 ? window.coveredNear(listener.silent, Math.max(certain, rest)) : certain
      const packets = Math.min(Math.max(certain, reach), rest)
      if (packets <= 0) continue
      rest -= packets
      left.set(listener, Math.max(0, certain - packets))
      shares.push({ ...best, listener, packets, displaced: false })
    }
  }
  const displaced = shares.some((share) => share.exact) ? [] : displacedShares(view, window, quiet)
  if (displaced.length === 0) return { shares, covered, unexplained: left }
  for (const share of displaced) left.set(share.listener, 0)
  return { shares: displaced, covered, unexplained: left }
}

/**
 * Snapshots whose dates do not fit the capture, while a counter grew by as much as all the unanswered SYNs of some
 * listeners: clocks that differ, not another event. Only for amounts that are no coincidence.
 */
function displacedShares(view: EvidenceView, window: HostWindow, quiet: readonly ListenerFigures[]): Share[] {
  const silent = EventList.merge(quiet.map((listener) => listener.silent))
  if (!window.timed || window.covers(silent) === 'yes') return []
  const whole = new Map(quiet.map((listener) => [listener, listener.silent.length]))
  for (const explainer of EXPLAINERS) {
    const growth = explainer.growth(view, window)
    if (growth < NO_COINCIDENCE) continue
    for (const listeners of listenerSets(quiet)) {
      const sum = listeners.reduce((total, listener) => total + (whole.get(listener) ?? 0), 0)
      if (Math.abs(sum - growth) > growth * 0.01) continue
      return listeners.map((listener) => ({
        explainer,
        listener,
        packets: listener.silent.length,
        growth,
        mismatch: 1,
        exact: false,
        ambiguous: false,
        intervals: { active: 0, agreeing: 0 },
        displaced: true,
      }))
    }
  }
  return []
}

/** Equal amounts from here on are not taken for chance. */
const NO_COINCIDENCE = 20

function bestFit(
  view: EvidenceView,
  window: HostWindow,
  explainer: Explainer,
  left: ReadonlyMap<ListenerFigures, number>,
  ranges: IntervalRanges,
): Fit | null {
  const growth = explainer.growth(view, window)
  const candidates = [...left].filter(([, packets]) => packets > 0).sort((a, b) => b[1] - a[1])
  if (candidates.length === 0) return null
  const sets = listenerSets(candidates.map(([listener]) => listener))
  const fits = sets.map((listeners) => fitOf(view, window, explainer, growth, listeners, left, ranges))
  fits.sort((a, b) => a.mismatch - b.mismatch || queueBonus(view, explainer, b) - queueBonus(view, explainer, a))
  const [best, second] = fits
  if (best === undefined) return null
  const rival = fits.some((fit) => fit !== best && fit.mismatch <= best.mismatch + 0.01 && !contains(best, fit))
  const settled = second === undefined || queueBonus(view, explainer, best) > queueBonus(view, explainer, second)
  return { ...best, ambiguous: rival && !settled }
}

/** Two sets of which one only adds listeners with next to nothing are the same answer. */
function contains(best: Fit, other: Fit): boolean {
  return best.listeners.every((listener) => other.listeners.includes(listener)) && other.sum <= best.sum + 2
}

/** A full accept queue seen by `ss` speaks for a listener where the numbers alone leave a choice. */
function queueBonus(view: EvidenceView, explainer: Explainer, fit: Fit): number {
  if (explainer.code !== OVERFLOW) return 0
  const full = fit.listeners.filter((listener) => (view.queue(listener)?.fullReadings ?? 0) > 0).length
  return full - (fit.listeners.length - full)
}

function fitOf(
  view: EvidenceView,
  window: HostWindow,
  explainer: Explainer,
  growth: number,
  listeners: readonly ListenerFigures[],
  left: ReadonlyMap<ListenerFigures, number>,
  ranges: IntervalRanges,
): Fit {
  const sum = listeners.reduce((total, listener) => total + (left.get(listener) ?? 0), 0)
  const slack = listeners.reduce((total, listener) => total + ranges.slack(listener), 0)
  const difference = Math.abs(sum - growth)
  const intervals = { active: 0, agreeing: 0 }
  let missed = 0
  for (const [i, interval] of window.intervals.entries()) {
    const observed = explainer.growthIn(view, interval)
    let low = 0
    let high = 0
    for (const listener of listeners) {
      const [fewest = 0, most = 0] = ranges.of(listener)[i] ?? []
      low += fewest
      high += most
    }
    if (observed === 0 && low === 0) continue
    intervals.active++
    const off = Math.max(0, low - 1 - observed, observed - high - 1)
    missed += off
    if (off === 0) intervals.agreeing++
  }
  const overall = difference / Math.max(sum, growth, 1)
  const timewise = missed / Math.max(sum, growth, 1)
  return {
    explainer,
    listeners,
    growth,
    sum,
    mismatch: Math.max(overall, Math.min(timewise, 1)),
    exact: difference <= Math.max(2, slack),
    ambiguous: false,
    intervals,
  }
}

/** Fewest and most unanswered SYNs per interval, as far as the times of the snapshots decide; one reckoning each. */
class IntervalRanges {
  private readonly window: HostWindow
  private readonly known = new Map<ListenerFigures, { ranges: (readonly [number, number])[]; slack: number }>()

  constructor(window: HostWindow) {
    this.window = window
  }

  of(listener: ListenerFigures): readonly (readonly [number, number])[] {
    return this.reckon(listener).ranges
  }

  slack(listener: ListenerFigures): number {
    return this.reckon(listener).slack
  }

  private reckon(listener: ListenerFigures): { ranges: (readonly [number, number])[]; slack: number } {
    const known = this.known.get(listener)
    if (known !== undefined) return known
    const { silent } = listener
    const ranges = this.window.intervals.map(
      ({ from, to, slack }) =>
        [silent.countBetween(from + slack, to - slack), silent.countBetween(from - slack, to + slack)] as const,
    )
    const made = { ranges, slack: this.window.covered(silent).slack }
    this.known.set(listener, made)
    return made
  }
}

/** Sets worth trying: all of few listeners; of many, each alone, the largest ones together, and all. */
function listenerSets(listeners: readonly ListenerFigures[]): ListenerFigures[][] {
  const few = listeners.slice(0, MOST_COMBINED)
  const sets: ListenerFigures[][] = []
  for (let bits = 1; bits < 1 << few.length; bits++) sets.push(few.filter((_, i) => (bits & (1 << i)) !== 0))
  if (listeners.length > few.length) sets.push([...listeners])
  return sets
}
