// Tables of listeners and of the handshakes that failed.
import type { Analysis } from '../analysis/analysis.ts'
import { handshakeView, packetTime } from '../analysis/handshake-view.ts'
import { OUTCOMES } from '../analysis/tables.ts'
import type { Outcome } from '../analysis/tables.ts'
import type { Translate } from '../i18n/translate.ts'
import { addressText, endpointText } from '../net/address.ts'
import { timeText } from './time-cell.ts'
import type { Block, Phrase } from './report-model.ts'

/** Handshakes listed one by one; the rest is counted in a sentence. */
const MOST_HANDSHAKES = 200
/** Listeners listed one by one (a port scan makes thousands). */
const MOST_LISTENERS = 100

const FAILED: ReadonlySet<Outcome> = new Set([
  'unanswered',
  'refused',
  'icmp-rejected',
  'half-open',
  'final-ack-ignored',
  'reset-after-handshake',
  'challenge-acked',
])

export function listenerBlocks({ packets }: Analysis, translate: Translate): Block[] {
  const { listeners, addresses } = packets
  if (listeners.length === 0) return []
  const rows = Array.from({ length: listeners.length }, (_, row) => row).sort(
    (a, b) =>
      (listeners.unansweredSynPackets[b] ?? 0) - (listeners.unansweredSynPackets[a] ?? 0) ||
      (listeners.handshakes[b] ?? 0) - (listeners.handshakes[a] ?? 0),
  )
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: translate('report.listeners') },
    {
      kind: 'table',
      head: ['listener', 'handshakes', 'established', 'unanswered-handshakes', 'unanswered-syns'].map((key) =>
        translate(`report.column.${key}`),
      ),
      numeric: [1, 2, 3, 4],
      rows: rows
        .slice(0, MOST_LISTENERS)
        .map((row) => [
          code(endpointText(addressText(addresses, listeners.address[row] ?? 0), listeners.port[row] ?? 0)),
          count(listeners.handshakes[row]),
          count(listeners.established[row]),
          count(listeners.unansweredHandshakes[row]),
          count(listeners.unansweredSynPackets[row]),
        ]),
    },
  ]
  return [...blocks, ...leftOut(rows.length - MOST_LISTENERS, translate)]
}

export function handshakeBlocks({ packets: analysis }: Analysis, translate: Translate): Block[] {
  const { handshakes, packets, addresses } = analysis
  const failed: number[] = []
  for (let row = 0; row < handshakes.length; row++) {
    if (FAILED.has(OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided')) failed.push(row)
  }
  if (failed.length === 0) return []
  const rows = failed.slice(0, MOST_HANDSHAKES).map((row): Phrase[] => {
    const view = handshakeView(analysis, row)
    const first = handshakes.packetStart[row] ?? 0
    return [
      code(timeText(packetTime(packets, first))),
      code(endpointText(addressText(addresses, handshakes.clientAddress[row] ?? 0), handshakes.clientPort[row] ?? 0)),
      code(endpointText(addressText(addresses, handshakes.serverAddress[row] ?? 0), handshakes.serverPort[row] ?? 0)),
      { text: translate(`timeline.outcome.${view.outcome}`) },
      count(view.syns.length),
      code(view.gaps.map((gap) => gap.toFixed(2)).join(' ')),
      count(packets.frame[first]),
    ]
  })
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: translate('report.failed') },
    {
      kind: 'table',
      head: ['first-syn', 'client', 'server', 'outcome', 'syns', 'gaps', 'frame'].map((key) =>
        translate(`report.column.${key}`),
      ),
      numeric: [4, 6],
      rows,
    },
  ]
  return [...blocks, ...leftOut(failed.length - MOST_HANDSHAKES, translate)]
}

function leftOut(more: number, translate: Translate): Block[] {
  return more > 0 ? [{ kind: 'paragraph', tone: 'note', text: translate('report.left-out', { more }) }] : []
}

function code(text: string): Phrase {
  return { text, code: true }
}

function count(value: number | undefined): Phrase {
  return { text: String(value ?? 0) }
}
