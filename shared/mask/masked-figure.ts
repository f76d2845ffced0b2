// Everything a figure and the work behind it are made of, masked in one go, with one masking: analysis, notes, names of
// files, counter texts.
import type { Analysis } from '../analysis/analysis.ts'
import type { HandshakeIdentity, Note, NoteAnchor } from '../annotation/note.ts'
import type { FigureSource } from '../figure/figure-input.ts'
import type { WorkCounterText } from '../project/work.ts'
import type { AddressMask } from './address-mask.ts'
import { maskAnalysis, maskedLogLine, maskingOf } from './mask-analysis.ts'
import type { Masking } from './mask-analysis.ts'
import { labelled } from './text-mask.ts'

export interface Maskable {
  readonly analysis: Analysis
  readonly notes: readonly Note[]
  readonly sources: readonly FigureSource[]
  readonly counters: readonly WorkCounterText[]
}

/** The same with every address and name replaced. Call it once: masking what is masked would number it anew. */
export function maskedFigure(plain: Maskable): Maskable {
  const masking = maskingOf(plain.analysis)
  const sources = plain.sources.map((source, i) => {
    const substitute = sourceName(source, plain.sources, i)
    masking.texts.addName(source.name, substitute)
    return { ...source, name: substitute }
  })
  const analysis = maskAnalysis(plain.analysis, masking)
  return {
    analysis,
    sources,
    notes: plain.notes.map((note) => maskedNote(note, masking)),
    counters: plain.counters.map((text) => maskedText(text, plain.analysis, masking)),
  }
}

function sourceName(source: FigureSource, all: readonly FigureSource[], row: number): string {
  const place = all.slice(0, row + 1).filter((each) => each.kind === source.kind).length
  return `${source.kind}-${place}`
}

function maskedNote(note: Note, masking: Masking): Note {
  const labels = masking.addresses.labels()
  const words = (text: string): string => labelled(masking.texts.masked(text), labels)
  return {
    ...note,
    anchor: maskedAnchor(note.anchor, masking),
    target: note.target === null ? null : maskedAnchor(note.target, masking),
    text: note.text.kind === 'own' ? { kind: 'own', text: words(note.text.text) } : note.text,
  }
}

function maskedAnchor(anchor: NoteAnchor, masking: Masking): NoteAnchor {
  switch (anchor.kind) {
    case 'time':
      return anchor
    case 'snapshot':
      return { ...anchor, source: masking.texts.nameFor(anchor.source) }
    case 'packet':
      return {
        ...anchor,
        name: masking.texts.nameFor(anchor.name),
        handshake: maskedIdentity(anchor.handshake, masking.addresses),
      }
    case 'handshake':
    case 'gap':
      return { ...anchor, handshake: maskedIdentity(anchor.handshake, masking.addresses) }
  }
}

export function maskedIdentity(identity: HandshakeIdentity, mask: AddressMask): HandshakeIdentity {
  return {
    ...identity,
    clientAddress: mask.textFor(identity.clientAddress) ?? '',
    serverAddress: mask.textFor(identity.serverAddress) ?? '',
  }
}

/** Line by line, so that line numbers stay. Lines that the reader did not understand are emptied: they may hold anything. */
function maskedText(text: WorkCounterText, analysis: Analysis, masking: Masking): WorkCounterText {
  const unread = new Set(analysis.counters.unread.filter((line) => line.source === text.name).map((line) => line.line))
  const lines = new TextDecoder('utf-8').decode(text.text).split('\n')
  const masked = lines.map((line, i) => (unread.has(i + 1) ? '' : masking.texts.masked(maskedLogLine(line))))
  return {
    ...text,
    name: masking.texts.nameFor(text.name),
    host: text.host === null ? null : masking.texts.nameFor(text.host),
    text: new TextEncoder().encode(masked.join('\n')),
  }
}
