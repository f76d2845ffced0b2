// Runs a program to its end and says how long it took and how much memory it held at most.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * @typedef {{ seconds: number, peakBytes: number, status: number | null, errors: string }} Run
 * @param {readonly string[]} command
 * @param {'memory'} [watched] looks at its memory all the while, which takes time from a program that uses every core;
 *   without it `peakBytes` is 0
 * @returns {Promise<Run>} output is thrown away
 */
export function run([program = '', ...args], watched) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint()
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let peakBytes = 0
    let errors = ''
    // Linux keeps the high-water mark as long as the process lives; elsewhere the column stays empty.
    const look = () => (peakBytes = Math.max(peakBytes, highWaterMark(child.pid)))
    const timer = watched === 'memory' ? setInterval(look, 25) : undefined
    child.stderr.on('data', (bytes) => {
      if (errors.length < 4000) errors += bytes
    })
    child.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    child.on('close', (status) => {
      clearInterval(timer)
      resolve({ seconds: Number(process.hrtime.bigint() - started) / 1e9, peakBytes, status, errors })
    })
  })
}

/** @param {number | undefined} pid */
function highWaterMark(pid) {
  try {
    const match = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match ? Number(match[1]) * 1024 : 0
  } catch {
    return 0
  }
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** @param {string} program */
export function isInstalled(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
}
