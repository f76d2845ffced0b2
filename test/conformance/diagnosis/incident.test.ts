// The incident SynScope was born from: a tcpdump text and two grepped lines of netstat -s, no more.
import { expect, it } from 'vitest'
import { addressText } from '../../../shared/net/address.ts'
import { SCHEDULES } from '../../../shared/analysis/tables.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { analyseFiles } from '../../helpers/lab-runs.ts'

describeWithCorpus('captures/incident', 'the incident', (folder) => {
  it('yields what its two fragments prove, and no more', async () => {
    const { packets, diagnosis } = await analyseFiles([`${folder}/tcpdump.txt`, `${folder}/netstat-grep.txt`])
    const [first] = diagnosis.findings
    expect(first).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'likely', handshakes: 1, synPackets: 7 })
    const listener = first?.listener ?? -1
    expect(addressText(packets.addresses, packets.listeners.address[listener] ?? 0)).toBe('172.16.1.21')
    expect(packets.listeners.port[listener]).toBe(80)
    expect(SCHEDULES[packets.handshakes.schedule[0] ?? 0]).toBe('linux-exponential')
    expect(first?.summary.key).toBe('findings.accept-queue-overflow.summary-totals')
    const keys = first?.evidence.map(({ key }) => key.replace('findings.evidence.', ''))
    expect(keys).toEqual(expect.arrayContaining(['one-snapshot', 'schedule.linux-exponential', 'timed-out']))
    const other = first?.evidence.find(({ key }) => key.endsWith('drops-for-other-reasons'))
    expect(other?.params).toMatchObject({ overflows: 12_178_939, drops: 12_247_395, other: 68_456 })
    const step = first?.next.find(({ key }) => key === 'findings.next.second-snapshot')
    expect(step?.params).toEqual({ overflows: 12_178_939 })
    expect(step?.command?.pod).toMatch(/^nsenter -t "\$PID" -n sh -c '.*netstat -s.*netstat -s'$/)
    expect(diagnosis.findings.every(({ confidence }) => confidence !== 'certain')).toBe(true)
  })
})
