// The values of a row as text: what cells show, what is copied and exported. One definition for all three.
import { hasFeature, handshakeView, packetTime } from '../../../shared/analysis/handshake-view.ts'
import { OUTCOMES, SCHEDULES, UNDECIDED_REASONS } from '../../../shared/analysis/tables.ts'
import type { FEATURE, Outcome } from '../../../shared/analysis/tables.ts'
import type { Translate } from '../../../shared/i18n/translate.ts'
import {
  clockText,
  durationText,
  exactGapText,
  localOffset,
  momentText,
  utcOffset,
} from '../../../shared/timeline/time-text.ts'
import type { TimeFormat } from '../../../shared/timeline/time-text.ts'
import type { ExactTime } from '../../../shared/units/exact-time.ts'
import { addNanos } from '../../../shared/units/exact-time.ts'
import type { AddressNames } from '../../state/address-names.ts'
import type { Loaded } from '../../state/analysis-slice.ts'

/** Everything that the text of a cell depends on. */
export interface RowWords {
  readonly loaded: Loaded
  readonly names: AddressNames
  readonly t: Translate
  readonly timeFormat: TimeFormat
  readonly digits: number
}

export function outcomeOf({ loaded }: RowWords, row: number): Outcome {
  return OUTCOMES[loaded.analysis.packets.handshakes.outcome[row] ?? 0] ?? 'undecided'
}

/** Time of the first packet, its capture's clock offset applied. */
export function startTime({ loaded }: RowWords, row: number): ExactTime {
  const { handshakes, packets } = loaded.analysis.packets
  const first = handshakes.packetStart[row] ?? 0
  const offset = loaded.axis.clockOffsets[packets.capture[first] ?? 0] ?? 0
  return addNanos(packetTime(packets, first), Math.round(offset * 1e9))
}

/** A moment as the chosen format writes it; `previous` is the row listed before. */
export function startText(words: RowWords, row: number, previous: number | null): string {
  const time = startTime(words, row)
  switch (words.timeFormat) {
    case 'utc':
      return clockText(time, words.digits, utcOffset)
    case 'local':
      return clockText(time, words.digits, localOffset)
    case 'since-start':
      return exactGapText({ seconds: words.loaded.axis.originSeconds, nanos: 0 }, time, words.digits)
    case 'since-previous':
      return previous === null ? '' : exactGapText(startTime(words, previous), time, words.digits)
  }
}

/** Date and time in UTC for tips and exports. */
export function fullTimeText(words: RowWords, row: number): string {
  const time = startTime(words, row)
  return momentText(time, words.digits, utcOffset)
}

const FEATURE_WORDS: readonly (readonly [keyof typeof FEATURE, string])[] = [
  ['sackPermitted', 'SACK'],
  ['timestamps', 'TS'],
  ['ecn', 'ECN'],
  ['accEcn', 'AccECN'],
  ['fastOpenCookieRequest', 'TFO'],
  ['fastOpenData', 'TFO+data'],
  ['mptcp', 'MPTCP'],
  ['md5', 'MD5'],
  ['tcpAo', 'TCP-AO'],
]

export function seconds(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : durationText(value)
}

/** Text of cell (`column`, `row`); empty when there is nothing to say. */
export function cellText(words: RowWords, column: string, row: number, previous: number | null = null): string {
  const { loaded, names, t } = words
  const { handshakes: h, captures } = loaded.analysis.packets
  const c = loaded.columns
  switch (column) {
    case 'outcome':
      return t(`timeline.outcome.${outcomeOf(words, row)}`)
    case 'start':
      return startText(words, row, previous)
    case 'client':
      return names.endpoint(h.clientAddress[row] ?? 0, h.clientPort[row] ?? 0)
    case 'server':
      return names.endpoint(h.serverAddress[row] ?? 0, h.serverPort[row] ?? 0)
    case 'client.port':
      return String(h.clientPort[row] ?? '')
    case 'server.port':
      return String(h.serverPort[row] ?? '')
    case 'syns':
      return String(c.syns[row] ?? '')
    case 'syns.unanswered':
      return String(h.unansweredSyns[row] ?? '')
    case 'syns.missing':
      return h.missingSyns[row] ? String(h.missingSyns[row]) : ''
    case 'synacks':
      return String(c.synAcks[row] ?? '')
    case 'gaps':
      return gapsText(words, row)
    case 'gap':
      return seconds(c.longestGap[row])
    case 'wait':
      return seconds(c.wait[row])
    case 'answer':
      return seconds(c.answerAfter[row])
    case 'duration':
      return seconds((c.end[row] ?? 0) - (c.start[row] ?? 0))
    case 'schedule': {
      const schedule = SCHEDULES[h.schedule[row] ?? 0] ?? 'none'
      return schedule === 'none' ? '' : t(`timeline.schedule.${schedule}`)
    }
    case 'reason': {
      const reason = UNDECIDED_REASONS[h.undecidedReason[row] ?? 0] ?? 'decided'
      return reason === 'decided' ? '' : t(`app.reason.${reason}`)
    }
    case 'frame':
      return String(c.frame[row] ?? '')
    case 'isn':
      return String(h.isn[row] ?? '')
    case 'mss':
      return h.mss[row] ? String(h.mss[row]) : ''
    case 'window.scale':
      return (h.windowScale[row] ?? -1) < 0 ? '' : String(h.windowScale[row])
    case 'completeness':
      return String(h.completeness[row] ?? '')
    case 'options':
      return FEATURE_WORDS.filter(([feature]) => hasFeature(loaded.analysis.packets, row, feature))
        .map(([, word]) => word)
        .join(' ')
    case 'capture':
      return names.text(captures[c.capture[row] ?? 0]?.path ?? '')
    case 'name': {
      const hosts = loaded.analysis.packets.names
      return names.masked ? '' : (hosts.get(h.serverAddress[row] ?? 0) ?? hosts.get(h.clientAddress[row] ?? 0) ?? '')
    }
    default:
      return ''
  }
}

/** `1.03 2.01 4.13`: seconds between neighbouring SYNs. */
export function gapsText({ loaded }: RowWords, row: number): string {
  if ((loaded.columns.syns[row] ?? 0) < 2) return ''
  const gaps = handshakeView(loaded.analysis.packets, row).gaps
  const shown = gaps.slice(0, 10).map((gap) => (gap < 9.995 ? gap.toFixed(2) : gap.toFixed(1)))
  return shown.join('  ') + (gaps.length > 10 ? ' …' : '')
}
