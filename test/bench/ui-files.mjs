// The two captures of bench:ui: a million handshakes, and a full-size file of a gigabyte. Written once into the temporary
// folder and used again; `--clean` removes them.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeConnections } from './traffic.mjs'

/** Raise when the traffic changes. */
const RECIPE = 2

/** @param {boolean} quick */
export function uiBenchFolder(quick) {
  return join(tmpdir(), quick ? 'synscope-bench-ui-quick' : 'synscope-bench-ui')
}

/** @param {boolean} quick */
export function cleanUiFiles(quick) {
  rmSync(uiBenchFolder(quick), { recursive: true, force: true })
}

/**
 * @param {boolean} quick a fiftieth of the size, to try the program
 * @param {(line: string) => void} say
 */
export function uiBenchFiles(quick, say) {
  const folder = uiBenchFolder(quick)
  mkdirSync(folder, { recursive: true })
  const scale = quick ? 0.02 : 1
  const million = madeOnce(join(folder, 'million-handshakes.pcap'), say, (path) =>
    // Connections of some six packets: SYN, SYN-ACK, ACK, a little data, FIN; one SYN in forty is never answered.
    writeConnections(path, {
      packets: Math.round(5.53e6 * scale),
      snaplen: 74,
      payload: 200,
      format: 'pcap',
      dataPerConnection: 1,
      unansweredEvery: 40,
    }),
  )
  const gigabyte = madeOnce(join(folder, 'one-gigabyte.pcap'), say, (path) =>
    writeConnections(path, {
      packets: Math.round(1.4e6 * scale),
      snaplen: 262144,
      payload: 1448,
      format: 'pcap',
      dataPerConnection: 200,
    }),
  )
  return { million, gigabyte }
}

/**
 * @param {string} path
 * @param {(line: string) => void} say
 * @param {(path: string) => { bytes: number, packets: number }} write
 */
function madeOnce(path, say, write) {
  const note = `${path}.json`
  if (existsSync(path) && existsSync(note)) {
    const known = JSON.parse(readFileSync(note, 'utf8'))
    if (known.recipe === RECIPE && statSync(path).size === known.bytes) return { ...known, path }
  }
  say(`writing ${path}`)
  const made = write(path)
  writeFileSync(note, JSON.stringify({ ...made, recipe: RECIPE }))
  return { ...made, path }
}
