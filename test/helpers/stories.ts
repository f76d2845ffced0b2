// Handshakes as they go, and counter texts as they read, for tests of the diagnosis: small tables in which every packet
// has a reason.
import { readCounterTexts } from '../../shared/counters/read-counter-texts.ts'
import type { CounterEvidence } from '../../shared/analysis/counters.ts'
import { diagnose } from '../../shared/diagnosis/diagnose.ts'
import type { DiagnoseOptions } from '../../shared/diagnosis/diagnose.ts'
import type { Diagnosis, Finding } from '../../shared/analysis/findings.ts'
import { buildPackets } from './handshake-analysis.ts'
import type { BuiltAnalysis, BuiltHandshake, BuiltPacket } from './handshake-analysis.ts'

export const BASE = 1_795_342_800

export interface Ends {
  readonly client?: string
  readonly clientPort?: number
  readonly server?: string
  readonly serverPort?: number
}

let nextPort = 30_000

/** A handshake with the given packets; a fresh client port each. */
export function handshake(
  outcome: BuiltHandshake['outcome'],
  packets: readonly BuiltPacket[],
  ends: Ends & Pick<BuiltHandshake, 'schedule' | 'features'> = {},
): BuiltHandshake {
  nextPort = nextPort >= 60_000 ? 30_000 : nextPort + 1
  return {
    client: ends.client ?? '10.0.0.10',
    clientPort: ends.clientPort ?? nextPort,
    server: ends.server ?? '10.0.0.80',
    serverPort: ends.serverPort ?? 80,
    isn: 1_000_000 + nextPort,
    outcome,
    schedule: ends.schedule,
    features: ends.features,
    packets,
  }
}

/** SYN, SYN-ACK, ACK, request, answer: 1 ms apart. */
export function completed(at: number, ends: Ends = {}): BuiltHandshake {
  return handshake(
    'established',
    [
      { kind: 'syn', at },
      { kind: 'syn-ack', at: at + 0.001 },
      { kind: 'final-ack', at: at + 0.002 },
      { kind: 'client-data', at: at + 0.003, payload: 100 },
      { kind: 'server-data', at: at + 0.004, payload: 500 },
    ],
    ends,
  )
}

/** Offsets of the doubling schedule of Linux before 6.5. */
export const DOUBLING = [0, 1.02, 3.04, 7.17, 15.36, 31.5, 64.8]

/** SYNs at `offsets` after `at`, none answered. */
export function silent(at: number, offsets: readonly number[] = DOUBLING, ends: Ends = {}): BuiltHandshake {
  return handshake(
    'unanswered',
    offsets.map((offset): BuiltPacket => ({ kind: 'syn', at: at + offset, unanswered: true })),
    { ...ends, schedule: 'linux-exponential' },
  )
}

/** Many of them, `step` seconds apart. */
export function several<T>(count: number, step: number, make: (at: number, i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i * step, i))
}

/** Readings of named counters (`TcpExt.ListenOverflows`) at moments (seconds after BASE), as `/proc/net` files print them. */
export function counterText(
  moments: readonly (number | null)[],
  readings: Readonly<Record<string, readonly number[]>>,
): string {
  const sections = new Map<string, [string, readonly number[]][]>()
  for (const [name, values] of Object.entries({ ...ALWAYS, ...readings })) {
    const [section = '', mib = ''] = name.split('.')
    sections.set(section, [...(sections.get(section) ?? []), [mib, values]])
  }
  return moments
    .map((moment, i) => {
      const date =
        moment === null
          ? []
          : [`${BASE + Math.floor(moment)}.${String(Math.round((moment % 1) * 1e9)).padStart(9, '0')}`]
      const lines = [...sections].flatMap(([section, entries]) => [
        `${section}: ${entries.map(([mib]) => mib).join(' ')}`,
        `${section}: ${entries.map(([, values]) => values[i] ?? values.at(-1) ?? 0).join(' ')}`,
      ])
      return [...date, ...lines, ''].join('\n')
    })
    .join('\n')
}

/** Counters that every kernel prints; standing still unless a test moves them. */
const ALWAYS: Readonly<Record<string, readonly number[]>> = {
  'Ip.InReceives': [0],
  'Ip.InDelivers': [0],
  'Ip.ForwDatagrams': [0],
  'Tcp.ActiveOpens': [0],
  'Tcp.PassiveOpens': [0],
  'Tcp.AttemptFails': [0],
  'Tcp.InSegs': [0],
  'Tcp.OutSegs': [0],
  'Tcp.RetransSegs': [0],
  'Tcp.InErrs': [0],
  'Tcp.OutRsts': [0],
  'Tcp.InCsumErrors': [0],
  'TcpExt.ListenOverflows': [0],
  'TcpExt.ListenDrops': [0],
  'TcpExt.TCPReqQFullDrop': [0],
  'TcpExt.TCPReqQFullDoCookies': [0],
  'TcpExt.SyncookiesSent': [0],
  'TcpExt.TCPTimeouts': [0],
  'TcpExt.TCPSynRetrans': [0],
  'TcpExt.TCPDeferAcceptDrop': [0],
  'TcpExt.IPReversePathFilter': [0],
}

/** Counter texts (and ss, sysctl texts) as evidence. */
export function evidenceOf(...texts: readonly string[]): CounterEvidence {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  return readCounterTexts(texts.map((text, i) => ({ name: `text-${i}.txt`, bytes: bytes(text), modified: null })))
}

export const NO_COUNTERS = evidenceOf()

export function diagnoseStory(
  wish: Omit<BuiltAnalysis, 'baseSeconds'>,
  counters: CounterEvidence = NO_COUNTERS,
  options: DiagnoseOptions = {},
): Diagnosis {
  return diagnose(buildPackets({ ...wish, baseSeconds: BASE }), counters, options)
}

/** `cause confidence` of the findings in order, for short expectations. */
export function verdicts({ findings }: Diagnosis): string[] {
  return findings.map(({ cause, confidence }) => `${cause} ${confidence}`)
}

/** Keys of the evidence of a finding without the common prefix. */
export function facts(finding: Finding | undefined): string[] {
  return (finding?.evidence ?? []).map(({ key }) => key.replace('findings.evidence.', ''))
}
