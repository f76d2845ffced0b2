// What a figure is called when it is saved: `capture_2026-11-22_1403_backoff.png`.
import type { Analysis } from '../analysis/analysis.ts'
import { baseName } from '../annotation/handshake-identity.ts'
import { dateText, hasDate } from '../timeline/time-text.ts'
import type { FigureSettings } from './figure-settings.ts'

/** Capture endings that add nothing to a name. */
const ENDINGS = /\.(?:gz|zst|lz4)$|\.(?:pcapng|pcap|cap|dmp|txt)$/i

/** The first capture without folder and endings. */
export function captureName({ packets }: Analysis, isMasked: boolean): string {
  if (isMasked) return 'capture'
  const capture = packets.captures[0]
  let name = capture === undefined ? 'counters' : baseName(capture.path)
  while (ENDINGS.test(name)) name = name.replace(ENDINGS, '')
  return name
}

/**
 * Name without ending, of letters that every system allows. Date and time are those of the first packet in the figure's
 * zone; the last word says what is drawn.
 */
export function figureName(analysis: Analysis, settings: FigureSettings): string {
  const capture = analysis.packets.captures[0]
  const parts = [captureName(analysis, settings.isMasked)]
  const moment = settings.range?.start ?? capture?.firstPacketTime ?? null
  if (moment !== null && hasDate(moment.seconds)) {
    const minutes = settings.timeFormat === 'zone' ? settings.zoneMinutes : 0
    const clock = new Date((moment.seconds + minutes * 60) * 1000)
    if (!Number.isNaN(clock.getTime())) {
      const two = (value: number): string => String(value).padStart(2, '0')
      parts.push(
        dateText(moment.seconds, () => minutes),
        `${two(clock.getUTCHours())}${two(clock.getUTCMinutes())}`,
      )
    }
  }
  parts.push(settings.panels.length === 1 ? (settings.panels[0] ?? 'figure') : 'figure')
  return parts
    .join('_')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 120)
}
