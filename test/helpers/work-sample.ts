// A saved work with something of everything in it.
import { readFileSync } from 'node:fs'
import { suggestNotes } from '../../shared/annotation/suggest-notes.ts'
import { DEFAULT_FIGURE } from '../../shared/figure/figure-settings.ts'
import { bytesHash } from '../../shared/project/content-hash.ts'
import type { Work } from '../../shared/project/work.ts'
import { overflowSample } from './figure-sample.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The sample with its capture inside, whole; the bytes are those of a real file. */
export function wholeWork(): Work {
  const bytes = readFileSync(new URL('../../assets/samples/long-round-trip/client.pcap', import.meta.url))
  const capture = new Uint8Array(bytes)
  return {
    ...sampleWork(),
    sources: [{ kind: 'capture', name: 'client.pcap', size: capture.length, sha256: bytesHash(capture) }],
    captures: [{ source: 0, bytes: capture }],
    packets: null,
  }
}

export function sampleWork(): Work {
  const analysis = overflowSample()
  return {
    program: '0.1.0',
    sources: [{ kind: 'capture', name: 'server.pcap', size: 5000, sha256: 'ab'.repeat(32) }],
    counters: [
      {
        name: 'netstat.txt',
        text: encode('TcpExt:\n    7 times the listen queue of a socket overflowed\n'),
        modified: null,
        time: null,
        secondsApart: null,
        offsetNanos: null,
        kind: null,
        host: null,
      },
    ],
    clockAdjustments: [0.25],
    view: { range: null, filter: 'port == 80', isMasked: false },
    notes: suggestNotes(analysis, ['ab'.repeat(32)]),
    figure: { ...DEFAULT_FIGURE, title: 'Mine', theme: 'dark' },
    isMasked: false,
    captures: [],
    packets: analysis.packets,
  }
}
