// `synscope analyze` for people: the verdict first, then listeners, failed handshakes with their gaps, counters.
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { handshakeView } from '../../shared/analysis/handshake-view.ts'
import { OUTCOMES } from '../../shared/analysis/tables.ts'
import type { Outcome, Remark } from '../../shared/analysis/tables.ts'
import type { Translate } from '../../shared/i18n/translate.ts'
import { addressText, endpointText } from '../../shared/net/address.ts'
import { decimalTime } from '../../shared/units/exact-time.ts'
import { tableLines } from './table.ts'

/** Rows of a table; --json has all. */
const MOST_ROWS = 40
/** Outcomes of handshakes that are listed one by one. */
const FAILED: ReadonlySet<Outcome> = new Set([
  'unanswered',
  'refused',
  'icmp-rejected',
  'half-open',
  'final-ack-ignored',
  'challenge-acked',
  'reset-after-handshake',
  'undecided',
])

/** The whole page as lines. */
export function printAnalysis(analysis: Analysis, translate: Translate): string {
  const parts = [
    verdict(analysis, translate),
    captures(analysis, translate),
    listeners(analysis, translate),
    failedHandshakes(analysis, translate),
    counters(analysis, translate),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function verdict(analysis: Analysis, translate: Translate): string[] {
  const say = ({ key, params }: Remark): string => translate(key, params)
  const lines: string[] = []
  analysis.diagnosis.findings.forEach((finding, i) => {
    const title = translate(i === 0 ? 'cli.verdict' : 'cli.also')
    if (i > 0) lines.push('')
    lines.push(
      `${title} (${translate(`cli.confidence.${finding.confidence}`)}, ${finding.cause}): ${say(finding.summary)}`,
    )
    lines.push(...finding.evidence.map((item) => `  · ${say(item)}`))
    if (finding.disproof.length > 0)
      lines.push(`  ${translate('cli.disproof')}:`, ...finding.disproof.map((item) => `    · ${say(item)}`))
    if (finding.next.length > 0) lines.push(`  ${translate('cli.next')}:`)
    for (const step of finding.next) {
      lines.push(`    · ${say(step)}`)
      if (step.command !== null) lines.push(...step.command.host.split('\n').map((line) => `        ${line}`))
    }
  })
  return lines
}

function captures(analysis: Analysis, translate: Translate): string[] {
  const lines = [translate('cli.captures')]
  for (const capture of analysis.packets.captures) {
    lines.push(
      `  ${translate('cli.capture-line', {
        path: capture.path,
        format: [capture.format, ...capture.compression].join(' + '),
        packets: capture.packets,
        tcp: capture.tcpPackets,
        linkTypes: capture.linkTypes.join(', '),
        vantage: capture.vantage,
      })}`,
    )
    const skipped = Object.entries(capture.skipped)
    if (skipped.length > 0)
      lines.push(
        `    ${translate('cli.skipped', { list: skipped.map(([reason, count]) => `${reason} ${count}`).join(', ') })}`,
      )
    lines.push(...capture.warnings.map((warning) => `    ! ${translate(warning.key, warning.params)}`))
  }
  return lines
}

function listeners({ packets }: Analysis, translate: Translate): string[] {
  const table = packets.listeners
  if (table.length === 0) return []
  const order = Array.from({ length: table.length }, (_, row) => row).sort(
    (a, b) =>
      (table.unansweredSynPackets[b] ?? 0) - (table.unansweredSynPackets[a] ?? 0) ||
      (table.handshakes[b] ?? 0) - (table.handshakes[a] ?? 0),
  )
  const rows = order
    .slice(0, MOST_ROWS)
    .map((row) => [
      endpointText(addressText(packets.addresses, table.address[row] ?? 0), table.port[row] ?? 0),
      String(table.handshakes[row]),
      String(table.established[row]),
      String(table.unansweredHandshakes[row]),
      String(table.unansweredSynPackets[row]),
    ])
  const more = order.length - rows.length
  return [
    translate('cli.listeners'),
    ...tableLines(
      [
        { title: translate('cli.column.listener'), align: 'left' },
        { title: translate('cli.column.handshakes'), align: 'right' },
        { title: translate('cli.column.established'), align: 'right' },
        { title: translate('cli.column.unanswered'), align: 'right' },
        { title: translate('cli.column.unanswered-syns'), align: 'right' },
      ],
      rows,
    ),
    ...(more > 0 ? [`  ${translate('cli.more-listeners', { count: more })}`] : []),
  ]
}

function failedHandshakes({ packets }: Analysis, translate: Translate): string[] {
  const { handshakes, addresses } = packets
  const rows: string[][] = []
  let failed = 0
  for (let row = 0; row < handshakes.length; row++) {
    if (!FAILED.has(OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided')) continue
    failed++
    if (rows.length >= MOST_ROWS) continue
    const view = handshakeView(packets, row)
    const missing = handshakes.missingSyns[row] ?? 0
    rows.push([
      endpointText(addressText(addresses, handshakes.clientAddress[row] ?? 0), handshakes.clientPort[row] ?? 0),
      endpointText(addressText(addresses, handshakes.serverAddress[row] ?? 0), handshakes.serverPort[row] ?? 0),
      view.outcome,
      String(view.syns.length),
      view.gaps.map((gap) => gap.toFixed(2)).join(' ') +
        (missing > 0 ? ` ${translate('cli.missing', { count: missing })}` : ''),
      view.schedule ?? '',
    ])
  }
  if (failed === 0)
    return handshakes.length === 0 ? [] : [translate('cli.no-failed', { handshakes: handshakes.length })]
  return [
    translate('cli.failed-handshakes', { shown: rows.length, all: failed }),
    ...tableLines(
      [
        { title: translate('cli.column.client'), align: 'left' },
        { title: translate('cli.column.server'), align: 'left' },
        { title: translate('cli.column.outcome'), align: 'left' },
        { title: translate('cli.column.syns'), align: 'right' },
        { title: translate('cli.column.gaps'), align: 'left' },
        { title: translate('cli.column.schedule'), align: 'left' },
      ],
      rows,
    ),
    ...(failed > rows.length ? [`  ${translate('cli.more-handshakes', { count: failed - rows.length })}`] : []),
  ]
}

function counters({ counters: evidence }: Analysis, translate: Translate): string[] {
  const { snapshots, deltas, totals, unread } = evidence
  if (snapshots.length === 0 && unread.length === 0) return [translate('cli.no-counters')]
  const moved = [...deltas].filter(([, growth]) => growth > 0)
  const totalsOnly = deltas.size === 0
  const name = (snapshot: (typeof snapshots)[number] | undefined): string =>
    snapshot === undefined
      ? ''
      : snapshot.time === null
        ? `${snapshot.source}:${snapshot.line}`
        : decimalTime(snapshot.time)
  const rows = (totalsOnly ? [...totals].filter(([, value]) => value !== 0) : moved).map(([counter, value]) => [
    counter,
    totalsOnly ? String(value) : `+${value}`,
    snapshots.at(-1)?.texts.get(counter) ?? '',
  ])
  return [
    totalsOnly
      ? translate('cli.counter-totals')
      : translate('cli.counter-deltas', { from: name(snapshots[0]), to: name(snapshots.at(-1)) }),
    ...tableLines(
      [
        { title: translate('cli.column.counter'), align: 'left' },
        { title: translate(totalsOnly ? 'cli.column.total' : 'cli.column.delta'), align: 'right' },
        { title: translate('cli.column.meaning'), align: 'left' },
      ],
      rows,
    ),
    ...evidence.remarks.map((remark) => `  ! ${translate(remark.key, remark.params)}`),
    ...unreadLines(evidence.unread, translate),
  ]
}

/** The first line of each source that was not understood, and how many there are. */
function unreadLines(unread: Analysis['counters']['unread'], translate: Translate): string[] {
  const bySource = new Map<string, { count: number; line: number; text: string }>()
  for (const { source, line, text } of unread) {
    const entry = bySource.get(source)
    if (entry === undefined) bySource.set(source, { count: 1, line, text })
    else entry.count++
  }
  return [...bySource].map(
    ([source, { count, line, text }]) =>
      `  ! ${translate('cli.unread', { source, count, line, text: text.slice(0, 80) })}`,
  )
}
