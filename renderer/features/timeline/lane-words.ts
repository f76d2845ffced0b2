// What a lane says: its label, the sentence for those who do not see the marks, the name of its group.
import { OUTCOMES } from '../../../shared/analysis/tables.ts'
import type { Outcome } from '../../../shared/analysis/tables.ts'
import { handshakeView } from '../../../shared/analysis/handshake-view.ts'
import type { LaneGroup, LaneGrouping } from '../../../shared/timeline/lane-list.ts'
import { durationText, momentText } from '../../../shared/timeline/time-text.ts'
import type { Tongue } from '../../i18n/language.ts'
import type { AddressNames } from '../../state/address-names.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { alignedPacketTime } from './clock.ts'
import type { Clock } from './clock.ts'

export interface LaneLabel {
  readonly outcome: Outcome
  readonly from: string
  readonly to: string
  /** The listener, or only its port where the group says the rest. */
  readonly shortTo: string
}

export interface LaneWords {
  readonly label: (row: number) => LaneLabel
  readonly sentence: (row: number) => string
  readonly group: (group: LaneGroup) => string
}

export function laneWords(
  loaded: Loaded,
  grouping: LaneGrouping,
  tongue: Tongue,
  clock: Clock,
  names: AddressNames,
): LaneWords {
  const { packets } = loaded.analysis
  const { handshakes, listeners } = packets
  const { t } = tongue
  const { endpoint } = names
  const oneServer = listeners.address.subarray(0, listeners.length).every((row) => row === listeners.address[0])
  const outcomeOf = (row: number): Outcome => OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided'
  const label = (row: number): LaneLabel => {
    const to = endpoint(handshakes.serverAddress[row] ?? 0, handshakes.serverPort[row] ?? 0)
    return {
      outcome: outcomeOf(row),
      from: endpoint(handshakes.clientAddress[row] ?? 0, handshakes.clientPort[row] ?? 0),
      to,
      shortTo: grouping === 'listener' || oneServer ? `:${handshakes.serverPort[row] ?? 0}` : to,
    }
  }
  return {
    label,
    sentence: (row) => {
      const { from, to, outcome } = label(row)
      const view = handshakeView(packets, row)
      const first = handshakes.packetStart[row] ?? 0
      const said = {
        from,
        to,
        outcome: t(`timeline.outcome.${outcome}`),
        start: clock.exact(alignedPacketTime(packets, loaded.axis, first)),
        wait: durationText(loaded.columns.wait[row] ?? 0),
        count: view.syns.length,
        gaps: view.gaps.slice(0, 12).map(durationText).join(', '),
      }
      return t(view.gaps.length === 0 ? 'timeline.laneSentence' : 'timeline.laneSentenceGaps', said)
    },
    group: (group) => {
      switch (grouping) {
        case 'none':
          return ''
        case 'listener':
          return endpoint(listeners.address[group.code] ?? 0, listeners.port[group.code] ?? 0)
        case 'client':
          return names.address(group.code)
        case 'outcome':
          return t(`timeline.outcome.${OUTCOMES[group.code] ?? 'undecided'}`)
        case 'minute': {
          const seconds = group.code * 60
          return momentText({ seconds, nanos: 0 }, 0, clock.zone).replace(/(\d\d:\d\d):\d\d/, '$1')
        }
      }
    },
  }
}
