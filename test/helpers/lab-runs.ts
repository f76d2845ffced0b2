// Every lab scenario (real kernels, known cause) under every condition an engineer meets: whole evidence, parts of it,
// shifted clocks, a capture cut in half. Used by the conformance test and by `npm run accuracy`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from '../../shared/analysis/analyse.ts'
import type { AnalysisInput } from '../../shared/analysis/analyse.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { Cause, Finding } from '../../shared/analysis/findings.ts'
import { memorySource } from '../../shared/capture/byte-source.ts'

export const CONDITIONS = [
  'whole',
  'capture only',
  'counters only',
  'one snapshot',
  'shifted +30 s',
  'shifted -30 s',
  'first half',
  'second half',
  'client side',
  'before, after',
  'nstat',
  'proc files',
  'both sides',
  'client capture',
] as const
export type Condition = (typeof CONDITIONS)[number]

export interface Scenario {
  readonly name: string
  readonly folder: string
  /** Causes of truth.json in our codes, the leading one first. */
  readonly causes: readonly Cause[]
  readonly truth: Truth
}

interface Truth {
  readonly expected: {
    readonly cause: string
    readonly handshakesTotal: number
    readonly unansweredSynPackets: number
    readonly counterDeltas: Readonly<Record<string, number>>
  }
  readonly captures: readonly { readonly file: string; readonly point: string }[]
}

/**
 * What is true besides the cause that truth.json names, by its own description of the scenario: a `certain` finding of
 * these is right.
 */
const ALSO_TRUE: Readonly<Record<string, readonly Cause[]>> = {
  // SYNs that arrive while the queue is full are still dropped in silence.
  '04-abort-on-overflow': ['accept-queue-overflow'],
  // Port 83 answers with RST, 10.20.109.83 is a black hole, port 80 works.
  '09-icmp-rejected': ['refused', 'dropped-before-listener'],
  // Port 8082 drops everything by a firewall rule.
  '14-port-reuse': ['dropped-before-listener'],
  // The client connects again from the same port.
  '15-challenge-ack': ['port-reuse'],
  // 6000 connections from four addresses within 30 s use some ports twice.
  '22-healthy-busy-server': ['port-reuse'],
}

/** Causes that may be called certain in this scenario. */
export function trueCauses(scenario: Scenario): readonly Cause[] {
  return [...scenario.causes, ...(ALSO_TRUE[scenario.name] ?? [])]
}

/** Our code for each cause that truth.json names. */
const CODES: Readonly<Record<string, Cause>> = {
  'firewall-drop': 'dropped-before-listener',
  'host-unreachable': 'icmp-rejected',
}

/** `mixed: a, b` and `a then b then c` → our codes. */
export function causesOf(text: string): Cause[] {
  return text
    .replace(/^mixed:\s*/, '')
    .split(/\s+then\s+|,\s*/)
    .map((name) => CODES[name.trim()] ?? (name.trim() as Cause))
}

export function scenarios(lab: string): Scenario[] {
  return readdirSync(lab)
    .filter((name) => existsSync(join(lab, name, 'truth.json')))
    .sort()
    .map((name) => {
      const folder = join(lab, name)
      const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth
      return { name, folder, truth, causes: causesOf(truth.expected.cause) }
    })
}

export interface LabRun {
  readonly scenario: Scenario
  readonly condition: Condition
  readonly analysis: Analysis
  readonly findings: readonly Finding[]
  readonly first: Finding
}

/** Runs one scenario under one condition; null when it has no such evidence (no client capture, no snapshots). */
export async function runLab(scenario: Scenario, condition: Condition): Promise<LabRun | null> {
  const inputs = inputsOf(scenario, condition)
  if (inputs === null) return null
  const { analysis, faults } = await analyse(inputs)
  const fault = faults[0]
  if (fault !== undefined) throw new Error(`${scenario.name}: ${fault.name}: ${fault.key}`)
  const { findings } = analysis.diagnosis
  const first = findings[0]
  if (first === undefined) throw new Error(`${scenario.name}: no finding at all`)
  return { scenario, condition, analysis, findings, first }
}

function inputsOf(scenario: Scenario, condition: Condition): AnalysisInput[] | null {
  const captures = capturesOf(scenario)
  const main = captures[0]
  if (main === undefined) return null
  const counters = serverTexts(scenario)
  switch (condition) {
    case 'whole':
      return [input(scenario, main), ...counters.map((file) => input(scenario, file))]
    case 'capture only':
      return [input(scenario, main)]
    case 'counters only':
      return counters.map((file) => input(scenario, file))
    case 'one snapshot':
      return [input(scenario, main), input(scenario, 'server-netstat-after.txt')]
    case 'shifted +30 s':
      return [input(scenario, main), ...counters.map((file) => input(scenario, file, 30))]
    case 'shifted -30 s':
      return [input(scenario, main), ...counters.map((file) => input(scenario, file, -30))]
    case 'first half':
    case 'second half': {
      const half = cutInHalf(read(scenario, main), condition === 'first half')
      if (half === null) return null
      return [{ source: memorySource(main, half), role: 'any' }, ...counters.map((file) => input(scenario, file))]
    }
    case 'before, after':
      return pairOf(scenario, main, 'netstat')
    case 'nstat':
      return pairOf(scenario, main, 'nstat')
    case 'proc files':
      return pairOf(scenario, main, 'procnet')
    case 'both sides':
    case 'client capture': {
      const client = clientCapture(scenario)
      if (client === undefined || client.file === main) return null
      const texts = present(scenario, ['client-netstat-before.txt', 'client-netstat-after.txt', 'client-sysctl.txt'])
      const files = condition === 'both sides' ? [main, client.file, ...counters, ...texts] : [client.file, ...counters]
      return files.map((file) => input(scenario, file))
    }
    case 'client side': {
      const client = clientCapture(scenario)
      if (client === undefined) return null
      const texts = present(scenario, ['client-netstat-before.txt', 'client-netstat-after.txt', 'client-sysctl.txt'])
      return [input(scenario, client.file), ...texts.map((file) => input(scenario, file))]
    }
  }
}

function clientCapture(scenario: Scenario): Truth['captures'][number] | undefined {
  return scenario.truth.captures.find(({ file, point }) => point === 'client' && /\.pcap/.test(file))
}

/** The capture and two snapshots of one kind, nothing else. */
function pairOf(scenario: Scenario, capture: string, kind: 'netstat' | 'nstat' | 'procnet'): AnalysisInput[] | null {
  const texts = present(scenario, [`server-${kind}-before.txt`, `server-${kind}-after.txt`])
  if (texts.length < 2) return null
  return [input(scenario, capture), ...texts.map((file) => input(scenario, file))]
}

/** The capture that truth.json describes comes first. */
function capturesOf(scenario: Scenario): string[] {
  return scenario.truth.captures.map(({ file }) => file).filter((file) => /\.pcap(ng)?$/.test(file))
}

const SERVER_TEXTS = [
  'server-netstat-before.txt',
  'server-netstat-series.txt',
  'server-netstat-after.txt',
  'server-ss-lnt-series.txt',
  'server-ss-lntm-series.txt',
  'server-ss-tan-series.txt',
  'server-sysctl.txt',
]

function serverTexts(scenario: Scenario): string[] {
  return present(scenario, SERVER_TEXTS)
}

function present(scenario: Scenario, files: readonly string[]): string[] {
  return files.filter((file) => existsSync(join(scenario.folder, file)))
}

function read(scenario: Scenario, file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(scenario.folder, file)))
}

function input(scenario: Scenario, file: string, shift = 0): AnalysisInput {
  const source = memorySource(file, read(scenario, file))
  return shift === 0
    ? { source, role: 'any' }
    : { source, role: 'counters', counterSettings: { offsetNanos: shift * 1e9 } }
}

const FILE_HEADER = 24
const RECORD_HEADER = 16

/** The records of the first or second half of a classic little-endian pcap; null for other formats. */
function cutInHalf(bytes: Uint8Array, firstHalf: boolean): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = view.getUint32(0, true)
  if (magic !== 0xa1b2c3d4 && magic !== 0xa1b23c4d) return null
  const starts: number[] = []
  for (let at = FILE_HEADER; at + RECORD_HEADER <= bytes.length; at += RECORD_HEADER + view.getUint32(at + 8, true))
    starts.push(at)
  const middle = starts[starts.length >> 1] ?? bytes.length
  if (firstHalf) return bytes.slice(0, middle)
  const half = new Uint8Array(FILE_HEADER + bytes.length - middle)
  half.set(bytes.subarray(0, FILE_HEADER))
  half.set(bytes.subarray(middle), FILE_HEADER)
  return half
}

/** Analyses named files together, as the command line does. */
export async function analyseFiles(paths: readonly string[]): Promise<Analysis> {
  const inputs = paths.map((path): AnalysisInput => ({
    source: memorySource(path, new Uint8Array(readFileSync(path))),
    role: 'any',
  }))
  return (await analyse(inputs)).analysis
}

/** One line of the accuracy table. */
export interface Outcome {
  readonly scenario: string
  readonly condition: Condition
  readonly truth: readonly Cause[]
  readonly first: Cause
  readonly confidence: string
  /** All causes of the truth are among the findings. */
  readonly complete: boolean
  /** Findings called certain that are not true of the scenario. */
  readonly wrongCertain: readonly Cause[]
}

export function judge({ scenario, condition, findings, first }: LabRun): Outcome {
  const right = new Set(trueCauses(scenario))
  // A part of the evidence may hold nothing but success: then `healthy` is what there is to say.
  const wrongCertain = findings
    .filter(({ cause, confidence }) => confidence === 'certain' && !right.has(cause))
    .map(({ cause }) => cause)
  return {
    scenario: scenario.name,
    condition,
    truth: scenario.causes,
    first: first.cause,
    confidence: first.confidence,
    complete: scenario.causes.every((cause) => findings.some((finding) => finding.cause === cause)),
    wrongCertain,
  }
}

export async function runAll(lab: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const scenario of scenarios(lab)) {
    for (const condition of CONDITIONS) {
      const run = await runLab(scenario, condition)
      if (run !== null) outcomes.push(judge(run))
    }
  }
  return outcomes
}

/** Per condition how often the first finding is right, open or wrong; then every pair of truth and another answer. */
export function confusionTable(outcomes: readonly Outcome[]): { readonly text: string; readonly failed: boolean } {
  const lines = ['condition       runs  right  open  other  wrong and certain']
  for (const condition of CONDITIONS) {
    const mine = outcomes.filter((outcome) => outcome.condition === condition)
    const right = mine.filter(isRight).length
    const open = mine.filter(({ first, truth }) => first === 'inconclusive' && truth[0] !== 'inconclusive').length
    const certain = mine.filter(({ wrongCertain }) => wrongCertain.length > 0).length
    const cells = [mine.length, right, open, mine.length - right - open, certain]
    lines.push(condition.padEnd(14) + cells.map((cell, i) => String(cell).padStart([6, 7, 6, 7, 19][i] ?? 8)).join(''))
  }
  const confused = new Map<string, string[]>()
  for (const outcome of outcomes.filter((each) => !isRight(each))) {
    const key = `${(outcome.truth[0] ?? '').padEnd(30)} → ${outcome.first} (${outcome.confidence})`
    confused.set(key, [...(confused.get(key) ?? []), `${outcome.scenario.split('-')[0] ?? ''} ${outcome.condition}`])
  }
  lines.push('', 'truth → first finding where they differ')
  for (const [key, where] of [...confused].sort((a, b) => b[1].length - a[1].length)) {
    lines.push(`${String(where.length).padStart(4)}  ${key}: ${where.join(', ')}`)
  }
  const whole = outcomes.filter(({ condition }) => condition === 'whole')
  const certain = outcomes.filter(({ wrongCertain }) => wrongCertain.length > 0)
  for (const outcome of certain) {
    lines.push(`WRONG AND CERTAIN: ${outcome.scenario} (${outcome.condition}): ${outcome.wrongCertain.join(', ')}`)
  }
  const rightWhole = whole.filter(isRight).length
  const complete = whole.filter((outcome) => outcome.complete).length
  lines.push(
    '',
    `whole evidence: first cause right in ${rightWhole} of ${whole.length}, all causes found in ${complete} of ${whole.length}`,
    `wrong and certain: ${certain.length} of ${outcomes.length} runs`,
  )
  return { text: lines.join('\n'), failed: rightWhole < whole.length || complete < whole.length || certain.length > 0 }
}

function isRight({ first, truth }: Outcome): boolean {
  return first === truth[0]
}
