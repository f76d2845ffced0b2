// The mutation fuzzer: damaged captures through the reader, the tracker and the detail view for 20 seconds in every run
// of the tests, longer with `npm run fuzz -- --seconds N --seed S`. Nothing but CaptureFault may come out, every loop must
// end, counts must add up, memory must stay bounded.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { CaptureFault } from '../../../shared/capture/capture-fault.ts'
import { packetFields } from '../../../shared/capture/packet-fields.ts'
import { readCapture } from '../../../shared/capture/read-capture.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { HandshakeTracker } from '../../../shared/tcp/handshake-tracker.ts'
import { CORPUS } from '../../helpers/corpus.ts'
import { mutate, type Random, seededRandom } from './mutate.ts'
import { PACKETS, SAMPLES } from './sample-captures.ts'

const SECONDS = Number(process.env['SYNSCOPE_FUZZ_SECONDS'] ?? 20)
const SEED = Number(process.env['SYNSCOPE_FUZZ_SEED'] ?? Date.now() % 1_000_000)
/** One small file takes about a millisecond; this is a hang. */
const HANG_MS = 10_000
const MAX_RSS_BYTES = 1.5e9
const LARGEST_SEED_FILE = 100_000
const LINK_TYPES = [
  0, 1, 9, 50, 51, 101, 104, 105, 107, 113, 117, 119, 127, 163, 166, 192, 197, 219, 226, 239, 242, 258, 276,
]

function seedFiles(): Uint8Array[] {
  const files = Object.values(SAMPLES)
  try {
    const folder = join(CORPUS, 'captures/public')
    for (const name of readdirSync(folder)) {
      if (!/\.(?:pcap|pcapng|cap|gz|zst|ntar)$/.test(name)) continue
      const bytes = readFileSync(join(folder, name))
      if (bytes.length <= LARGEST_SEED_FILE) files.push(new Uint8Array(bytes))
    }
  } catch {
    console.info('fuzz: without the public captures, only with our own samples')
  }
  return files
}

async function readOnce(bytes: Uint8Array, random: Random): Promise<string> {
  const tracker = new HandshakeTracker({ handshakeLimit: 100 })
  const paths = new PathInterner()
  const sizes = { chunkBytes: 1 + random(random(2) === 0 ? 50 : 100_000), depth: 1 + random(3) }
  try {
    const result = await readCapture(memorySource('fuzz', bytes), tracker, { capture: 0, paths, sizes })
    const skipped = Object.values(result.skipped).reduce((sum, count) => sum + count, 0)
    expect(result.tcpPackets + result.icmpErrors + skipped).toBe(result.packets)
    expect(result.warnings.length).toBeLessThan(200)
    tracker.finish([result], paths.paths)
    return result.partial ? 'partial' : 'whole'
  } catch (error) {
    if (error instanceof CaptureFault) return error.key
    throw error
  }
}

/** Saves what broke the reader so that it can be read again; the seed alone would do, too. */
function keepCrasher(bytes: Uint8Array): string {
  const folder = join(tmpdir(), 'synscope-crashers')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${SEED}-${Date.now()}.bin`)
  writeFileSync(path, bytes)
  return path
}

test(
  `damaged captures for ${SECONDS} s`,
  async () => {
    const random = seededRandom(SEED)
    const files = seedFiles()
    const pick = (): Uint8Array => files[random(files.length)] ?? new Uint8Array(0)
    const outcomes = new Map<string, number>()
    const until = Date.now() + SECONDS * 1000
    let runs = 0
    let slowest = 0
    for (; Date.now() < until; runs++) {
      const bytes = mutate(pick(), pick(), random)
      const packet = mutate(Uint8Array.from(PACKETS[random(PACKETS.length)] ?? []), pick(), random)
      const started = process.cpuUsage()
      try {
        const outcome = await readOnce(bytes, random)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        packetFields(packet, LINK_TYPES[random(LINK_TYPES.length)] ?? 1, packet.length + random(100))
      } catch (error) {
        throw new Error(`seed ${SEED}, input ${runs}: kept as ${keepCrasher(bytes)}`, { cause: error })
      }
      // Processor time: a busy machine is no hang.
      const { user, system } = process.cpuUsage(started)
      slowest = Math.max(slowest, Math.round((user + system) / 1000))
      if (slowest > HANG_MS) throw new Error(`seed ${SEED}, input ${runs} took ${slowest} ms: ${keepCrasher(bytes)}`)
    }
    expect(process.memoryUsage().rss).toBeLessThan(MAX_RSS_BYTES)
    const summary = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, count]) => `${outcome} ${count}`)
    console.info(`fuzz: seed ${SEED}, ${runs} inputs in ${SECONDS} s, slowest ${slowest} ms; ${summary.join(', ')}`)
    expect(runs).toBeGreaterThan(0)
  },
  (SECONDS + 60) * 1000,
)
