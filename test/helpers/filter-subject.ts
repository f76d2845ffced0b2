// Six handshakes of different kinds, with the columns that views need: what filters, order and tables are tested on.
import { handshakeColumns } from '../../shared/analysis/handshake-columns.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { FEATURE } from '../../shared/analysis/tables.ts'
import type { FilterSubject } from '../../shared/filter/column-readers.ts'
import { timeAxis } from '../../shared/timeline/moment.ts'
import type { TimeAxis } from '../../shared/timeline/moment.ts'
import { buildAnalysis } from './handshake-analysis.ts'
import type { BuiltHandshake } from './handshake-analysis.ts'

export const SIX: readonly BuiltHandshake[] = [
  {
    client: '10.0.0.5',
    clientPort: 51000,
    server: '10.0.9.9',
    serverPort: 443,
    isn: 1000,
    outcome: 'established',
    packets: [
      { kind: 'syn', at: 0 },
      { kind: 'syn-ack', at: 0.002 },
      { kind: 'final-ack', at: 0.003 },
    ],
  },
  {
    client: '10.0.0.6',
    clientPort: 51001,
    server: '10.0.9.9',
    serverPort: 80,
    isn: 2000,
    outcome: 'unanswered',
    schedule: 'linux-exponential',
    packets: [0, 1.03, 3.05, 7.2, 15.4].map((at) => ({ kind: 'syn', at: at + 1, unanswered: true })),
  },
  {
    client: '10.1.0.7',
    clientPort: 443,
    server: '10.0.9.9',
    serverPort: 80,
    isn: 3000,
    outcome: 'refused',
    packets: [
      { kind: 'syn', at: 2 },
      { kind: 'reset', at: 2.001 },
    ],
  },
  {
    client: 'fd00::5',
    clientPort: 40000,
    server: 'fd00::9',
    serverPort: 8080,
    isn: 4000,
    outcome: 'unanswered',
    features: FEATURE.ecn,
    packets: [
      { kind: 'syn', at: 3, unanswered: true },
      { kind: 'syn', at: 4, unanswered: true },
    ],
  },
  {
    client: '10.0.0.5',
    clientPort: 51002,
    server: '10.0.9.9',
    serverPort: 80,
    isn: 5000,
    outcome: 'established',
    features: FEATURE.answeredLate,
    packets: [
      { kind: 'syn', at: 5, unanswered: true },
      { kind: 'syn', at: 6 },
      { kind: 'syn-ack', at: 6.1 },
      { kind: 'final-ack', at: 6.2 },
    ],
  },
  {
    client: '10.0.0.6',
    clientPort: 51003,
    server: '10.0.9.10',
    serverPort: 443,
    isn: 6000,
    outcome: 'half-open',
    packets: [
      { kind: 'syn', at: 61 },
      { kind: 'syn-ack', at: 61.5 },
      { kind: 'syn-ack', at: 62.5 },
    ],
  },
]

export interface Prepared extends FilterSubject {
  readonly analysis: Analysis
  readonly axis: TimeAxis
}

export function prepared(handshakes: readonly BuiltHandshake[] = SIX): Prepared {
  const analysis = buildAnalysis({ handshakes })
  const axis = timeAxis(analysis.packets, analysis.counters)
  return { analysis, axis, packets: analysis.packets, columns: handshakeColumns(analysis.packets, axis) }
}
