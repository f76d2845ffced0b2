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
    case 'client side': {
      const client = scenario.truth.captures.find(({ file, point }) => point === 'client' && /\.pcap/.test(file))
      if (client === undefined) return null
      const texts = present(scenario, ['client-netstat-before.txt', 'client-netstat-after.txt', 'client-sysctl.txt'])
      return [input(scenario, client.file), ...texts.map((file) => input(scenario, file))]
    }
  }
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
  const inputs = paths.map(
    (path): AnalysisInput => ({ source: memorySource(path, new Uint8Array(readFileSync(path))), role: 'any' }),
  )
  return (await analyse(inputs)).analysis
}
