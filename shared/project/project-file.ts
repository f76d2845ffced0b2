// A work as the bytes of a .synscope file, and back. Equal works give equal bytes. Reading trusts nothing: a file that is
// damaged, hostile or newer throws ProjectFault, and nothing of it is used.
import * as v from 'valibot'
import { readArchive, writeArchive } from './archive.ts'
import type { Entries } from './archive.ts'
import { bytesHash } from './content-hash.ts'
import { handshakeBytes, readHandshakeBytes } from './handshake-bytes.ts'
import { parsePlainJson } from './plain-json.ts'
import { ProjectFault } from './project-fault.ts'
import { upgraded } from './upgrades.ts'
import { MOST_CAPTURES, MOST_COUNTER_TEXTS, PROJECT_FORMAT, PROJECT_VERSION, projectSchema } from './work-schema.ts'
import type { ProjectDocument } from './work-schema.ts'
import type { Work, WorkCapture } from './work.ts'

/** Bytes of one counter text inside a work (anchors/security.md B1.10). */
const TEXT_LIMIT = 16 * 1024 * 1024

/** Bytes of all captures that go along whole; with texts and notes the file stays below ARCHIVE_LIMIT. */
export const CAPTURE_LIMIT = 96 * 1024 * 1024

/** The bytes of a .synscope file. Throws ProjectFault 'too-large' when the work is beyond what could be read again. */
export function writeProject(work: Work): Uint8Array {
  if (work.counters.length > MOST_COUNTER_TEXTS || work.counters.some((text) => text.text.length > TEXT_LIMIT))
    throw new ProjectFault('too-large', 'counters')
  const captureBytes = work.captures.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (work.captures.length > MOST_CAPTURES || captureBytes > CAPTURE_LIMIT)
    throw new ProjectFault('too-large', 'captures')
  const document: ProjectDocument = {
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    program: work.program,
    sources: work.sources.map(({ kind, name, size, sha256 }) => ({ kind, name, size, sha256 })),
    counters: work.counters.map(({ name, modified, time, secondsApart, offsetNanos, kind, host }) => ({
      name,
      modified,
      time,
      secondsApart,
      offsetNanos,
      kind,
      host,
    })),
    clockAdjustments: [...work.clockAdjustments],
    view: work.view,
    notes: work.notes as ProjectDocument['notes'],
    figure: work.figure as ProjectDocument['figure'],
    isMasked: work.isMasked,
    captures: work.captures.map(({ source }) => source),
    hasPackets: work.packets !== null,
  }
  const entries = new Map([['project.json', new TextEncoder().encode(JSON.stringify(ordered(document)))]])
  work.counters.forEach((text, index) => entries.set(`counters/${index}.txt`, new Uint8Array(text.text)))
  for (const { source, bytes } of work.captures) entries.set(`captures/${source}.bin`, new Uint8Array(bytes))
  if (work.packets !== null) entries.set('handshakes.bin', new Uint8Array(handshakeBytes(work.packets)))
  return writeArchive(entries)
}

/** In the order of the schema: equal works are equal bytes. What could not be read again is not written either. */
function ordered(document: ProjectDocument): ProjectDocument {
  return v.parse(projectSchema, document)
}

/** Reads a .synscope file. Throws ProjectFault. */
export function readProject(bytes: Uint8Array): Work {
  const entries = readArchive(bytes)
  const json = entries.get('project.json')
  if (json === undefined) throw new ProjectFault('not-project', 'no project.json')
  const parsed = v.safeParse(projectSchema, upgraded(parsePlainJson(json)))
  if (!parsed.success) throw new ProjectFault('damaged', v.getDotPath(parsed.issues[0]) ?? 'project.json')
  const document = parsed.output
  const packets = entries.get('handshakes.bin')
  if (document.hasPackets !== (packets !== undefined)) throw new ProjectFault('damaged', 'handshakes.bin')
  const ids = new Set(document.notes.map((note) => note.id))
  if (ids.size !== document.notes.length) throw new ProjectFault('damaged', 'notes')
  return {
    program: document.program,
    sources: document.sources,
    counters: document.counters.map((text, index) => {
      const content = entries.get(`counters/${index}.txt`)
      if (content === undefined) throw new ProjectFault('damaged', `counters/${index}.txt`)
      if (content.length > TEXT_LIMIT) throw new ProjectFault('too-large', `counters/${index}.txt`)
      return { ...text, text: content }
    }),
    clockAdjustments: document.clockAdjustments,
    view: document.view,
    notes: document.notes,
    figure: document.figure,
    isMasked: document.isMasked,
    captures: embeddedCaptures(document, entries),
    packets: packets === undefined ? null : readHandshakeBytes(packets),
  }
}

/** The captures inside, each of them what the list of sources says: a capture, of that size and that hash. */
function embeddedCaptures({ captures, sources }: ProjectDocument, entries: Entries): readonly WorkCapture[] {
  const inside = [...entries.keys()].filter((name) => name.startsWith('captures/'))
  if (inside.length !== captures.length) throw new ProjectFault('damaged', 'captures')
  return captures.map((row, i) => {
    const name = `captures/${row}.bin`
    const bytes = entries.get(name)
    const source = sources[row]
    const follows = i === 0 || row > (captures[i - 1] ?? 0)
    if (bytes === undefined || !follows || source?.kind !== 'capture' || source.size !== bytes.length)
      throw new ProjectFault('damaged', name)
    if (bytesHash(bytes) !== source.sha256) throw new ProjectFault('damaged', `${name}: SHA-256`)
    return { source: row, bytes }
  })
}
