// The captures of the benchmark: written once into the temporary folder of the system and used again until their recipe
// changes. `--clean` removes them.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { writeConnections, writeSynFlood } from './traffic.mjs'

/** Raise when the traffic changes. */
const RECIPE = 2

/**
 * @typedef {{ path: string, packets: number, bytes: number, connections?: number, synPackets?: number, unanswered?: number, unansweredSynPackets?: number }} BenchFile
 * @param {boolean} quick files of some megabytes instead of a gigabyte
 */
export function benchFolder(quick) {
  return join(tmpdir(), quick ? 'synscope-bench-quick' : 'synscope-bench')
}

/** @param {boolean} quick */
export function cleanFiles(quick) {
  rmSync(benchFolder(quick), { recursive: true, force: true })
}

/**
 * @param {boolean} quick
 * @param {(line: string) => void} say
 * @returns {Promise<Record<'headerOnly' | 'pcapng' | 'gzip' | 'fullSize' | 'slice' | 'flood', BenchFile>>}
 */
export async function benchFiles(quick, say) {
  const folder = benchFolder(quick)
  mkdirSync(folder, { recursive: true })
  const scale = quick ? 0.02 : 1
  // A connection of about a hundred packets, a snap length that keeps the headers.
  const headers = { snaplen: 96, payload: 512, dataPerConnection: 100, packets: Math.round(9e6 * scale) }
  const make = (name, write) => madeOnce(folder, name, say, write)
  const headerOnly = await make('header-only.pcap', (path) => writeConnections(path, { ...headers, format: 'pcap' }))
  const pcapng = await make('header-only.pcapng', (path) => writeConnections(path, { ...headers, format: 'pcapng' }))
  const slice = await make('slice.pcap', (path) =>
    writeConnections(path, { ...headers, format: 'pcap', packets: Math.round(3e5 * scale) }),
  )
  const fullSize = await make('full-size.pcap', (path) =>
    writeConnections(path, {
      format: 'pcap',
      snaplen: 262144,
      payload: 1448,
      dataPerConnection: 200,
      packets: Math.round(1.4e6 * scale),
    }),
  )
  const flood = await make('syn-flood.pcap', (path) => writeSynFlood(path, { sources: Math.round(1e7 * scale) }))
  const gzip = await make('header-only.pcap.gz', async (path) => {
    await pipeline(createReadStream(headerOnly.path), createGzip({ level: 6 }), createWriteStream(path))
    return { ...headerOnly, bytes: statSync(path).size }
  })
  return { headerOnly, pcapng, gzip, fullSize, slice, flood }
}

async function madeOnce(folder, name, say, write) {
  const path = join(folder, name)
  const note = `${path}.json`
  if (existsSync(path) && existsSync(note)) {
    const known = JSON.parse(readFileSync(note, 'utf8'))
    if (known.recipe === RECIPE && statSync(path).size === known.bytes) return { ...known, path }
  }
  say(`writing ${path}`)
  const made = await write(path)
  writeFileSync(note, JSON.stringify({ ...made, recipe: RECIPE }))
  return { ...made, path }
}
