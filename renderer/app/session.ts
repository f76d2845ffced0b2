// One sitting: which files and texts are open, what the worker makes of them, what the window shows of it.
// The only place that joins host, worker and store.
import { memorySource } from '../../shared/capture/byte-source.ts'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { SourceFault } from '../../shared/analysis/analyse.ts'
import type { Host, OpenedFile, OpenKind, OpenOutcome } from '../../shared/host/host.ts'
import type { SourceDescriptor } from '../../shared/host/source.ts'
import { byteSource } from '../host/byte-source.ts'
import { AnalysisClient } from '../workers/analysis-client.ts'
import type { AnalysisOutcome, WorkerLike } from '../workers/analysis-client.ts'
import type { Extracted, ExtractOrder, PacketDetail, SourceToOpen } from '../workers/analysis-messages.ts'
import { hasUnsavedNotes } from '../state/notes-slice.ts'
import type { SourceCard } from '../state/sources-slice.ts'
import type { WorkspaceStore } from '../state/workspace-store.ts'

interface OpenSource extends SourceToOpen {
  readonly size: number
  /** Id of the host's OpenedFile; null for pasted text. */
  readonly file: string | null
}

/** Ids of cards without a source of their own. */
const STRAY = 'stray-'

export type OpenMode = 'add' | 'replace'

/** Files that may hold a saved work: a project, or a picture with one inside. */
const WORK_NAME = /\.(?:synscope|png)$/i

/** A text of a saved work, with what was set by hand about it. */
export interface SavedText {
  readonly name: string
  readonly text: string
  readonly counterSettings?: SourceToOpen['counterSettings']
}

interface Leaving {
  readonly proceed: () => void
  readonly stay: () => void
}

/** A file of a saved work: found again (`id` of the host), or carried by the work itself (null). */
export interface SavedFile {
  readonly id: string | null
  readonly name: string
  readonly size: number
  readonly source: SourceDescriptor
}

export class Session {
  private readonly client: AnalysisClient
  private sources: readonly OpenSource[] = []
  private pasted = 0
  private nextId = 1
  /** Called when another set of sources begins: notes and saved work belong to the one before. */
  private readonly closeListeners = new Set<() => void>()
  /** What waits for an answer about unsaved notes. */
  private leaving: Leaving | null = null
  private workOpener: ((file: OpenedFile) => void) | null = null
  /** Saved works that came before the part that opens them was here. */
  private waitingWorks: readonly OpenedFile[] = []

  constructor(
    private readonly host: Host,
    private readonly store: WorkspaceStore,
    makeWorker: () => WorkerLike,
  ) {
    this.client = new AnalysisClient(makeWorker, {
      reply: (reply) => this.take(reply),
      died: (message) => {
        store.getState().setReading(null)
        store.getState().setWorkerFailure({ message })
      },
    })
  }

  /** Opens files that hold a saved work; set by renderer/features/work, which is fetched behind the first frame. */
  set openWork(open: (file: OpenedFile) => void) {
    this.workOpener = open
    const waiting = this.waitingWorks
    this.waitingWorks = []
    for (const file of waiting) open(file)
  }

  /**
   * Does what replaces or closes what is open: at once, or after the user has answered what is to become of unsaved notes.
   * `stay`: the user wants neither.
   */
  leave(proceed: () => void, stay: () => void = () => undefined): void {
    this.leaving?.stay()
    this.leaving = null
    if (!hasUnsavedNotes(this.store.getState())) return proceed()
    this.leaving = { proceed, stay }
    this.store.getState().openDialog('leave-notes')
  }

  /** The answer: notes were saved or are given up (true), or everything stays as it is (false). */
  answerLeaving(goes: boolean): void {
    const { leaving } = this
    this.leaving = null
    if (leaving === null) return
    if (goes) leaving.proceed()
    else leaving.stay()
  }

  onClose(listener: () => void): () => void {
    this.closeListeners.add(listener)
    return () => this.closeListeners.delete(listener)
  }

  /** Starts the worker before there is something to read: its start is a good part of the time to the first rows. */
  warm(): void {
    this.client.warm()
  }

  async openDialog(kind: OpenKind, mode: OpenMode): Promise<void> {
    this.open(await this.host.openDialog(kind), mode)
  }

  async openSample(name: string | null): Promise<void> {
    const wanted = name ?? (await this.host.samples())[0]
    if (wanted === undefined) {
      this.store.getState().say({ key: 'app.notice.noSample', params: {} }, 'bad')
      return
    }
    this.open(await this.host.openSample(wanted), 'replace')
  }

  async openRecent(id: string): Promise<void> {
    this.open([await this.host.openRecent(id)], 'replace')
  }

  /** Opens what the host answered; refusals become cards beside the others. */
  open(all: readonly OpenOutcome[], mode: OpenMode): void {
    const work = all.find((each) => each.kind === 'opened' && WORK_NAME.test(each.file.name))
    const outcomes = all.filter((each) => each !== work)
    if (work?.kind === 'opened') {
      if (this.workOpener) this.workOpener(work.file)
      else this.waitingWorks = [...this.waitingWorks, work.file]
    }
    if (outcomes.length === 0) return
    if (mode === 'add') return this.openMore(outcomes)
    this.leave(
      () => {
        this.forget()
        this.openMore(outcomes)
      },
      () => this.releaseOpened(outcomes),
    )
  }

  private openMore(outcomes: readonly OpenOutcome[]): void {
    const cards: SourceCard[] = []
    const added: OpenSource[] = []
    for (const outcome of outcomes) {
      const id = this.newId()
      if (outcome.kind === 'refused') {
        cards.push({ ...EMPTY_CARD, id, name: outcome.name, stage: 'failed', fault: outcome.reason })
        continue
      }
      const { file } = outcome
      added.push({ id, source: file.source, size: file.size, file: file.id })
      cards.push({ ...EMPTY_CARD, id, name: file.name, size: file.size })
    }
    this.start(cards, added)
  }

  /** A pasted counter text (or tcpdump text); `name` is shown on its card. */
  addText(text: string, name: string): void {
    const id = this.newId()
    this.pasted++
    const size = new Blob([text]).size
    const card: SourceCard = { ...EMPTY_CARD, id, name: `${name} ${this.pasted}`, size }
    this.start([card], [{ id, source: { kind: 'text', name: card.name, text }, size, file: null }])
  }

  /** What a saved work names: files found again or carried, and the texts it holds. Replaces what is open. */
  openSaved(files: readonly SavedFile[], texts: readonly SavedText[]): void {
    this.forget()
    const cards: SourceCard[] = []
    const added: OpenSource[] = []
    for (const file of files) {
      const id = this.newId()
      added.push({ id, source: file.source, size: file.size, file: file.id })
      cards.push({ ...EMPTY_CARD, id, name: file.name, size: file.size })
    }
    for (const { name, text, counterSettings } of texts) {
      const id = this.newId()
      const size = new Blob([text]).size
      added.push({ id, source: { kind: 'text', name, text }, size, file: null, counterSettings })
      cards.push({ ...EMPTY_CARD, id, name, size })
    }
    this.start(cards, added)
  }

  /** Shows an analysis that no file was read for: what a saved work carries. Replaces what is open. */
  showSaved(cards: readonly Omit<SourceCard, 'id' | 'stage' | 'fault'>[]): void {
    this.forget()
    this.store.getState().setSources(cards.map((card) => ({ ...card, id: this.newId(), stage: 'read', fault: null })))
  }

  /** The bytes of an open source; null when there is none of that id. */
  byteSourceOf(id: string): ByteSource | null {
    const open = this.sources.find((source) => source.id === id)
    if (open === undefined) return null
    const { source } = open
    return source.kind === 'text'
      ? memorySource(source.name, new TextEncoder().encode(source.text))
      : byteSource(source)
  }

  /** Where the bytes of an open file are; null for pasted texts and unknown ids. */
  descriptorOf(id: string): SourceDescriptor | null {
    const source = this.sources.find((each) => each.id === id)?.source
    return source === undefined || source.kind === 'text' ? null : source
  }

  /** The host's token of an open file; null for pasted texts. */
  fileOf(id: string): string | null {
    return this.sources.find((source) => source.id === id)?.file ?? null
  }

  /** What was set by hand about a counter text. */
  counterSettingsOf(id: string): SourceToOpen['counterSettings'] {
    return this.sources.find((source) => source.id === id)?.counterSettings
  }

  /** Takes a file out of the session; the others are analysed again. */
  remove(id: string): void {
    // With the last file the notes go, too.
    const isLast = this.store.getState().sources.every((card) => card.id === id)
    if (isLast) this.leave(() => this.takeOut(id))
    else this.takeOut(id)
  }

  private takeOut(id: string): void {
    const { sources: cards, setSources } = this.store.getState()
    this.release(this.sources.filter((source) => source.id === id))
    this.sources = this.sources.filter((source) => source.id !== id)
    setSources(cards.filter((card) => card.id !== id))
    if (this.sources.length === 0) {
      if (this.store.getState().sources.length === 0) this.closeNow()
      else this.store.getState().closeAnalysis()
      return
    }
    this.analyse()
  }

  /** Ends the reading. What was analysed before stays; files that had not been read are taken out. */
  cancelReading(): void {
    this.client.cancel()
    const { sources: cards, setSources, setReading, loaded, say } = this.store.getState()
    setReading(null)
    const unread = new Set(
      cards.filter((card) => card.stage !== 'read' && card.stage !== 'failed').map((card) => card.id),
    )
    const kept =
      loaded === null ? new Set<string>() : new Set(this.sources.map((s) => s.id).filter((id) => !unread.has(id)))
    this.release(this.sources.filter((source) => !kept.has(source.id)))
    this.sources = this.sources.filter((source) => kept.has(source.id))
    setSources(cards.filter((card) => kept.has(card.id) || (card.stage === 'failed' && loaded !== null)))
    say({ key: 'app.notice.cancelled', params: {} })
  }

  /** After the worker died: a new one reads everything again. */
  retry(): void {
    this.store.getState().setWorkerFailure(null)
    if (this.sources.length > 0) this.analyse()
  }

  /** Bytes and fields of a kept packet (row of the PacketTable); null when its file has none to show. */
  async packetDetail(row: number): Promise<PacketDetail | null> {
    const { loaded, sources: cards } = this.store.getState()
    if (loaded === null) return null
    const { packets, captures } = loaded.analysis.packets
    const capture = packets.capture[row] ?? 0
    const summary = captures[capture]
    const card = cards.find((each) => each.capture === capture)
    // Members of a bundle have no card of their own; the worker knows them by their row.
    const source = this.sources.find(({ id }) => id === card?.id) ?? this.sources[0]
    if (!source || !summary) return null
    const linkType = summary.interfaces[packets.interfaceId[row] ?? 0]?.linkType ?? summary.linkTypes[0] ?? ''
    return this.client.packet(
      wireForm(source),
      { capture, fileOffset: packets.fileOffset[row] ?? NaN, capturedLength: packets.capturedLength[row] ?? 0 },
      { format: summary.format, compression: summary.compression, linkType },
    )
  }

  /** Chosen packets as a pcapng file; null when no file is open that has them (a work shown from what was saved with it). */
  async extract(order: Omit<ExtractOrder, 'sources'>): Promise<Extracted | null> {
    if (this.sources.length === 0) return null
    const { sources: cards } = this.store.getState()
    const sources = order.chosen.captures.map((_, row) => {
      const card = cards.find((each) => each.capture === row)
      // Members of a bundle have no card of their own; the worker knows them by their row.
      const source = this.sources.find(({ id }) => id === card?.id)
      return source === undefined ? null : wireForm(source)
    })
    return this.client.extract({ ...order, sources })
  }

  /** Time, shift or kind of a counter text as the user sets it; the verdict is made anew. */
  setCounterSettings(id: string, counterSettings: SourceToOpen['counterSettings']): void {
    this.sources = this.sources.map((source) => (source.id === id ? { ...source, counterSettings } : source))
    this.analyse()
  }

  /** Back to the start page. */
  closeAll(): void {
    this.leave(() => this.closeNow())
  }

  private closeNow(): void {
    this.forget()
    const { setSources, closeAnalysis, setReading, setWorkerFailure, setFilterText } = this.store.getState()
    setReading(null)
    setWorkerFailure(null)
    setSources([])
    setFilterText('')
    closeAnalysis()
  }

  private forget(): void {
    for (const listener of this.closeListeners) listener()
    this.client.cancel()
    this.release(this.sources)
    this.sources = []
    this.pasted = 0
    const { setSources, closeAnalysis, setFilterText } = this.store.getState()
    setSources([])
    setFilterText('')
    closeAnalysis()
  }

  /** Cards for files inside a bundle that could not be read; those of the analysis before go. */
  private showStrays(strays: readonly SourceFault[]): void {
    const { sources, setSources } = this.store.getState()
    const kept = sources.filter((card) => !card.id.startsWith(STRAY))
    const cards = strays.map(({ name, key, params }, i): SourceCard => {
      return { ...EMPTY_CARD, id: `${STRAY}${i}`, name, stage: 'failed', fault: { key, params } }
    })
    if (cards.length > 0 || kept.length < sources.length) setSources([...kept, ...cards])
  }

  private releaseOpened(outcomes: readonly OpenOutcome[]): void {
    for (const outcome of outcomes) if (outcome.kind === 'opened') void this.host.release(outcome.file.id)
  }

  private release(sources: readonly OpenSource[]): void {
    for (const { file } of sources) if (file !== null) void this.host.release(file)
  }

  private newId(): string {
    return `source-${this.nextId++}`
  }

  private start(cards: readonly SourceCard[], added: readonly OpenSource[]): void {
    const { sources, setSources } = this.store.getState()
    setSources([...sources, ...cards])
    this.sources = [...this.sources, ...added]
    if (added.length > 0) this.analyse()
  }

  private analyse(): void {
    const { setReading, setWorkerFailure } = this.store.getState()
    setWorkerFailure(null)
    setReading({
      source: this.sources[0]?.id ?? '',
      bytesRead: 0,
      bytesTotal: this.sources.reduce((sum, source) => sum + source.size, 0),
      packets: 0,
      startedAt: performance.now(),
    })
    this.client.analyse(this.sources.map(wireForm))
  }

  private take(reply: AnalysisOutcome): void {
    const state = this.store.getState()
    switch (reply.kind) {
      case 'progress': {
        if (state.reading === null) return
        const { source, bytesRead, bytesTotal, packets } = reply.progress
        if (source !== state.reading.source) state.changeSource(state.reading.source, { stage: 'read' })
        if (state.sources.some((card) => card.id === source && card.stage !== 'reading')) {
          state.changeSource(source, { stage: 'reading' })
        }
        state.setReading({ ...state.reading, source, bytesRead, bytesTotal, packets })
        return
      }
      case 'done': {
        for (const { id, role, fault, capture } of reply.outcomes) {
          state.changeSource(id, { role, fault, capture, stage: fault === null ? 'read' : 'failed' })
        }
        this.showStrays(reply.strays)
        state.setReading(null)
        // Nothing could be read: the cards say why, and what was there before is no longer part of the session.
        if (reply.outcomes.every((outcome) => outcome.fault !== null)) state.closeAnalysis()
        else state.takeAnalysis(reply.tables.analysis, reply.tables.columns, false)
        return
      }
      case 'partial':
        state.takeAnalysis(reply.tables.analysis, reply.tables.columns, true)
        return
      case 'failed':
        state.setReading(null)
        state.setWorkerFailure({ message: reply.message })
    }
  }
}

/** Without what only the window knows. */
function wireForm({ id, source, counterSettings }: OpenSource): SourceToOpen {
  return { id, source, counterSettings }
}

const EMPTY_CARD = {
  size: null,
  role: 'unknown',
  stage: 'waiting',
  fault: null,
  capture: null,
} as const satisfies Partial<SourceCard>
