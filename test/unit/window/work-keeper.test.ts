// Saving and opening works in the window: what goes in, what comes back, and what a write that fails leaves.
import { beforeEach, describe, expect, it } from 'vitest'
import { Session } from '../../../renderer/app/session.ts'
import type { CommandContext } from '../../../renderer/commands/command.ts'
import { figureMaterial } from '../../../renderer/features/figure/current-figure.ts'
import { workKeeper } from '../../../renderer/features/work/work-keeper.ts'
import { hasUnsavedNotes } from '../../../renderer/state/notes-slice.ts'
import { createWorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import type { WorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import type { WorkerLike } from '../../../renderer/workers/analysis-client.ts'
import { suggestNotes } from '../../../shared/annotation/suggest-notes.ts'
import { handshakeColumns } from '../../../shared/analysis/handshake-columns.ts'
import type { Host, SaveOutcome, SaveRequest } from '../../../shared/host/host.ts'
import { readProject } from '../../../shared/project/project-file.ts'
import { timeAxis } from '../../../shared/timeline/moment.ts'
import { overflowSample } from '../../helpers/figure-sample.ts'
import { wholeWork } from '../../helpers/work-sample.ts'

const CAPTURE = wholeWork().captures[0]?.bytes ?? new Uint8Array()

let store: WorkspaceStore
let context: CommandContext
let saved: SaveRequest[]
let answer: SaveOutcome
let isSame: boolean

beforeEach(() => {
  store = createWorkspaceStore()
  saved = []
  answer = { kind: 'saved', id: 'written', name: 'a.synscope' }
  isSame = true
  const host = {
    start: { version: '0.1.0', host: 'desktop', locale: 'en-US' },
    release: () => Promise.resolve(),
    stillSame: () => Promise.resolve(isSame),
    openBeside: () => Promise.resolve([]),
    save: (request: SaveRequest) => {
      saved.push(request)
      return Promise.resolve(answer)
    },
  } as unknown as Host
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: () => undefined,
    terminate: () => undefined,
  }
  const session = new Session(host, store, () => worker)
  context = { host, store, session }
  const file = { name: 'client.pcap', size: CAPTURE.length, lastModified: 0, slice: slices(CAPTURE) }
  session.open(
    [
      {
        kind: 'opened',
        file: { id: 'f', name: file.name, folder: null, size: file.size, source: { kind: 'file', file } },
      },
    ],
    'replace',
  )
  store.getState().changeSource(store.getState().sources[0]?.id ?? '', { stage: 'read', capture: 0, role: 'capture' })
  show()
  const [note] = suggestNotes(overflowSample(), [''])
  if (note !== undefined) store.getState().editNotes({ kind: 'add', note, before: null })
})

function slices(bytes: Uint8Array) {
  return (start = 0, end = bytes.length) => ({
    arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes.subarray(start, end)).buffer),
  })
}

function show(): void {
  const analysis = overflowSample()
  const axis = timeAxis(analysis.packets, analysis.counters)
  store.getState().takeAnalysis(analysis, handshakeColumns(analysis.packets, axis), false)
}

const written = () => readProject(saved.at(-1)?.content as Uint8Array)
const notice = () => store.getState().notice?.remark

describe('clocks set by hand', () => {
  it('go into the work, come back with it, and move the figure', async () => {
    store.getState().setClockAdjustments([0.025])
    await workKeeper(context).save(false)
    expect(written().clockAdjustments).toEqual([0.025])
    store.getState().setClockAdjustments([])
    await workKeeper(context).take(written(), null, null)
    expect(store.getState().clockAdjustments).toEqual([0.025])
    expect(figureMaterial(store.getState(), [], '0.1.0')?.clockAdjustments).toEqual([0.025])
  })

  it('stay while the same captures are open and go with them', () => {
    store.getState().setClockAdjustments([0.025])
    show()
    expect(store.getState().clockAdjustments).toEqual([0.025])
    context.session.answerLeaving(false)
    store.getState().closeAnalysis()
    expect(store.getState().clockAdjustments).toEqual([])
  })
})

describe('saving', () => {
  it('holds the handshake packets unless the captures are wanted whole', async () => {
    await workKeeper(context).save(false)
    expect(written().captures).toEqual([])
    expect(written().packets?.handshakes.length).toBe(overflowSample().packets.handshakes.length)
    store.getState().setWorkContent('captures')
    expect(workKeeper(context).captureSize()).toEqual({ bytes: CAPTURE.length, files: 1 })
    await workKeeper(context).save(false)
    expect(written().packets).toBeNull()
    expect(written().captures).toEqual([{ source: 0, bytes: CAPTURE }])
    expect(hasUnsavedNotes(store.getState())).toBe(false)
  })

  it('refuses captures that changed on disk since they were read, in one sentence', async () => {
    store.getState().setWorkContent('captures')
    isSame = false
    expect(await workKeeper(context).save(false)).toBe(false)
    expect(saved).toEqual([])
    expect(notice()).toEqual({ key: 'figure.work.changedSince', params: { name: 'client.pcap' } })
    expect(hasUnsavedNotes(store.getState())).toBe(true)
  })

  it('refuses captures that are too large, in one sentence', async () => {
    store.getState().setWorkContent('captures')
    store.getState().changeSource(store.getState().sources[0]?.id ?? '', { size: 200e6 })
    expect(await workKeeper(context).save(false)).toBe(false)
    expect(notice()).toEqual({
      key: 'figure.work.tooLarge',
      params: { megabytes: 200, files: 1, limit: 100, mostFiles: 20 },
    })
  })

  it.each([
    [
      { kind: 'failed', reason: { key: 'host.refused.diskFull', params: { name: 'a.synscope' } } },
      'host.refused.diskFull',
    ],
    [{ kind: 'cancelled' }, undefined],
  ] as const)('that ends as %j leaves the notes alive and unsaved', async (outcome, sentence) => {
    answer = outcome
    expect(await workKeeper(context).save(false)).toBe(false)
    expect(store.getState().noteHistory.notes.size).toBe(1)
    expect(hasUnsavedNotes(store.getState())).toBe(true)
    expect(notice()?.key).toBe(sentence)
  })
})
