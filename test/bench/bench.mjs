// `npm run bench [-- --quick] [--runs N] [--clean]`: SynScope's analysis against programs that do less, in the same run on
// the same files, median of several rounds. Prints packets and bytes a second, ratios, peak memory and whether the
// targets are met. The files stay in the temporary folder until --clean.
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchFiles, benchFolder, cleanFiles } from './bench-files.mjs'
import { isInstalled, median, run } from './measure.mjs'

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, clean: { type: 'boolean' }, runs: { type: 'string' } },
})
const quick = values.quick === true
const rounds = Number(values.runs ?? 5)
const root = fileURLToPath(new URL('../..', import.meta.url))
const say = (line) => process.stderr.write(`${line}\n`)

if (values.clean === true) {
  cleanFiles(quick)
  say(`removed ${benchFolder(quick)}`)
  process.exit(0)
}

const files = await benchFiles(quick, say)
// As `npm run cli` starts it: with one thread of V8's own beside the two that work, which else take turns with four.
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const synscope = [process.execPath, ...scripts.cli.split(' ').slice(1, -1), `${root}electron/cli/synscope.mjs`]
const cli = [...synscope, 'analyze']
const filter = 'tcp[13]&2!=0'
const tcpdump = (file) => ['tcpdump', '-r', file.path, '-w', '/dev/null', filter]

/** name → { command, file }; the rounds run through all of them one after the other. */
const CONTESTANTS = {
  'synscope header-only': { command: [...cli, files.headerOnly.path], file: files.headerOnly },
  'tcpdump header-only': { command: tcpdump(files.headerOnly), file: files.headerOnly, needs: 'tcpdump' },
  'synscope full-size': { command: [...cli, files.fullSize.path], file: files.fullSize },
  'tcpdump full-size': { command: tcpdump(files.fullSize), file: files.fullSize, needs: 'tcpdump' },
  'synscope pcapng': { command: [...cli, files.pcapng.path], file: files.pcapng },
  'synscope gzip': { command: [...cli, files.gzip.path], file: files.gzip },
  'gzip -dc': { command: ['gzip', '-dc', files.gzip.path], file: files.gzip, needs: 'gzip' },
  'synscope SYN flood': { command: [...cli, files.flood.path], file: files.flood, once: true },
  'tcptrace header-only': {
    command: ['tcptrace', '-n', files.headerOnly.path],
    file: files.headerOnly,
    needs: 'tcptrace',
    once: true,
  },
  'tshark (slice)': {
    command: ['tshark', '-n', '-r', files.slice.path, '-Y', 'tcp.flags.syn==1', '-T', 'fields', '-e', 'frame.number'],
    file: files.slice,
    needs: 'tshark',
    once: true,
  },
  'pcap-parser counting': {
    command: [process.execPath, `${root}test/bench/pcap-parser-count.mjs`, files.headerOnly.path],
    file: files.headerOnly,
    once: true,
  },
  // Reads once with our reader and once with pcap-parser, into the same tables.
  'synscope crosscheck': {
    command: [...synscope, 'crosscheck', files.headerOnly.path],
    file: files.headerOnly,
    once: true,
  },
}

const results = new Map()
const missing = new Set()
// Builds the command line if its sources changed, and warms the page cache: not measured.
await run([...cli, files.slice.path])
for (const file of Object.values(files)) await run(['cat', file.path])
// Memory is looked at in a round of its own, before the others; a contestant that runs once is too slow to notice.
for (let round = 0; round <= rounds; round++) {
  for (const [name, { command, needs, once }] of Object.entries(CONTESTANTS)) {
    if (missing.has(name) || (once && round > 0)) continue
    if (needs !== undefined && !isInstalled(needs)) {
      say(`skipped: ${needs} is not installed`)
      missing.add(name)
      continue
    }
    const result = await run(command, round === 0 ? 'memory' : undefined)
    if (result.status !== 0) {
      say(`${name} ended with status ${result.status}: ${result.errors.trim().split('\n').at(-1) ?? ''}`)
      missing.add(name)
      results.delete(name)
      continue
    }
    results.set(name, [...(results.get(name) ?? []), result])
    say(`${round === 0 ? 'memory' : `round ${round}`}: ${name} ${result.seconds.toFixed(2)} s`)
  }
}

/** Median figures of a contestant; null when it did not run. */
function figures(name) {
  const runs = results.get(name)
  const { file } = CONTESTANTS[name]
  if (!runs) return null
  const timed = runs.length > 1 ? runs.slice(1) : runs
  const seconds = median(timed.map((one) => one.seconds))
  const peak = Math.max(...runs.map((one) => one.peakBytes))
  return { seconds, peak, packetRate: file.packets / seconds, byteRate: file.bytes / seconds }
}

const pad = (text, width) => String(text).padStart(width)
console.log(
  `\n${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, node ${process.version}, median of ${rounds}${quick ? ' (quick: small files, start-up dominates)' : ''}`,
)
console.log(
  `header-only ${files.headerOnly.packets} packets, ${(files.headerOnly.bytes / 1e6).toFixed(0)} MB, ${files.headerOnly.connections} connections; full-size ${files.fullSize.packets} packets, ${(files.fullSize.bytes / 1e6).toFixed(0)} MB\n`,
)
console.log(`${'program'.padEnd(22)}${pad('seconds', 9)}${pad('M packets/s', 13)}${pad('MB/s', 8)}${pad('peak MB', 9)}`)
for (const name of Object.keys(CONTESTANTS)) {
  const one = figures(name)
  if (!one) continue
  console.log(
    `${name.padEnd(22)}${pad(one.seconds.toFixed(2), 9)}${pad((one.packetRate / 1e6).toFixed(2), 13)}${pad((one.byteRate / 1e6).toFixed(0), 8)}${pad(one.peak === 0 ? '–' : (one.peak / 1e6).toFixed(0), 9)}`,
  )
}

const ratio = (a, b, rate) => {
  const [first, second] = [figures(a), figures(b)]
  return first && second ? first[rate] / second[rate] : null
}
/** Packets a second that pcap-parser makes into the tables that we make: a cross-check less our own reading. */
const sameTables = () => {
  const [both, ours] = [figures('synscope crosscheck'), figures('synscope header-only')]
  return both && ours ? (both.seconds - ours.seconds) / ours.seconds : null
}
const keptPackets = (file) => (file.synPackets ?? 0) + 6 * ((file.connections ?? 0) - (file.unanswered ?? 0))
const rssLimit = 200e6 + 120 * keptPackets(files.headerOnly)
const TARGETS = [
  ['header-only against tcpdump’s filter', ratio('synscope header-only', 'tcpdump header-only', 'packetRate'), 1.5],
  ['full-size against tcpdump’s filter', ratio('synscope full-size', 'tcpdump full-size', 'packetRate'), 1],
  ['header-only against tcptrace', ratio('synscope header-only', 'tcptrace header-only', 'packetRate'), 25],
  ['header-only against tshark', ratio('synscope header-only', 'tshark (slice)', 'packetRate'), 200],
  [
    'header-only against pcap-parser’s counting',
    ratio('synscope header-only', 'pcap-parser counting', 'packetRate'),
    12,
  ],
  ['header-only against pcap-parser, same tables', sameTables(), 12],
  ['gzip against gzip -dc', ratio('synscope gzip', 'gzip -dc', 'byteRate'), 0.9],
  ['pcapng against classic', ratio('synscope pcapng', 'synscope header-only', 'packetRate'), 0.8],
]
console.log(`\n${'target'.padEnd(46)}${pad('is', 9)}${pad('wanted', 9)}`)
const verdicts = TARGETS.map(([name, is, wanted]) => ({ name, is, wanted, met: is === null ? null : is >= wanted }))
for (const { name, is, wanted, met } of verdicts) {
  console.log(
    `${name.padEnd(46)}${pad(is === null ? '–' : `${is.toFixed(2)} ×`, 9)}${pad(`${wanted} ×`, 9)}  ${word(met)}`,
  )
}
for (const [name, contestant, limit] of [
  ['peak memory, header-only', 'synscope header-only', rssLimit],
  ['peak memory, full-size', 'synscope full-size', 200e6 + 120 * keptPackets(files.fullSize)],
  ['peak memory, SYN flood', 'synscope SYN flood', 1.5e9],
]) {
  const peak = figures(contestant)?.peak ?? 0
  const met = peak === 0 ? null : peak <= limit
  console.log(
    `${name.padEnd(46)}${pad(peak === 0 ? '–' : `${(peak / 1e6).toFixed(0)} MB`, 9)}${pad(`${(limit / 1e6).toFixed(0)} MB`, 9)}  ${word(met)}`,
  )
}

function word(met) {
  return met === null ? 'not measured' : met ? 'met' : 'MISSED'
}
