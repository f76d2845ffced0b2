// Causes that the lab beside the project does not have, on small captures of a real kernel that are part of it.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { analyseFiles } from '../../helpers/lab-runs.ts'
import { facts } from '../../helpers/stories.ts'

const FILES = [
  'server.pcap',
  'server-netstat-before.txt',
  'server-netstat-after.txt',
  'server-ss-lnt.txt',
  'server-sysctl.txt',
]

async function findingsOf(name: string) {
  const folder = fileURLToPath(new URL(`../../fixtures/causes/${name}`, import.meta.url))
  return (await analyseFiles(FILES.map((file) => `${folder}/${file}`))).diagnosis.findings
}

describe('captures of a real kernel', () => {
  it('no route back: OutNoRoutes and ListenDrops move together', async () => {
    const [first] = await findingsOf('no-route-back')
    expect(first).toMatchObject({ cause: 'synack-lost', handshakes: 12, synPackets: 60 })
    expect(first?.summary.key).toBe('findings.synack-lost.summary-no-route')
  })

  it('an unresolved neighbour: the host tells itself that the client is unreachable', async () => {
    const [first] = await findingsOf('neighbour-unresolved')
    expect(first).toMatchObject({ cause: 'synack-lost', confidence: 'likely', handshakes: 12 })
    expect(facts(first)).toContain('neighbour')
  })

  it('a smallest TTL: TCPMinTTLDrop grows by the unanswered SYNs', async () => {
    const [first] = await findingsOf('minimum-ttl')
    expect(first).toMatchObject({ cause: 'dropped-before-listener', confidence: 'certain', synPackets: 60 })
    expect(first?.summary.key).toBe('findings.dropped-before-listener.summary-min-ttl')
  })

  it('SYN cookies do not help against a full accept queue', async () => {
    const [first, second] = await findingsOf('cookies-and-full-queue')
    expect(first).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'certain', synPackets: 45 })
    expect(second).toMatchObject({ cause: 'syncookies' })
    expect(second?.summary.key).toBe('findings.syncookies.summary-always')
  })
})
