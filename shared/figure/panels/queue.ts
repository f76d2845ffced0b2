// The way of a SYN through a host, drawn as stations: the one where the verdict says they end is framed and counted,
// with the listener's queue as `ss -lnt` showed it. Stations behind it are pale: nothing of these SYNs got there.
import type { Cause } from '../../analysis/findings.ts'
import type { ListenerQueue } from '../../analysis/counters.ts'
import type { FigureFrame } from '../figure-frame.ts'
import type { Box, SceneItem } from '../scene/scene.ts'
import { fitText, textWidth } from '../text/text-metrics.ts'
import { middleBaseline, PANEL_TITLE, panelTitle, text } from './panel.ts'
import type { PanelDrawing } from './panel.ts'

export const STATIONS = ['network', 'link', 'firewall', 'tcp', 'syn-queue', 'accept-queue', 'application'] as const
export type Station = (typeof STATIONS)[number]

/** Where SYNs end for each cause; null: nowhere (healthy) or unknown. */
const END: Readonly<Record<Cause, Station | null>> = {
  'accept-queue-overflow': 'accept-queue',
  'accept-queue-overflow-at-ack': 'accept-queue',
  'accept-queue-overflow-abort': 'accept-queue',
  'syn-queue-full': 'syn-queue',
  syncookies: 'syn-queue',
  'dropped-before-listener': 'firewall',
  'reverse-path-filter': 'link',
  'md5-required': 'tcp',
  'wrong-mac-address': 'link',
  'bad-checksum': 'tcp',
  refused: 'tcp',
  'icmp-rejected': 'firewall',
  'synack-lost': 'network',
  'final-ack-lost': 'network',
  'random-loss': 'network',
  'long-round-trip': 'network',
  'port-reuse': 'tcp',
  'challenge-ack': 'tcp',
  'defer-accept': 'syn-queue',
  'simultaneous-open': null,
  healthy: null,
  inconclusive: null,
}

export const STATION_HEIGHT = 25
export const QUEUE_HEIGHT = PANEL_TITLE + STATIONS.length * STATION_HEIGHT + 8

export function drawQueue(frame: FigureFrame, box: Box): PanelDrawing {
  const { theme, translate, analysis } = frame
  const verdict = analysis.diagnosis.findings[0]
  const end = verdict === undefined ? null : END[verdict.cause]
  const items: SceneItem[] = [...panelTitle(theme, box, translate('figure.panel.queue'))]
  const x = box.x + 12
  const top = box.y + PANEL_TITLE
  const endIndex = end === null ? STATIONS.length : STATIONS.indexOf(end)
  const yOf = (index: number): number => top + STATION_HEIGHT * (index + 0.5)
  const lastReached = Math.min(endIndex, STATIONS.length - 1)
  items.push({ kind: 'line', x1: x, y1: yOf(0), x2: x, y2: yOf(lastReached), stroke: theme.answered, strokeWidth: 2 })
  if (endIndex < STATIONS.length - 1)
    items.push({
      kind: 'line',
      x1: x,
      y1: yOf(endIndex),
      x2: x,
      y2: yOf(STATIONS.length - 1),
      stroke: theme.rule,
      strokeWidth: 2,
      dash: [2, 4],
    })
  STATIONS.forEach((station, index) => {
    const y = yOf(index)
    const isEnd = index === endIndex
    const reached = index <= endIndex
    if (isEnd)
      items.push({
        kind: 'rect',
        x: box.x,
        y: y - STATION_HEIGHT / 2 + 1,
        width: box.width,
        height: STATION_HEIGHT - 2,
        radius: 5,
        fill: theme.plot,
        stroke: theme.unanswered,
        strokeWidth: 1.5,
      })
    if (isEnd) items.push(...cross(x, y, 5, theme.unanswered))
    else
      items.push({
        kind: 'circle',
        x,
        y,
        r: 4,
        fill: reached ? theme.answered : theme.background,
        stroke: reached ? theme.answered : theme.rule,
        strokeWidth: 1.5,
      })
    const name = translate(`figure.station.${station}`)
    const size = 11
    items.push(
      text(name, x + 14, middleBaseline(y, size), size, isEnd ? theme.ink : reached ? theme.ink : theme.muted, {
        weight: isEnd ? 600 : 400,
      }),
    )
    const nameEnd = x + 14 + textWidth(name, size, isEnd ? 600 : 400) + 10
    const detail = stationDetail(frame, station, isEnd)
    if (detail !== '') {
      const words = fitText(detail, box.x + box.width - 8 - nameEnd, 10.5, isEnd ? 600 : 400)
      items.push(
        text(words, box.x + box.width - 8, middleBaseline(y, 10.5), 10.5, isEnd ? theme.unanswered : theme.muted, {
          anchor: 'end',
          weight: isEnd ? 600 : 400,
        }),
      )
    }
  })
  return { items, obstacles: [box] }
}

function stationDetail(frame: FigureFrame, station: Station, isEnd: boolean): string {
  const { analysis, translate } = frame
  const parts: string[] = []
  if (station === 'accept-queue') {
    const queue = fullestQueue(analysis.counters.listenerQueues, frame)
    if (queue !== null)
      parts.push(
        queue.backlog === null
          ? translate('figure.station.waiting', { count: queue.receiveQueue })
          : `${queue.receiveQueue} / ${queue.backlog}`,
      )
  }
  const verdict = analysis.diagnosis.findings[0]
  if (isEnd && verdict !== undefined && verdict.synPackets > 0)
    parts.push(translate('figure.station.ends', { count: verdict.synPackets }))
  return parts.join(' · ')
}

/** The reading with the fullest queue, of the listener the verdict names when it names one. */
function fullestQueue(queues: readonly ListenerQueue[], frame: FigureFrame): ListenerQueue | null {
  const listener = frame.analysis.diagnosis.findings[0]?.listener ?? null
  const port = listener === null ? null : (frame.analysis.packets.listeners.port[listener] ?? null)
  let best: ListenerQueue | null = null
  for (const queue of queues) {
    if (port !== null && queue.port !== port) continue
    if (best === null || queue.receiveQueue > best.receiveQueue) best = queue
  }
  return best
}

function cross(x: number, y: number, r: number, stroke: string): SceneItem[] {
  return [
    { kind: 'line', x1: x - r, y1: y - r, x2: x + r, y2: y + r, stroke, strokeWidth: 2.4, round: true },
    { kind: 'line', x1: x - r, y1: y + r, x2: x + r, y2: y - r, stroke, strokeWidth: 2.4, round: true },
  ]
}
