// Everything the rules look at, computed once: figures per listener, the counters of the right host, queue readings.
import type { CounterEvidence } from '../../analysis/counters.ts'
import type { PacketAnalysis, Vantage } from '../../analysis/tables.ts'
import { packetOffset, timeAxis } from '../../timeline/moment.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import { type Clock, EventList } from './event-list.ts'
import { hostFit } from './counter-side.ts'
import type { CounterSide, HostFit } from './counter-side.ts'
import { HostWindow } from './host-window.ts'
import { figuresByListener } from './figures-by-listener.ts'
import type { ListenerFigures } from './listener-figures.ts'
import { queueStory } from './queue-story.ts'
import type { QueueStory } from './queue-story.ts'

export interface DiagnoseOptions {
  /** Where the capture was taken, when the user knows better than the packets say. */
  readonly vantage?: Vantage
  /** Whose counters these are, when the user knows; otherwise judged from the numbers. */
  readonly counterSide?: CounterSide
}

export interface EvidenceView {
  readonly analysis: PacketAnalysis
  readonly counters: CounterEvidence
  readonly axis: TimeAxis
  readonly vantage: Vantage
  readonly listeners: readonly ListenerFigures[]
  /** The listener's host; null without counters, or when all counters are from elsewhere. */
  readonly server: HostFit | null
  /** The connecting host. */
  readonly client: HostFit | null
  /** Counters that the captured connections passed by: another namespace or host. */
  readonly misplaced: readonly HostFit[]
  /** True when nothing proves that `server` is the listener's host: it is only taken for it. */
  readonly serverAssumed: boolean
  /** Handshakes of all listeners. */
  readonly handshakes: number
  queue(listener: ListenerFigures): QueueStory | null
  /** Value of a setting of the listener's host as a number; null when not known. */
  setting(name: string): number | null
  /** The same of the connecting host; known only when texts of several hosts were given. */
  clientSetting(name: string): number | null
  /** Row of CounterEvidence.settings, for a link; -1 when not known. */
  settingRow(name: string): number
}

export function evidenceView(
  analysis: PacketAnalysis,
  counters: CounterEvidence,
  options: DiagnoseOptions = {},
): EvidenceView {
  const axis = timeAxis(analysis, counters)
  const listeners = figuresByListener(analysis, axis)
  const fits = counters.hosts
    .filter((host) => host.snapshots.length > 0)
    .map((host) => hostFit(counters, new HostWindow(counters, host, axis), listeners, options.counterSide ?? 'unknown'))
  const placed = fits.filter((fit) => fit.place !== 'wrong')
  const main = counters.hosts[counters.mainHost]
  const candidates = placed.filter((fit) => fit.side !== 'client')
  const server =
    candidates.find((fit) => fit.place === 'fits') ??
    candidates.find((fit) => fit.window.host === main) ??
    candidates[0] ??
    null
  const client = placed.find((fit) => fit.side === 'client') ?? null
  const settingOf = (fit: HostFit | null, name: string): number => {
    // With one host all texts are its own; a lone sysctl text without counters is taken for the listener's.
    const ofOnlyHost = fit === null ? client === null : true
    const mine = (source: string): boolean =>
      counters.hosts.length < 2 ? ofOnlyHost : fit?.window.host.sources.includes(source) === true
    return counters.settings.findLastIndex((setting) => setting.name === name && mine(setting.source))
  }
  const numeric = (row: number): number | null => {
    const value = counters.settings[row]?.value.trim() ?? ''
    return /^-?\d{1,15}$/.test(value) ? Number(value) : null
  }
  const stories = new Map<ListenerFigures, QueueStory | null>()
  return {
    analysis,
    counters,
    axis,
    vantage: options.vantage ?? commonVantage(analysis),
    listeners,
    server,
    client,
    misplaced: fits.filter((fit) => fit.place === 'wrong'),
    serverAssumed: server !== null && server.place === 'open',
    handshakes: analysis.handshakes.length,
    queue(listener) {
      if (!stories.has(listener)) stories.set(listener, queueStory(counters, listener, axis))
      return stories.get(listener) ?? null
    },
    setting: (name) => numeric(settingOf(server, name)),
    clientSetting: (name) => (client === null ? null : numeric(settingOf(client, name))),
    settingRow: (name) => settingOf(server, name),
  }
}

/** The vantage that all captures share; with captures of several places, the server's, because it decides most. */
function commonVantage(analysis: PacketAnalysis): Vantage {
  const seen = new Set(analysis.captures.map((capture) => capture.vantage))
  for (const vantage of ['server', 'client', 'middle'] as const) if (seen.has(vantage)) return vantage
  return 'unknown'
}

/** Moments of packet rows on the axis of the view. */
export function clockOf(view: EvidenceView): Clock {
  return (row) => packetOffset(view.analysis, view.axis, row)
}

/** A list to be filled with packets of the view. */
export function noEvents(view: EvidenceView): EventList {
  return new EventList(clockOf(view), view.analysis.packets.handshake)
}
