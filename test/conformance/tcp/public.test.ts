// Every connection attempt in the public captures against the oracle (tshark): SYN times and frames, SYN-ACK time, verdict, and
// tcp.completeness of each stream that is one attempt. Differences are allowed only where reviewed-attempts.ts says why.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { OUTCOMES, UNDECIDED_REASONS } from '../../../shared/analysis/tables.ts'
import { KIND } from '../../../shared/timeline/packet-kind-codes.ts'
import { addressText } from '../../../shared/net/address.ts'
import { CaptureFault } from '../../../shared/capture/capture-fault.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { trackBytes } from '../../helpers/track-file.ts'
import { REVIEWED_ATTEMPTS, type ReviewedAttempt } from './reviewed-attempts.ts'

interface Attempt {
  readonly src: string
  readonly sport: number
  readonly dst: string
  readonly dport: number
  readonly seq: number
  readonly stream: readonly number[]
  readonly frames: readonly number[]
  readonly ts: readonly string[]
  readonly verdict: string
  readonly answer?: { readonly kind: string; readonly frame: number; readonly ts: string }
}

interface Oracle {
  readonly attempts?: readonly Attempt[]
  readonly streams?: readonly {
    readonly stream: number
    readonly completeness?: number
    readonly starts_with_syn?: boolean
  }[]
}

/** Which of our outcomes say the same as a verdict of the oracle. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  answered: [
    'established',
    'half-open',
    'reset-after-handshake',
    'final-ack-ignored',
    'simultaneous-open',
    'undecided/capture-ended-first',
    'undecided/answer-without-handshake',
  ],
  refused: ['refused'],
  'icmp-error': ['icmp-rejected'],
  unanswered: ['unanswered', 'undecided/capture-ended-first', 'undecided/capture-began-in-the-middle'],
  'simultaneous-open': ['simultaneous-open'],
  'answered-oddly': [],
  'odd-reply-only': [],
}

interface Ours {
  readonly frames: readonly number[]
  readonly times: readonly string[]
  readonly synAcks: readonly string[]
  readonly outcome: string
  readonly completeness: number
}

describeWithCorpus('captures/public', 'connection attempts of the public captures against the oracle', (folder) => {
  const files = existsSync(folder) ? readdirSync(join(folder, 'oracle')).map((name) => name.replace(/\.json$/, '')) : []

  test.each(files)('%s', async (name) => {
    const oracle = JSON.parse(readFileSync(join(folder, 'oracle', `${name}.json`), 'utf8')) as Oracle
    const ours = await handshakesOf(join(folder, name))
    const listed = REVIEWED_ATTEMPTS[name] ?? {}
    const completeness = completenessByStream(oracle)
    const used = new Set<string>()
    for (const attempt of oracle.attempts ?? []) {
      const key = keyOf(attempt.src, attempt.sport, attempt.dst, attempt.dport, attempt.seq)
      const short = listed['*'] === undefined ? `${attempt.sport}#${attempt.seq}` : '*'
      const reviewed = listed[short]
      if (reviewed !== undefined) used.add(short)
      compare(key, attempt, ours.get(key), reviewed, completenessOf(completeness, attempt))
      ours.delete(key)
    }
    expect([...ours.keys()], 'handshakes that the oracle does not know').toEqual([])
    expect([...used].sort(), 'listed differences that do not occur').toEqual(Object.keys(listed).sort())
  })
})

function compare(
  key: string,
  attempt: Attempt,
  found: Ours | undefined,
  reviewed: ReviewedAttempt | undefined,
  completeness: number | null,
): void {
  const why = `${key} ${reviewed?.why ?? ''}`
  if (reviewed?.outcome === 'missing') {
    expect(found, why).toBeUndefined()
    return
  }
  if (found === undefined) throw new Error(`missing: ${key}`)
  // One comparison an attempt: there are files with ten thousand.
  const timesCount = reviewed?.times !== false
  const synAck = attempt.answer?.kind === 'synack' ? `${attempt.answer.frame} ${attempt.answer.ts}` : null
  const isSame = reviewed?.outcome === undefined ? SAME[attempt.verdict]?.includes(found.outcome) : null
  expect(
    {
      frames: found.frames,
      times: timesCount ? found.times : null,
      synAck: timesCount && synAck !== null && found.synAcks.includes(synAck) ? synAck : null,
      outcome: isSame === true ? attempt.verdict : found.outcome,
      completeness: completeness === null ? null : found.completeness,
    },
    why,
  ).toEqual({
    frames: attempt.frames,
    times: timesCount ? attempt.ts : null,
    synAck: timesCount ? synAck : null,
    outcome: reviewed?.outcome ?? attempt.verdict,
    completeness: completeness === null ? null : (reviewed?.completeness ?? completeness),
  })
}

/** tcp.completeness of the streams that begin with a SYN and hold one attempt; elsewhere tshark's streams are another thing. */
function completenessByStream({ streams = [], attempts = [] }: Oracle): Map<number, number> {
  const sharing = new Map<number, number>()
  for (const { stream } of attempts) for (const number of stream) sharing.set(number, (sharing.get(number) ?? 0) + 1)
  const single = streams.filter(({ stream, starts_with_syn }) => starts_with_syn === true && sharing.get(stream) === 1)
  return new Map(single.map(({ stream, completeness }) => [stream, completeness ?? 0]))
}

function completenessOf(byStream: ReadonlyMap<number, number>, { stream }: Attempt): number | null {
  const [number, ...more] = stream
  return number === undefined || more.length > 0 ? null : (byStream.get(number) ?? null)
}

function keyOf(client: string, clientPort: number, server: string, serverPort: number, isn: number): string {
  return `${client}:${clientPort} > ${server}:${serverPort} #${isn}`
}

/** Empty when the file is refused. */
async function handshakesOf(path: string): Promise<Map<string, Ours>> {
  let analysis: PacketAnalysis
  try {
    analysis = (await trackBytes([new Uint8Array(readFileSync(path))])).analysis
  } catch (error) {
    if (error instanceof CaptureFault) return new Map()
    throw error
  }
  const { handshakes: h, packets, addresses } = analysis
  const found = new Map<string, Ours>()
  for (let row = 0; row < h.length; row++) {
    const rows = Array.from(
      { length: (h.packetStart[row + 1] ?? 0) - (h.packetStart[row] ?? 0) },
      (_, i) => (h.packetStart[row] ?? 0) + i,
    ).sort((a, b) => (packets.frame[a] ?? 0) - (packets.frame[b] ?? 0))
    const time = (p: number): string => `${packets.seconds[p]}.${String(packets.nanos[p]).padStart(9, '0')}`
    const syns = rows.filter((p) => packets.kind[p] === KIND.syn)
    const outcome = OUTCOMES[h.outcome[row] ?? 0] ?? '?'
    const key = keyOf(
      addressText(addresses, h.clientAddress[row] ?? 0),
      h.clientPort[row] ?? 0,
      addressText(addresses, h.serverAddress[row] ?? 0),
      h.serverPort[row] ?? 0,
      h.isn[row] ?? 0,
    )
    found.set(key, {
      frames: syns.map((p) => packets.frame[p] ?? 0),
      times: syns.map(time),
      synAcks: rows.filter((p) => packets.kind[p] === KIND.synAck).map((p) => `${packets.frame[p]} ${time(p)}`),
      outcome: outcome === 'undecided' ? `undecided/${UNDECIDED_REASONS[h.undecidedReason[row] ?? 0]}` : outcome,
      completeness: h.completeness[row] ?? 0,
    })
  }
  return found
}
