import { describe, expect, it } from 'vitest'
import { HandshakeFinder, handshakeIdentity } from '../../../shared/annotation/handshake-identity.ts'
import { noteText } from '../../../shared/annotation/note-text.ts'
import { gapList, suggestNotes } from '../../../shared/annotation/suggest-notes.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import { BASE_SECONDS, overflowSample } from '../../helpers/figure-sample.ts'
import { buildAnalysis } from '../../helpers/handshake-analysis.ts'

const english = createTranslate('en')
const chinese = createTranslate('zh-CN')

describe('suggested notes', () => {
  const analysis = overflowSample()
  const notes = suggestNotes(analysis, ['ab'.repeat(32)])
  const words = (id: string, translate = english): string => {
    const note = notes.find((each) => each.id === `suggested-${id}`)
    return note === undefined ? '' : noteText(note.text, translate).replace(/\u00a0/g, ' ')
  }

  it('say where it begins, how the gaps grow, who gives up, what jumped, and the verdict', () => {
    expect(words('first')).toBe('First SYN without an answer')
    expect(words('gaps')).toBe('Gaps double: 1.02 · 2.02 · 4.16 · 8.19 · 16.1 s')
    expect(words('gives-up')).toBe('The client gives up: 6 SYNs in 32 s, no answer')
    expect(words('jump')).toBe('ListenOverflows +23 within 10 s (60 in all)')
    expect(words('verdict')).toBe('Verdict: Accept queue full: SYNs dropped (10 handshakes)')
    expect(words('recovers')).toBe('')
  })

  it('speak both languages without a word left over', () => {
    for (const note of notes) {
      expect(noteText(note.text, chinese)).toMatch(/[\u4e00-\u9fff]/)
      expect(noteText(note.text, chinese)).not.toMatch(/figure\.|\{\{/)
      expect(noteText(note.text, english)).not.toMatch(/figure\.|\{\{/)
    }
  })

  it('are tied to the packet by file hash and frame, and name no address in their words', () => {
    const first = notes.find((note) => note.id === 'suggested-first')
    expect(first?.anchor).toMatchObject({
      kind: 'packet',
      capture: 'ab'.repeat(32),
      frame: 7,
      time: { seconds: BASE_SECONDS + 4 },
    })
    for (const note of notes) expect(JSON.stringify(note.text)).not.toMatch(/\d+\.\d+\.\d+\.\d+/)
  })

  it('say when it works again', () => {
    const late = buildAnalysis({
      handshakes: [
        {
          client: '10.0.0.1',
          clientPort: 1,
          server: '10.0.0.2',
          serverPort: 80,
          isn: 1,
          outcome: 'unanswered',
          packets: [{ kind: 'syn', at: 1, unanswered: true }],
        },
        {
          client: '10.0.0.1',
          clientPort: 2,
          server: '10.0.0.2',
          serverPort: 80,
          isn: 2,
          outcome: 'established',
          schedule: 'linux-exponential',
          packets: [
            { kind: 'syn', at: 2, unanswered: true },
            { kind: 'syn', at: 3, unanswered: true },
            { kind: 'syn', at: 5 },
            { kind: 'syn-ack', at: 5.001, fromClient: false },
          ],
        },
      ],
    })
    const note = suggestNotes(late, []).find((each) => each.id === 'suggested-recovers')
    expect(note === undefined ? '' : noteText(note.text, english)).toContain('answered at SYN no. 3, after 3.0')
  })

  it('find nothing to say about a healthy capture', () => {
    const healthy = buildAnalysis({
      handshakes: [
        {
          client: '10.0.0.1',
          clientPort: 1,
          server: '10.0.0.2',
          serverPort: 80,
          isn: 1,
          outcome: 'established',
          packets: [{ kind: 'syn', at: 1 }],
        },
      ],
      cause: 'healthy',
    })
    expect(suggestNotes(healthy, [])).toEqual([])
  })
})

describe('gapList', () => {
  it('counts equal neighbours', () => {
    expect(gapList([1.03, 1.02, 1.01, 1.03, 1.02, 2.02, 4.2]).replace(/\u00a0/g, ' ')).toBe('5 × 1.03 · 2.02 · 4.20 s')
    expect(gapList([1, 2]).replace(/\u00a0/g, ' ')).toBe('1 · 2 s')
  })
})

describe('HandshakeFinder', () => {
  const { packets } = overflowSample()

  it('finds every handshake by what it is, in another order too', () => {
    const finder = new HandshakeFinder(packets)
    for (let row = 0; row < packets.handshakes.length; row++)
      expect(finder.find(handshakeIdentity(packets, row))).toBe(row)
  })

  it('tells handshakes apart that differ in one part only', () => {
    const finder = new HandshakeFinder(packets)
    const identity = handshakeIdentity(packets, 3)
    expect(finder.find({ ...identity, isn: identity.isn + 1 })).toBeNull()
    expect(finder.find({ ...identity, clientAddress: '10.9.9.9' })).toBeNull()
    expect(finder.find({ ...identity, clientPort: 1 })).toBeNull()
  })
})
