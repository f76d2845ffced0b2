// All counter texts of the laboratory against truth.json: what nstat says the kernel did is what every other format must
// say as well, in total and interval by interval.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { splitGluedName } from '../../../shared/counters/mib-names.ts'
import { looksLikeCounterText, readCounterTexts } from '../../../shared/counters/read-counter-texts.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { moved, textFile } from '../../helpers/counter-texts.ts'

interface Truth {
  readonly expected: { readonly counterDeltas: Readonly<Record<string, number>> }
}

/** Traffic that goes on between two commands of one "before": may differ by what passed in those milliseconds. */
const LISTEN = ['TcpExt.ListenOverflows', 'TcpExt.ListenDrops', 'TcpExt.TCPReqQFullDrop', 'TcpExt.SyncookiesSent']

describeWithCorpus('captures/lab', 'counter texts of the laboratory', (lab) => {
  const scenarios = readdirSync(lab).filter((name) => existsSync(`${lab}/${name}/truth.json`))

  it('has scenarios', () => {
    expect(scenarios.length).toBeGreaterThan(40)
  })

  describe.each(scenarios)('%s', (scenario) => {
    const folder = `${lab}/${scenario}`
    const truth = JSON.parse(readFileSync(`${folder}/truth.json`, 'utf8')) as Truth
    const expected = Object.fromEntries(
      Object.entries(truth.expected.counterDeltas).map(([name, value]) => [splitGluedName(name) ?? name, value]),
    )
    // The pod was replaced: counters of two lives; truth.json subtracts across them.
    const replaced = scenario.startsWith('38-')

    it.each(['nstat', 'netstat', 'procnet'])('%s before and after differ by the truth', (format) => {
      const evidence = readCounterTexts(
        ['before', 'after'].map((when) => textFile(`${folder}/server-${format}-${when}.txt`)),
      )
      expect(evidence.unreadCount).toBe(0)
      expect(evidence.snapshots).toHaveLength(2)
      expect(evidence.snapshots.every((snapshot) => snapshot.time !== null && snapshot.timeFrom === 'text')).toBe(true)
      if (replaced) return
      const deltas = moved(evidence.deltas)
      for (const name of LISTEN) expect(deltas[name] ?? 0).toBe(expected[name] ?? 0)
      // netstat -s, /proc/net/netstat and /proc/net/snmp know nothing of IPv6.
      const shown = Object.entries(expected).filter(([name]) => format === 'nstat' || !/6\./.test(name))
      expect(deltas).toEqual(Object.fromEntries(shown))
    })

    it('series: every line understood, every interval as the plain text says, the sum as the truth', () => {
      const file = `${folder}/server-netstat-series.txt`
      const evidence = readCounterTexts([textFile(file)])
      const blocks = readFileSync(file, 'utf8').split(/^Ip:$/m).slice(1)
      expect(evidence.unreadCount).toBe(0)
      expect(evidence.snapshots).toHaveLength(blocks.length)
      const told = blocks.map((block) => Number(/(\d+) times the listen queue/.exec(block)?.[1] ?? 0))
      const drops = blocks.map((block) => Number(/(\d+) SYNs to LISTEN/.exec(block)?.[1] ?? 0))
      for (const interval of evidence.intervals) {
        if (interval.break === 'reset') {
          expect(replaced).toBe(true)
          continue
        }
        expect(interval.deltas.get('TcpExt.ListenOverflows')).toBe(
          (told[interval.to] ?? 0) - (told[interval.from] ?? 0),
        )
        expect(interval.deltas.get('TcpExt.ListenDrops')).toBe((drops[interval.to] ?? 0) - (drops[interval.from] ?? 0))
      }
      const times = evidence.snapshots.map((snapshot) => snapshot.time?.seconds ?? 0)
      expect([...times].sort((a, b) => a - b)).toEqual(times)
      if (!replaced) expect(evidence.deltas.get('TcpExt.ListenDrops')).toBe((drops.at(-1) ?? 0) - (drops[0] ?? 0))
    })

    it('all texts together: hosts kept apart, the server is the main one, nothing left unread, no false reset', () => {
      const files = readdirSync(folder).filter((name) =>
        /-(?:netstat|nstat|procnet|ss|sysctl|snmp6).*\.txt$/.test(name),
      )
      const evidence = readCounterTexts(files.map((name) => textFile(`${folder}/${name}`)))
      expect(evidence.unread).toEqual([])
      const roles = new Set(files.map((name) => name.replace(/-.*$/, '')))
      expect(evidence.hosts.map((host) => host.name).sort()).toEqual([...roles].sort())
      expect(evidence.hosts[evidence.mainHost]?.name).toBe('server')
      if (!replaced) {
        expect(evidence.intervals.filter((interval) => interval.break === 'reset')).toEqual([])
        for (const name of LISTEN) expect(evidence.deltas.get(name) ?? 0).toBe(expected[name] ?? 0)
      }
      const settings = evidence.settings.filter(({ source }) => source === 'server-sysctl.txt')
      expect(settings.some(({ name }) => name === 'net.core.somaxconn')).toBe(true)
    })

    it('every text is recognised by its first bytes', () => {
      for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
        const isCounters = /-(?:netstat|nstat|procnet|ss|sysctl|snmp6)[-.]/.test(name)
        expect(looksLikeCounterText(textFile(`${folder}/${name}`).bytes.subarray(0, 65_536)), name).toBe(isCounters)
      }
    })

    const queueFile = `${folder}/server-ss-lnt-series.txt`
    if (existsSync(queueFile)) {
      it('ss -lnt series: one row a listener line, with time', () => {
        const rows = readFileSync(queueFile, 'utf8').match(/^LISTEN /gm)?.length ?? 0
        const evidence = readCounterTexts([textFile(queueFile)])
        expect(evidence.listenerQueues).toHaveLength(rows)
        expect(evidence.unreadCount).toBe(0)
        expect(evidence.listenerQueues.every(({ time, backlog }) => time !== null && backlog !== null)).toBe(true)
      })
    }
  })
})

describeWithCorpus(
  'captures/lab/01-accept-queue-overflow-classic',
  'the incident of the mission, rebuilt',
  (folder) => {
    it('shows the accept queue full: 33 waiting, 32 allowed', () => {
      const { listenerQueues } = readCounterTexts([textFile(`${folder}/server-ss-lnt-series.txt`)])
      expect(Math.max(...listenerQueues.map(({ receiveQueue }) => receiveQueue))).toBe(33)
      expect(
        listenerQueues.every(
          ({ address, port, backlog }) => address === '10.244.1.23' && port === 80 && backlog === 32,
        ),
      ).toBe(true)
    })
  },
)

describeWithCorpus('captures/lab/06-syncookies-active', 'a SYN queue', (folder) => {
  it('counts half-open connections in ss -tan', () => {
    const text = readFileSync(`${folder}/server-ss-tan-series.txt`, 'utf8')
    const first = text.split(/^\d{10}\.\d{9}$/m).slice(1)
    const expected = first.map((block) => block.match(/^SYN-RECV /gm)?.length ?? 0)
    const { synQueues } = readCounterTexts([textFile(`${folder}/server-ss-tan-series.txt`)])
    const told = synQueues.reduce((sum, { halfOpen }) => sum + halfOpen, 0)
    expect(told).toBe(expected.reduce((sum, count) => sum + count, 0))
    expect(told).toBeGreaterThan(0)
  })
})

describeWithCorpus('captures/incident', 'the published incident', (folder) => {
  it('gives two totals since boot from its grep fragment, and zeros that the visible pattern proves', () => {
    const evidence = readCounterTexts([textFile(`${folder}/netstat-grep.txt`)])
    expect(evidence.totals.get('TcpExt.ListenOverflows')).toBe(12_178_939)
    expect(evidence.totals.get('TcpExt.ListenDrops')).toBe(12_247_395)
    expect(evidence.totals.get('Ip.OutNoRoutes')).toBe(0)
    expect(evidence.totals.has('TcpExt.TCPReqQFullDrop')).toBe(false)
    expect(evidence.deltas.size).toBe(0)
    expect(evidence.remarks.map(({ key }) => key)).toEqual(['counters.remark.oneSnapshot'])
  })
})
