// assets/collect.sh for real: a network namespace with a hung server in it, the collector from outside by process id, the
// bundle opened, counters against packets. Needs root and `ip netns`; says so where it cannot run.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { expandBundle, isBundle } from '../../../shared/bundle/expand-bundle.ts'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { looksLikeCounterText, readCounterTexts } from '../../../shared/counters/read-counter-texts.ts'

const collector = fileURLToPath(new URL('../../../assets/collect.sh', import.meta.url))
const namespace = `synscope-${process.pid}`
const folder = mkdtempSync(`${tmpdir()}/collector-test-`)
const children: ChildProcess[] = []

function canMakeNamespaces(): boolean {
  try {
    execFileSync('ip', ['netns', 'add', namespace], { stdio: 'ignore' })
    execFileSync('ip', ['-n', namespace, 'link', 'set', 'lo', 'up'], { stdio: 'ignore' })
    return existsSync('/usr/bin/tcpdump') || existsSync('/usr/sbin/tcpdump')
  } catch {
    return false
  }
}
const possible = process.platform === 'linux' && process.getuid?.() === 0 && canMakeNamespaces()
if (!possible) console.log('skipped: the collector in a network namespace (needs root, ip netns and tcpdump)')

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  if (possible) execFileSync('ip', ['netns', 'del', namespace])
  rmSync(folder, { recursive: true })
})

function inNamespace(program: string): ChildProcess {
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

describe('collect.sh', () => {
  it.each(['dash', 'busybox'])('is accepted by %s, if it is here', (shell) => {
    try {
      execFileSync(shell, ['true'], { stdio: 'ignore' })
    } catch {
      return
    }
    execFileSync(shell, shell === 'busybox' ? ['ash', '-n', collector] : ['-n', collector])
  })

  it('refuses wrong options without doing anything', () => {
    for (const options of [['-p', '99999'], ['-i', '-x;id'], ['-d', '0'], ['-n', '999999999'], ['-z']]) {
      expect(() => execFileSync('sh', [collector, ...options, '-o', folder], { stdio: 'pipe' })).toThrow()
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it.skipIf(!possible)(
    'collects in the namespace of a hung server, and the counters agree with the packets',
    async () => {
      // Backlog 1, and a server that never calls accept() again: two connections fit, the others overflow.
      const server = inNamespace(
        `require('net').createServer().listen(8080,'127.0.0.1',1,()=>{console.log('up');Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0,60000)})`,
      )
      await new Promise((resolve) => server.stdout?.once('data', resolve))
      setTimeout(() => {
        inNamespace(
          `for(let i=0;i<6;i++)setTimeout(()=>require('net').connect(8080,'127.0.0.1').on('error',()=>{}),i*50);setTimeout(()=>process.exit(),2600)`,
        )
      }, 1_500)
      const collecting = spawn('sh', [collector, '-n', String(server.pid), '-p', '8080', '-d', '6', '-o', folder], {
        stdio: 'ignore',
      })
      const status = await new Promise((resolve) => collecting.once('exit', resolve))
      expect(status).toBe(0)
      const [file] = readdirSync(folder)
      const bytes = new Uint8Array(readFileSync(`${folder}/${file ?? ''}`))
      expect(isBundle(bytes.subarray(0, 4_096))).toBe(true)
      const members = await expandBundle(memorySource('bundle.tar.gz', bytes))
      const names = members.map(({ name }) => name)
      expect(names).toEqual(
        expect.arrayContaining([
          'capture.pcap',
          'counters-series.txt',
          'queues-series.txt',
          'sysctl.txt',
          'collector.txt',
          'host-tables.txt',
        ]),
      )
      const texts = await Promise.all(
        members
          .filter(({ name }) => name.endsWith('.txt'))
          .map(async (member) => ({
            name: member.name,
            bytes: await member.read(0, 10_000_000),
            modified: member.modified,
          })),
      )
      for (const text of texts) expect(looksLikeCounterText(text.bytes), text.name).toBe(true)
      const evidence = readCounterTexts(texts)
      expect(evidence.unread).toEqual([])
      expect(evidence.hosts).toHaveLength(1)
      expect(evidence.kernelVersion).not.toBeNull()
      expect(evidence.settings.some(({ name }) => name === 'net.core.somaxconn')).toBe(true)
      expect(
        evidence.listenerQueues.some(
          ({ port, receiveQueue, backlog }) =>
            port === 8080 && receiveQueue === 2 && (backlog === 1 || backlog === null),
        ),
      ).toBe(true)
      const capture = `${folder}/capture.pcap`
      execFileSync('tar', ['-xzf', `${folder}/${file ?? ''}`, '-C', folder, '--strip-components=1'])
      const syns = execFileSync(
        'tcpdump',
        ['-nr', capture, 'tcp[tcpflags] == tcp-syn or tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn'],
        { encoding: 'utf8', stdio: 'pipe' },
      )
      const all = syns.trim().split('\n').length
      // Two SYNs were answered; every other one, first or repeated, met the full queue.
      expect(evidence.deltas.get('TcpExt.ListenOverflows')).toBe(all - 2)
      expect(all).toBeGreaterThan(6)
    },
  )
})
