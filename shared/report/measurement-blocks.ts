// How it was measured: the captures and where they were taken, the snapshots, what was not read; files and versions.
import type { CounterSnapshot } from '../analysis/counters.ts'
import type { CaptureSummary } from '../analysis/tables.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Block, Phrase, ReportModel } from './report-model.ts'
import { timeText } from './time-cell.ts'

/** Snapshots listed one by one; a series is told by its first and last. */
const MOST_SNAPSHOTS = 12
const MOST_UNREAD = 20

export function measurementBlocks(model: ReportModel, translate: Translate): Block[] {
  const { packets, counters } = model.analysis
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: translate('report.measured') }]
  for (const capture of packets.captures) blocks.push(...captureBlocks(capture, translate))
  if (packets.folded.handshakes > 0) {
    blocks.push({ kind: 'paragraph', tone: 'note', text: translate('report.folded', { ...packets.folded }) })
  }
  if (counters.snapshots.length > 0) blocks.push(...snapshotBlocks(counters.snapshots, translate))
  if (counters.remarks.length > 0) {
    blocks.push({ kind: 'list', items: counters.remarks.map(({ key, params }) => translate(key, params)) })
  }
  if (counters.unreadCount > 0) {
    blocks.push({ kind: 'paragraph', text: translate('report.unread', { lines: counters.unreadCount }) })
    const shown = counters.unread.slice(0, MOST_UNREAD)
    blocks.push({ kind: 'list', items: shown.map(({ source, line, text }) => `${source}:${line}: ${text}`) })
  }
  blocks.push(...fileBlocks(model, translate))
  return blocks
}

function captureBlocks(capture: CaptureSummary, translate: Translate): Block[] {
  const skipped = Object.entries(capture.skipped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${translate(`capture.skipped.${reason}`)} ${count}`)
  const lost = capture.interfaces.reduce((sum, each) => sum + (each.dropped ?? 0), 0)
  const pairs: [string, string][] = [
    ['format', [capture.format, ...capture.compression].join(' + ')],
    ['link-types', capture.linkTypes.join(', ')],
    ['packets', String(capture.packets)],
    ['tcp-packets', String(capture.tcpPackets)],
    ['time-range', `${timeText(capture.firstPacketTime)} – ${timeText(capture.lastPacketTime)}`],
    ['vantage', translate(`report.vantage.${capture.vantage}`)],
    ['vantage-reason', translate(capture.vantageReason.key, capture.vantageReason.params)],
    ['encapsulations', Object.keys(capture.encapsulations).join(', ')],
    ['skipped', skipped.join(', ')],
    ['lost', lost === 0 ? '' : String(lost)],
    ['clock-offset', capture.clockOffset === 0 ? '' : `${capture.clockOffset} s`],
  ]
  const blocks: Block[] = [
    { kind: 'heading', level: 3, text: capture.path },
    {
      kind: 'table',
      head: ['property', 'value'].map((key) => translate(`report.column.${key}`)),
      numeric: [],
      rows: pairs
        .filter(([, value]) => value !== '')
        .map(([key, value]) => [{ text: translate(`report.capture.${key}`) }, { text: value }]),
    },
  ]
  const remarks = capture.warnings.map(({ key, params }) => translate(key, params))
  if (capture.partial) remarks.unshift(translate('report.partial'))
  return remarks.length === 0 ? blocks : [...blocks, { kind: 'list', items: remarks }]
}

function snapshotBlocks(snapshots: readonly CounterSnapshot[], translate: Translate): Block[] {
  const shown =
    snapshots.length <= MOST_SNAPSHOTS ? snapshots : [...snapshots.slice(0, MOST_SNAPSHOTS - 1), ...snapshots.slice(-1)]
  const left = snapshots.length - shown.length
  return [
    { kind: 'heading', level: 3, text: translate('report.snapshots', { count: snapshots.length }) },
    {
      kind: 'table',
      head: ['source', 'line', 'format', 'time', 'time-from', 'host'].map((key) => translate(`report.column.${key}`)),
      numeric: [1],
      rows: shown.map((snapshot): Phrase[] => [
        { text: snapshot.source, code: true },
        { text: String(snapshot.line) },
        { text: translate(`counters.format.${snapshot.format}`) },
        { text: timeText(snapshot.time), code: true },
        { text: translate(`counters.timeFrom.${snapshot.timeFrom ?? 'none'}`) },
        { text: snapshot.host ?? '' },
      ]),
    },
    ...(left > 0
      ? [{ kind: 'paragraph', tone: 'note', text: translate('report.snapshots-left-out', { more: left }) } as const]
      : []),
  ]
}

function fileBlocks({ files, versions }: ReportModel, translate: Translate): Block[] {
  const blocks: Block[] = []
  if (files.length > 0) {
    blocks.push({ kind: 'heading', level: 3, text: translate('report.files') })
    blocks.push({
      kind: 'table',
      head: ['file', 'bytes', 'sha256'].map((key) => translate(`report.column.${key}`)),
      numeric: [1],
      rows: files.map(({ name, bytes, sha256 }) => [
        { text: name, code: true },
        { text: String(bytes) },
        sha256 === null ? { text: translate('report.not-hashed') } : { text: sha256, code: true },
      ]),
    })
  }
  blocks.push({ kind: 'heading', level: 3, text: translate('report.versions') })
  blocks.push({ kind: 'list', items: versions.map(({ name, version }) => `${name} ${version}`) })
  return blocks
}
