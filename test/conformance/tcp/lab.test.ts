// Every capture of the laboratory against its truth.json: handshakes, completed and unanswered ones, SYN packets. The truth
// was counted by tshark with the definitions of ../shared/lab/README.md, and checked against the kernel's counters.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { type Figures, figuresOf, trackFiles } from '../../helpers/track-file.ts'

type Counts = Figures & Readonly<Record<string, unknown>>

interface Truth {
  readonly expected: {
    readonly handshakesTotal: number
    readonly handshakesCompleted: number
    readonly unansweredHandshakes: number
    readonly unansweredSynPackets: number
    readonly synPackets: number
  }
  readonly captures: readonly { readonly file: string }[]
  readonly independent: { readonly perCapture: Readonly<Record<string, Counts | string>> }
}

/** Where we count otherwise than tshark, on purpose. */
const REVIEWED: Readonly<Record<string, Partial<Figures> & { readonly why: string }>> = {
  '19b-kubernetes-node-any/node-any.pcap': {
    unansweredSynPackets: 614,
    synPackets: 636,
    why: 'tshark counts each packet as often as the node shows it (up to three times); a copy is no retransmission',
  },
  '28-disturbed-timestamps/server-duplicates.pcap': {
    unansweredSynPackets: 268,
    synPackets: 284,
    why: 'half of the packets appear twice 3 µs apart; the figures are those of the capture without the copies',
  },
  '28-disturbed-timestamps/server-reordered.pcap': {
    completed: 16,
    unanswered: 58,
    why: 'we judge in order of time, tshark in order of the file; the figures are those of the capture in order',
  },
}

describeWithCorpus('captures/lab', 'laboratory captures against the truth', (folder) => {
  const scenarios = existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'truth.json')))
    : []

  test.each(scenarios)('%s', async (scenario) => {
    const truth = JSON.parse(readFileSync(join(folder, scenario, 'truth.json'), 'utf8')) as Truth
    const main = truth.captures[0]?.file ?? ''
    for (const [file, counts] of Object.entries(truth.independent.perCapture)) {
      if (typeof counts === 'string') continue
      const { why, ...reviewed } = REVIEWED[`${scenario}/${file}`] ?? { why: '' }
      const { handshakes, completed, unanswered, unansweredSynPackets, synPackets } = counts
      const wanted = { handshakes, completed, unanswered, unansweredSynPackets, synPackets, ...reviewed }
      expect(figuresOf(await trackFiles([join(folder, scenario, file)])), `${file} ${why}`).toEqual(wanted)
    }
    const { expected } = truth
    expect(figuresOf(await trackFiles([join(folder, scenario, main)])), main).toEqual({
      handshakes: expected.handshakesTotal,
      completed: expected.handshakesCompleted,
      unanswered: expected.unansweredHandshakes,
      unansweredSynPackets: expected.unansweredSynPackets,
      synPackets: expected.synPackets,
    })
  })
})
