// Saving and opening works: joins store, session, host and shared/project. One for a window. Nothing of a file that is
// refused is taken over; a write that fails leaves the notes unsaved but alive.
import type { FigureSource } from '../../../shared/figure/figure-input.ts'
import { figureName } from '../../../shared/figure/figure-name.ts'
import { isPng } from '../../../shared/figure/png/png-chunks.ts'
import type { OpenedFile } from '../../../shared/host/host.ts'
import { ARCHIVE_LIMIT } from '../../../shared/project/archive.ts'
import { contentHash } from '../../../shared/project/content-hash.ts'
import { isEmbeddable } from '../../../shared/project/handshake-bytes.ts'
import { workInPng } from '../../../shared/project/png-work.ts'
import { ProjectFault } from '../../../shared/project/project-fault.ts'
import { readProject, writeProject } from '../../../shared/project/project-file.ts'
import { counterSettings, workAnalysis } from '../../../shared/project/work-analysis.ts'
import type { Work, WorkCapture, WorkCounterText, WorkSource } from '../../../shared/project/work.ts'
import { handshakeColumns } from '../../../shared/analysis/handshake-columns.ts'
import { momentAt, momentOffset, timeAxis } from '../../../shared/timeline/moment.ts'
import { sameRange } from '../../../shared/timeline/time-range.ts'
import type { SavedFile } from '../../app/session.ts'
import type { CommandContext } from '../../commands/command.ts'
import { byteSource } from '../../host/byte-source.ts'
import type { WorkFile } from '../../state/notes-slice.ts'
import type { SourceCard } from '../../state/sources-slice.ts'
import { readBytes } from './read-bytes.ts'
import { SourceHashes } from './source-hashes.ts'
import { EmbedFault, wholeCaptures, wholeSize } from './whole-captures.ts'
import type { WholeSize } from './whole-captures.ts'

const TEXT_LIMIT = 16 * 1024 * 1024

export class WorkKeeper {
  readonly hashes: SourceHashes
  /** The work whose own packets are shown, without its files. */
  private shown: Work | null = null
  /** The file it came from, for finding captures that lie beside it. */
  private shownFile: string | null = null

  constructor(private readonly context: CommandContext) {
    const { session, store } = context
    this.hashes = new SourceHashes(session)
    session.openWork = (file) => void this.open(file)
    session.onClose(() => {
      this.shown = null
      this.shownFile = null
      store.getState().dropNotes()
    })
  }

  /** True while what is shown comes out of the work itself and not from its files. */
  get isShowingSaved(): boolean {
    return this.shown !== null
  }

  /** Hashes by row of captures, '' where not known yet. */
  captureHashes(): readonly string[] {
    if (this.shown !== null) return this.shown.sources.filter((s) => s.kind === 'capture').map((s) => s.sha256 ?? '')
    const hashes: string[] = []
    for (const card of this.usedCards()) if (card.capture !== null) hashes[card.capture] = this.hashes.knownFor(card.id)
    return Array.from(hashes, (hash) => hash ?? '')
  }

  /** The files behind what is shown, with hashes and whether they are still the same. Hashes large files: may take a while. */
  async sources(): Promise<readonly FigureSource[]> {
    if (this.shown !== null) return this.shown.sources.map((source) => ({ ...source, state: 'embedded' as const }))
    const { session, host } = this.context
    return Promise.all(
      this.usedCards().map(async (card): Promise<FigureSource> => {
        const file = session.fileOf(card.id)
        const isSame = file === null || (await host.stillSame(file))
        return {
          kind: card.capture === null ? 'counters' : 'capture',
          name: card.name,
          size: card.size ?? 0,
          sha256: await this.hashes.hashFor(card.id),
          state: isSame ? 'same' : 'changed',
        }
      }),
    )
  }

  /**
   * Everything that a saved work holds, as things stand; with `captures` whole or the handshake packets when they are few
   * enough. Null while nothing is open.
   */
  async currentWork(captures: readonly WorkCapture[] = []): Promise<Work | null> {
    const state = this.context.store.getState()
    const { loaded, noteHistory, figure, settings, filterText, range, ranges, isMaskedWork, clockAdjustments } = state
    if (loaded === null) return null
    const whole = ranges[0]
    const embed = captures.length === 0 && isEmbeddable(loaded.analysis.packets)
    return {
      program: this.context.host.start.version,
      sources: (await this.sources()).map(({ kind, name, size, sha256 }): WorkSource => ({ kind, name, size, sha256 })),
      counters: await this.counterTexts(),
      clockAdjustments,
      view: {
        range:
          whole !== undefined && sameRange(whole, range)
            ? null
            : { start: momentAt(loaded.axis, range.start), end: momentAt(loaded.axis, range.end) },
        filter: filterText,
        isMasked: settings.maskAddresses,
      },
      notes: [...noteHistory.notes.values()],
      figure,
      isMasked: isMaskedWork,
      captures,
      packets: embed ? loaded.analysis.packets : null,
    }
  }

  async counterTexts(): Promise<readonly WorkCounterText[]> {
    if (this.shown !== null) return this.shown.counters
    const { session } = this.context
    const texts: WorkCounterText[] = []
    for (const card of this.usedCards()) {
      const source = card.capture === null ? session.byteSourceOf(card.id) : null
      const text = source === null ? null : await readBytes(source, TEXT_LIMIT)
      if (text === null) continue
      const set = session.counterSettingsOf(card.id)
      texts.push({
        name: card.name,
        text,
        modified: source?.modified ?? null,
        time: set?.time ?? null,
        secondsApart: set?.secondsApart ?? null,
        offsetNanos: set?.offsetNanos ?? null,
        kind: set?.kind ?? null,
        host: set?.host ?? null,
      })
    }
    return texts
  }

  /** Size of all captures; null when the files are not open (a work shown from what was saved with it). */
  captureSize(): WholeSize | null {
    return this.shown === null ? wholeSize(this.usedCards()) : null
  }

  /** What goes along whole, as the user chose. Throws EmbedFault. */
  private async chosenCaptures(): Promise<readonly WorkCapture[]> {
    if (this.context.store.getState().workContent === 'packets') return []
    if (this.shown !== null) throw new EmbedFault('figure.work.content.notOpen', {})
    return wholeCaptures(this.context, this.usedCards(), this.hashes)
  }

  /** Writes the work. `asNew`: ask for a name even when it has one. True when it was written. */
  async save(asNew: boolean): Promise<boolean> {
    const { store, host } = this.context
    const { workFile, loaded, figure, say } = store.getState()
    if (loaded === null) return false
    const notes = store.getState().noteHistory.notes
    let content: Uint8Array
    try {
      const work = await this.currentWork(await this.chosenCaptures())
      if (work === null) return false
      content = writeProject(work)
    } catch (error) {
      if (!(error instanceof ProjectFault || error instanceof EmbedFault)) throw error
      say({ key: error.key, params: error.params }, 'bad')
      return false
    }
    const suggestedName =
      workFile?.name ?? `${figureName(loaded.analysis, { ...figure, panels: [] }).replace(/_figure$/, '')}.synscope`
    const again = asNew || workFile === null || workFile.id === '' ? {} : { again: workFile.id }
    const outcome = await host.save({ kind: 'project', suggestedName, content, ...again })
    if (outcome.kind === 'failed') say(outcome.reason, 'bad')
    if (outcome.kind !== 'saved') return false
    // Notes made while the file was being written stay unsaved.
    if (store.getState().noteHistory.notes === notes) store.getState().markSaved({ id: outcome.id, name: outcome.name })
    say({ key: 'figure.work.saved', params: { name: outcome.name } }, 'good')
    return true
  }

  /** Opens a .synscope file or a picture with a work inside. */
  async open(file: OpenedFile): Promise<void> {
    const { host, store } = this.context
    const { say } = store.getState()
    let work: Work
    let isPicture = false
    try {
      const bytes = await readBytes(byteSource(file.source), ARCHIVE_LIMIT)
      if (bytes === null) throw new ProjectFault('too-large', file.name)
      isPicture = isPng(bytes)
      work = isPicture ? workInPng(bytes) : readProject(bytes)
    } catch (error) {
      await host.release(file.id)
      if (error instanceof ProjectFault) say({ key: error.key, params: error.params }, 'bad')
      else say({ key: 'figure.work.unreadable', params: { name: file.name } }, 'bad')
      return
    }
    const take = async (): Promise<void> => {
      await this.take(work, isPicture ? null : { id: file.id, name: file.name }, file.id)
      if (isPicture) say({ key: 'figure.work.fromPicture', params: { name: file.name } }, 'good')
    }
    // Only now: what is refused asks nothing.
    this.context.session.leave(
      () => void take(),
      () => void host.release(file.id),
    )
  }

  /** Shows a work: its own packets when it has them, else its files when they lie beside it. */
  async take(work: Work, file: WorkFile | null, foundBy: string | null): Promise<void> {
    const { store, session } = this.context
    const analysis = work.captures.length > 0 ? null : workAnalysis(work)
    if (analysis === null) {
      await this.openFiles(work, file, foundBy)
      return
    }
    session.showSaved(work.sources.map((source, row) => savedCard(source, work.sources.slice(0, row))))
    this.shown = work
    this.shownFile = foundBy
    const axis = timeAxis(analysis.packets, analysis.counters)
    store.getState().takeAnalysis(analysis, handshakeColumns(analysis.packets, axis), false)
    this.restore(work, file)
  }

  /** Opens the files of the shown work that lie beside it with the same content. */
  async openFilesOfShown(): Promise<void> {
    if (this.shown !== null) await this.openFiles(this.shown, this.context.store.getState().workFile, this.shownFile)
  }

  private async openFiles(work: Work, file: WorkFile | null, foundBy: string | null): Promise<void> {
    const { store, session, host } = this.context
    const captures = work.sources.filter((source) => source.kind === 'capture')
    const carried = work.captures.flatMap(({ source, bytes }): FoundFile[] => {
      const wanted = work.sources[source]
      return wanted === undefined ? [] : [{ wanted, file: carriedFile(wanted, bytes) }]
    })
    const wanted = captures.filter((source) => !carried.some((each) => each.wanted === source))
    const beside = foundBy === null || wanted.length === 0 ? [] : await this.findBeside(foundBy, wanted)
    // In the order of the work: clocks and notes count captures by row.
    const found = captures.flatMap((source) => [...carried, ...beside].filter((each) => each.wanted === source))
    const missing = captures.filter((source) => !found.some((each) => each.wanted === source))
    if (missing.length > 0)
      store
        .getState()
        .say({ key: 'figure.work.missing', params: { names: missing.map((s) => s.name).join(', ') } }, 'bad')
    if (found.length === 0) {
      if (foundBy !== null && foundBy !== this.shownFile) await host.release(foundBy)
      return
    }
    session.openSaved(
      found.map((each) => each.file),
      work.counters.map((text) => ({
        name: text.name,
        text: new TextDecoder().decode(text.text),
        counterSettings: counterSettings(text),
      })),
    )
    await new Promise<void>((resolve) => {
      const stop = store.subscribe(
        (state) => [state.loaded, state.sources] as const,
        ([loaded, sources]) => {
          const isRead = loaded !== null && !loaded.provisional
          if (isRead) this.restore(work, file)
          // Closed, or nothing could be read: there is nothing to restore.
          if (!isRead && sources.some((card) => card.stage !== 'failed')) return
          stop()
          resolve()
        },
        { equalityFn: (a, b) => a[0] === b[0] && a[1] === b[1] },
      )
    })
  }

  private async findBeside(foundBy: string, wanted: readonly WorkSource[]): Promise<readonly FoundFile[]> {
    const { host } = this.context
    const outcomes = await host.openBeside(
      foundBy,
      wanted.map(({ name, size }) => ({ name, size })),
    )
    const found: FoundFile[] = []
    for (const outcome of outcomes) {
      if (outcome.kind !== 'opened') continue
      const hash = await contentHash(byteSource(outcome.file.source)).catch(() => null)
      const match = wanted.find(
        (source) => source.sha256 !== null && source.sha256 === hash && !found.some((each) => each.wanted === source),
      )
      if (match === undefined) await host.release(outcome.file.id)
      else found.push({ wanted: match, file: outcome.file })
    }
    return found
  }

  private restore(work: Work, file: WorkFile | null): void {
    const { store } = this.context
    const state = store.getState()
    state.takeWork(work.notes, work.figure, work.isMasked, file)
    if (work.captures.length > 0) state.setWorkContent('captures')
    state.setClockAdjustments(work.clockAdjustments)
    state.setFilterText(work.view.filter)
    if (work.view.isMasked && !work.isMasked) state.changeSettings({ maskAddresses: true })
    const { loaded } = state
    if (work.view.range !== null && loaded !== null)
      state.commitRange({
        start: momentOffset(loaded.axis, work.view.range.start),
        end: momentOffset(loaded.axis, work.view.range.end),
      })
  }

  private usedCards(): readonly SourceCard[] {
    const cards = this.context.store
      .getState()
      .sources.filter((card) => card.stage === 'read' || card.stage === 'waiting')
    // Captures first, by their row: captions and anchors count on it.
    return [...cards].sort((a, b) => (a.capture ?? Infinity) - (b.capture ?? Infinity))
  }
}

interface FoundFile {
  readonly wanted: WorkSource
  readonly file: SavedFile
}

/** A capture out of the work as a file that a worker can read. */
function carriedFile({ name, size }: WorkSource, bytes: Uint8Array): SavedFile {
  const file = new File([new Uint8Array(bytes)], name)
  return { id: null, name, size, source: { kind: 'file', file } }
}

function savedCard(source: WorkSource, before: readonly WorkSource[]): Omit<SourceCard, 'id' | 'stage' | 'fault'> {
  const isCapture = source.kind === 'capture'
  return {
    name: source.name,
    size: source.size,
    role: source.kind,
    capture: isCapture ? before.filter((each) => each.kind === 'capture').length : null,
  }
}

const keepers = new WeakMap<CommandContext, WorkKeeper>()

/** The keeper of this window. */
export function workKeeper(context: CommandContext): WorkKeeper {
  const known = keepers.get(context)
  if (known !== undefined) return known
  const made = new WorkKeeper(context)
  keepers.set(context, made)
  return made
}
