// What must stand under every figure so that it can be read alone and cannot lie: files with their hashes, the stretch
// of time with its zone, whether something was masked, filtered or has changed since, and the program's version.
import { baseName } from '../annotation/handshake-identity.ts'
import { momentAt } from '../timeline/moment.ts'
import { clockText, dateText, durationText, utcOffset } from '../timeline/time-text.ts'
import type { FigureInput, FigureSource } from './figure-input.ts'
import { secondText, zoneName } from './figure-frame.ts'
import type { FigureFrame } from './figure-frame.ts'

/** Characters of a hash that are printed; enough to tell files apart, short enough to read out. */
const HASH_LENGTH = 12
/** Files named one by one; the rest is counted. */
const MOST_SOURCES = 6

/** The lines of the caption, not yet wrapped, in the figure's language. */
export function captionLines(frame: FigureFrame, input: FigureInput): string[] {
  const { translate, settings } = frame
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
  alarms.push(...movedClocks(frame, input), ...assumedTimes(frame))
  const folded = input.analysis.packets.folded
  if (folded.handshakes > 0) alarms.push(translate('figure.caption.folded', { count: folded.handshakes }))
  if (input.analysis.packets.captures.some((capture) => capture.partial))
    alarms.push(translate('figure.caption.partial'))
  lines.push(...alarms)

  const sources = input.sources.slice(0, MOST_SOURCES).map((source) => sourceText(frame, source))
  if (input.sources.length > MOST_SOURCES)
    sources.push(translate('figure.caption.moreSources', { count: input.sources.length - MOST_SOURCES }))
  lines.push(
    [
      ...(sources.length === 0
        ? []
        : [translate('figure.caption.sources', { sources: sources.join(translate('figure.caption.separator')) })]),
      periodText(frame),
      translate('figure.caption.version', { version: input.version }),
    ].join(' · '),
  )
  return lines
}

/** From when to when, with date and zone whatever the axis says; a capture without a date says so. */
function periodText(frame: FigureFrame): string {
  const { translate, range, settings, axis } = frame
  const length = durationText(range.end - range.start)
  if (!frame.hasDate)
    return translate('figure.caption.undated', { clock: clockText(momentAt(axis, 0), 0, utcOffset), length })
  const clock: FigureFrame = { ...frame, timeFormat: frame.timeFormat === 'zone' ? 'zone' : 'utc' }
  const zoneMinutes = frame.timeFormat === 'zone' ? settings.zoneMinutes : 0
  return translate('figure.caption.period', {
    date: dateText(momentAt(axis, range.start).seconds, () => zoneMinutes),
    start: secondText(clock, range.start, 0),
    end: secondText(clock, range.end, 0),
    zone: zoneName(frame),
    length,
  })
}

/** Which clocks were moved by hand, and how far. */
function movedClocks({ translate }: FigureFrame, { analysis, clockAdjustments = [] }: FigureInput): string[] {
  return analysis.packets.captures.flatMap((capture, row) => {
    const seconds = clockAdjustments[row] ?? 0
    if (seconds === 0) return []
    return [translate('figure.caption.clockMoved', { name: baseName(capture.path), by: signedDuration(seconds) })]
  })
}

/** Warnings of the readers after which a printed date, zone or gap is an assumption. */
const TIME_WARNINGS = new Set(['tcpdump.dateOfFile', 'tcpdump.zone', 'tcpdump.noTimes'])

function assumedTimes({ translate, analysis }: FigureFrame): string[] {
  const remarks = analysis.packets.captures.flatMap((capture) => capture.warnings)
  const said = remarks.filter(({ key }) => TIME_WARNINGS.has(key)).map(({ key, params }) => translate(key, params))
  return [...new Set(said)]
}

function signedDuration(seconds: number): string {
  return seconds > 0 ? `+${durationText(seconds)}` : durationText(seconds)
}

function sourceText(frame: FigureFrame, source: FigureSource): string {
  return source.sha256 === null
    ? frame.translate('figure.caption.sourceWithoutHash', { name: source.name })
    : frame.translate('figure.caption.source', { name: source.name, hash: source.sha256.slice(0, HASH_LENGTH) })
}
