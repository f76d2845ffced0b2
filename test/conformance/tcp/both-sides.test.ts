// Client's and server's capture of a laboratory scenario together: nothing counts twice, the order does not matter, the
// points are recognised, and the link emulator's own log says how many SYNs and answers it threw away.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countFates } from '../../../shared/tcp/packet-journey.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { figuresOf, outcomesOf, trackFiles } from '../../helpers/track-file.ts'

interface Truth {
  readonly independent: { readonly perCapture: Readonly<Record<string, Readonly<Record<string, number>>>> }
}

describeWithCorpus('captures/lab', 'both sides of a laboratory scenario', (folder) => {
  const all = existsSync(folder) ? readdirSync(folder) : []
  const scenarios = all.filter((name) =>
    ['client.pcap', 'server.pcap'].every((file) => existsSync(join(folder, name, file))),
  )

  test.each(scenarios)('%s', async (scenario) => {
    const paths = ['client.pcap', 'server.pcap'].map((file) => join(folder, scenario, file))
    const truth = JSON.parse(readFileSync(join(folder, scenario, 'truth.json'), 'utf8')) as Truth
    const client = truth.independent.perCapture['client.pcap'] ?? {}
    const analysis = await trackFiles(paths)
    const figures = figuresOf(analysis)
    // The client sent every SYN, so its capture has the handshakes; with the server's, some SYNs turn out answered.
    expect(figures).toMatchObject({
      handshakes: client.handshakes,
      completed: client.completed,
      unanswered: client.unanswered,
      synPackets: client.synPackets,
    })
    expect(figures.unansweredSynPackets).toBeLessThanOrEqual(client.unansweredSynPackets ?? 0)
    const backward = await trackFiles([...paths].reverse())
    expect(figuresOf(backward)).toEqual(figures)
    expect(outcomesOf(backward)).toEqual(outcomesOf(analysis))
    // Two ends that connect to each other (25) are both client and server.
    if (!scenario.startsWith('25'))
      expect(analysis.captures.map(({ vantage }) => vantage)).toEqual(['client', 'server'])
    // One machine, one clock: what is estimated is the error of the method, at most half of the way there and back.
    expect(Math.abs(analysis.captures[1]?.clockOffset ?? 1)).toBeLessThan(0.0005)
  })

  test('12-random-loss: SYNs lost on the way, as the wire says', async () => {
    const paths = ['client.pcap', 'server.pcap'].map((file) => join(folder, '12-random-loss', file))
    const drops = readFileSync(join(folder, '12-random-loss', 'wire-drops.jsonl'), 'utf8')
      .trim()
      .split('\n')
    const lost = drops.filter((line) => (JSON.parse(line) as { flags: number }).flags === 2).length
    const fates = countFates(await trackFiles(paths))
    expect(fates['lost-before-server']).toBe(lost)
    expect([fates.unanswered, fates['unanswered-by-server']]).toEqual([0, 0])
  })

  test('10-synack-lost: every SYN arrives, answers get lost', async () => {
    const fates = countFates(
      await trackFiles(['client.pcap', 'server.pcap'].map((file) => join(folder, '10-synack-lost', file))),
    )
    expect([fates['lost-before-server'], fates['unanswered-by-server']]).toEqual([0, 0])
    expect(fates['answer-lost']).toBeGreaterThan(40)
  })

  test('01: every unanswered SYN reached the server', async () => {
    const scenario = '01-accept-queue-overflow-classic'
    const fates = countFates(
      await trackFiles(['client.pcap', 'server.pcap'].map((file) => join(folder, scenario, file))),
    )
    expect(fates).toEqual({
      answered: 78,
      unanswered: 0,
      'lost-before-server': 0,
      'unanswered-by-server': 1957,
      'answer-lost': 0,
    })
  })

  test('19b: the service address and the pod are one handshake when each side is there', async () => {
    const files = ['client.pcap', 'server.pcap', 'node-any.pcap'].map((file) =>
      join(folder, '19b-kubernetes-node-any', file),
    )
    const expected = { handshakes: 50, completed: 11, unanswered: 39, unansweredSynPackets: 307, synPackets: 318 }
    for (const some of [files, files.slice(0, 2), files.slice(1), [files[0]!, files[2]!]]) {
      expect(figuresOf(await trackFiles(some))).toEqual(expected)
    }
    expect((await trackFiles(files)).captures.map(({ vantage }) => vantage)).toEqual(['client', 'server', 'middle'])
  })
})
