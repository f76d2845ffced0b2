// A small overflow incident built in code, with notes: what figures, works and masks are tested on.
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { notesInOrder } from '../../shared/annotation/note-order.ts'
import { suggestNotes } from '../../shared/annotation/suggest-notes.ts'
import type { FigureInput, FigureSource } from '../../shared/figure/figure-input.ts'
import { DEFAULT_FIGURE } from '../../shared/figure/figure-settings.ts'
import type { FigureSettings } from '../../shared/figure/figure-settings.ts'
import { createTranslate } from '../../shared/i18n/translate.ts'
import { buildAnalysis, buildCounters } from './handshake-analysis.ts'
import type { BuiltHandshake } from './handshake-analysis.ts'

export const BASE_SECONDS = 1_795_342_878
const BACKOFF = [0, 1.024, 3.04, 7.2, 15.392, 31.52]

function lost(index: number, start: number): BuiltHandshake {
  return {
    client: index % 2 === 0 ? '10.20.2.10' : '10.20.7.11',
    clientPort: 40_000 + index,
    server: '10.244.1.23',
    serverPort: 80,
    isn: 1000 + index,
    outcome: 'unanswered',
    schedule: 'linux-exponential',
    packets: BACKOFF.map((after) => ({ kind: 'syn', at: start + after, unanswered: true })),
  }
}

function established(index: number, start: number): BuiltHandshake {
  return {
    client: '10.20.2.10',
    clientPort: 30_000 + index,
    server: '10.244.1.23',
    serverPort: 80,
    isn: 500 + index,
    outcome: 'established',
    packets: [
      { kind: 'syn', at: start },
      { kind: 'syn-ack', at: start + 0.0004, fromClient: false },
      { kind: 'final-ack', at: start + 0.0011 },
    ],
  }
}

/** Two good handshakes, ten lost ones with the classical backoff, one reading of ListenOverflows every 10 s. */
export function overflowSample(): Analysis {
  return buildAnalysis({
    baseSeconds: BASE_SECONDS,
    handshakes: [
      established(0, 0.5),
      established(1, 2.25),
      ...Array.from({ length: 10 }, (_, i) => lost(i, 4 + i * 1.5)),
      established(2, 100),
    ],
    counters: buildCounters(BASE_SECONDS, 10, [7, 30, 52, 60, 64, 67, 67, 67, 67, 67, 67]),
    cause: 'accept-queue-overflow',
  })
}

export const SAMPLE_SOURCES: readonly FigureSource[] = [
  { kind: 'capture', name: 'server.pcap', size: 5000, sha256: 'ab'.repeat(32), state: 'same' },
  { kind: 'counters', name: 'netstat.txt', size: 900, sha256: 'cd'.repeat(32), state: 'same' },
]

export function sampleInput(settings: Partial<FigureSettings> = {}, more: Partial<FigureInput> = {}): FigureInput {
  const analysis = more.analysis ?? overflowSample()
  const merged = { ...DEFAULT_FIGURE, ...settings }
  return {
    analysis,
    notes: notesInOrder(new Map(suggestNotes(analysis, ['ab'.repeat(32)]).map((note) => [note.id, note]))),
    settings: merged,
    sources: SAMPLE_SOURCES,
    filter: null,
    version: '0.1.0',
    translate: createTranslate(merged.language),
    ...more,
  }
}
