// What must stand under every figure so that it can be read alone and cannot lie: files with their hashes, the stretch
// of time with its zone, whether something was masked, filtered or has changed since, and the program's version.
import { momentAt } from '../timeline/moment.ts'
import { dateText, durationText } from '../timeline/time-text.ts'
import type { FigureInput, FigureSource } from './figure-input.ts'
import { secondText, zoneName } from './figure-frame.ts'
import type { FigureFrame } from './figure-frame.ts'

/** Characters of a hash that are printed; enough to tell files apart, short enough to read out. */
const HASH_LENGTH = 12
/** Files named one by one; the rest is counted. */
const MOST_SOURCES = 6

/** The lines of the caption, not yet wrapped, in the figure's language. */
export function captionLines(frame: FigureFrame, input: FigureInput): string[] {
  const { translate, range, settings } = frame
  const lines: string[] = []
  if (settings.caption !== null && settings.caption.trim() !== '') lines.push(settings.caption.trim())
  const alarms = [
    ...input.sources
      .filter((s) => s.state === 'changed')
      .map((s) => translate('figure.caption.changed', { name: s.name })),
    ...input.sources
      .filter((s) => s.state === 'missing')
      .map((s) => translate('figure.caption.missing', { name: s.name })),
  ]
  if (settings.isMasked) alarms.push(translate('figure.caption.masked'))
  if (input.filter !== null)
    alarms.push(
      translate('figure.caption.filtered', {
        filter: input.filter.text,
        kept: input.filter.rows.length,
        all: input.analysis.packets.handshakes.length,
      }),
    )
  const folded = input.analysis.packets.folded
  if (folded.handshakes > 0) alarms.push(translate('figure.caption.folded', { count: folded.handshakes }))
  if (input.analysis.packets.captures.some((capture) => capture.partial))
    alarms.push(translate('figure.caption.partial'))
  lines.push(...alarms)

  const sources = input.sources.slice(0, MOST_SOURCES).map((source) => sourceText(frame, source))
  if (input.sources.length > MOST_SOURCES)
    sources.push(translate('figure.caption.moreSources', { count: input.sources.length - MOST_SOURCES }))
  const start = secondText(
    { ...frame, settings: { ...settings, timeFormat: settings.timeFormat === 'zone' ? 'zone' : 'utc' } },
    range.start,
    0,
  )
  const end = secondText(
    { ...frame, settings: { ...settings, timeFormat: settings.timeFormat === 'zone' ? 'zone' : 'utc' } },
    range.end,
    0,
  )
  const zoneMinutes = settings.timeFormat === 'zone' ? settings.zoneMinutes : 0
  const date = dateText(momentAt(frame.axis, range.start).seconds, () => zoneMinutes)
  const period = translate('figure.caption.period', {
    date,
    start,
    end,
    zone: zoneName(frame),
    length: durationText(range.end - range.start),
  })
  lines.push(
    [
      ...(sources.length === 0
        ? []
        : [translate('figure.caption.sources', { sources: sources.join(translate('figure.caption.separator')) })]),
      period,
      translate('figure.caption.version', { version: input.version }),
    ].join(' · '),
  )
  return lines
}

function sourceText(frame: FigureFrame, source: FigureSource): string {
  return source.sha256 === null
    ? frame.translate('figure.caption.sourceWithoutHash', { name: source.name })
    : frame.translate('figure.caption.source', { name: source.name, hash: source.sha256.slice(0, HASH_LENGTH) })
}
