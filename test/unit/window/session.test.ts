// A sitting: host, worker and store joined. The worker is played by the test.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Session } from '../../../renderer/app/session.ts'
import { createWorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import type { WorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import { AnalysisClient } from '../../../renderer/workers/analysis-client.ts'
import type { WorkerLike } from '../../../renderer/workers/analysis-client.ts'
import type { AnalysisReply, AnalysisRequest } from '../../../renderer/workers/analysis-messages.ts'
import { sourceOutcomes } from '../../../renderer/workers/source-outcomes.ts'
import type { Host, OpenOutcome } from '../../../shared/host/host.ts'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { prepared } from '../../helpers/filter-subject.ts'

class PlayedWorker implements WorkerLike {
  readonly asked: AnalysisRequest[] = []
  ended = false
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  postMessage(message: AnalysisRequest): void {
    this.asked.push(message)
  }
  terminate(): void {
    this.ended = true
  }
  say(reply: AnalysisReply): void {
    this.onmessage?.({ data: reply } as MessageEvent<AnalysisReply>)
  }
  die(message: string): void {
    this.onerror?.({ message } as ErrorEvent)
  }
}

function file(id: string, name: string, size = 1000): OpenOutcome {
  const source = { kind: 'url', url: `app://capture/${id}`, name, size, modified: null } as const
  return { kind: 'opened', file: { id, name, folder: null, size, source } }
}

const tables = () => {
  const { analysis, columns } = prepared()
  return { analysis, columns }
}

let store: WorkspaceStore
let workers: PlayedWorker[]
let released: string[]
let session: Session
const state = () => store.getState()
const worker = (): PlayedWorker => workers.at(-1) as PlayedWorker
const lastJob = (): number => worker().asked.at(-1)?.job ?? 0

beforeEach(() => {
  store = createWorkspaceStore()
  workers = []
  released = []
  const host = {
    release: (id: string) => {
      released.push(id)
      return Promise.resolve()
    },
    samples: () => Promise.resolve([]),
  } as unknown as Host
  session = new Session(host, store, () => {
    workers.push(new PlayedWorker())
    return worker()
  })
})

describe('with unsaved notes', () => {
  const note = {
    id: 'n',
    kind: 'text',
    anchor: { kind: 'time', time: { seconds: 1, nanos: 0 } },
    target: null,
    text: { kind: 'own', text: 'mine' },
    colour: 'red',
    place: null,
    width: null,
    isSuggested: false,
  } as const
  beforeEach(() => {
    session.onClose(() => state().dropNotes())
    session.open([file('a', 'a.pcap')], 'replace')
    readAll({ capture: 0 })
    state().editNotes({ kind: 'add', note, before: null })
  })
  const names = () => state().sources.map((source) => source.name)

  it.each([
    ['another capture', () => session.open([file('b', 'b.pcap')], 'replace'), ['b.pcap']],
    ['closing', () => session.closeAll(), []],
    ['removing the last file', () => session.remove(state().sources[0]?.id ?? ''), []],
  ] as const)('%s asks once, and happens only when the answer is yes', (_, act, after) => {
    act()
    expect(state().dialog).toBe('leave-notes')
    expect(names()).toEqual(['a.pcap'])
    session.answerLeaving(false)
    expect(names()).toEqual(['a.pcap'])
    expect(state().noteHistory.notes.size).toBe(1)
    act()
    session.answerLeaving(true)
    expect(names()).toEqual(after)
    expect(state().noteHistory.notes.size).toBe(0)
    state().openDialog(null)
    session.answerLeaving(true)
    expect(names()).toEqual(after)
  })

  it('gives back what was chosen and is not wanted after all', () => {
    session.open([file('b', 'b.pcap')], 'replace')
    session.open([file('c', 'c.pcap')], 'replace')
    expect(released).toEqual(['b'])
    session.answerLeaving(false)
    expect(released).toEqual(['b', 'c'])
    session.answerLeaving(true)
    expect(names()).toEqual(['a.pcap'])
  })

  it('adding a file and what was saved ask nothing', () => {
    session.open([file('b', 'b.pcap')], 'add')
    expect(state().dialog).toBeNull()
    state().markSaved(null)
    session.open([file('c', 'c.pcap')], 'replace')
    expect(state().dialog).toBeNull()
    expect(names()).toEqual(['c.pcap'])
  })
})

function readAll(...outcomes: readonly { readonly capture: number | null }[]): void {
  const ids = state()
    .sources.filter((source) => source.stage !== 'failed')
    .map((source) => source.id)
  worker().say({
    kind: 'done',
    job: lastJob(),
    tables: tables(),
    strays: [],
    outcomes: ids.map((id, i) => ({ id, role: 'capture', fault: null, capture: outcomes[i]?.capture ?? null })),
  })
}

describe('a session', () => {
  it('reads what is opened and shows it', () => {
    session.open([file('a', 'a.pcap')], 'replace')
    expect(state().reading).toMatchObject({ bytesTotal: 1000 })
    worker().say({
      kind: 'progress',
      job: lastJob(),
      progress: { source: 'source-1', bytesRead: 400, bytesTotal: 1000, packets: 7 },
    })
    expect(state().reading).toMatchObject({ bytesRead: 400, packets: 7 })
    expect(state().sources[0]?.stage).toBe('reading')
    readAll({ capture: 0 })
    expect(state().reading).toBeNull()
    expect(state().loaded?.analysis.packets.handshakes.length).toBe(6)
    expect(state().sources[0]).toMatchObject({ stage: 'read', role: 'capture', capture: 0 })
  })

  it('analyses everything again when something is added, and lets go of what is replaced', () => {
    session.open([file('a', 'a.pcap')], 'replace')
    readAll({ capture: 0 })
    session.addText('Tcp: 1', 'Pasted text')
    const request = worker().asked.at(-1)
    expect(request?.kind === 'analyse' && request.sources.map((source) => source.source.kind)).toEqual(['url', 'text'])
    session.open([file('b', 'b.pcap')], 'replace')
    expect(released).toEqual(['a'])
    expect(state().sources.map((source) => source.name)).toEqual(['b.pcap'])
    expect(state().loaded).toBeNull()
  })

  it('keeps a refused file as a card with its sentence', () => {
    session.open(
      [{ kind: 'refused', name: 'folder', reason: { key: 'host.refused.folder', params: { name: 'folder' } } }],
      'add',
    )
    expect(state().sources[0]).toMatchObject({ stage: 'failed', fault: { key: 'host.refused.folder' } })
    expect(workers.length).toBe(0)
  })

  it('reads with the worker that was started while nothing was open', () => {
    session.warm()
    session.warm()
    expect(workers.length).toBe(1)
    expect(worker().asked.length).toBe(0)
    session.open([file('a', 'a.pcap')], 'replace')
    expect(workers.length).toBe(1)
    expect(worker().asked.length).toBe(1)
    expect(state().sources[0]?.stage).toBe('waiting')
  })

  it('cancel ends the worker at once, keeps what was there and takes out what was not read', () => {
    session.open([file('a', 'a.pcap')], 'replace')
    readAll({ capture: 0 })
    session.open([file('b', 'b.pcap')], 'add')
    session.cancelReading()
    expect(worker().ended).toBe(true)
    expect(state().reading).toBeNull()
    expect(state().sources.map((source) => source.name)).toEqual(['a.pcap'])
    expect(state().loaded).not.toBeNull()
    expect(released).toEqual(['b'])
  })

  it('a worker that dies leaves the window and offers to try again', () => {
    session.open([file('a', 'a.pcap')], 'replace')
    readAll({ capture: 0 })
    session.open([file('b', 'b.pcap')], 'add')
    worker().die('out of memory')
    expect(state().workerFailure).toEqual({ message: 'out of memory' })
    expect(state().loaded).not.toBeNull()
    expect(state().reading).toBeNull()
    session.retry()
    expect(workers.length).toBe(2)
    expect(state().workerFailure).toBeNull()
    expect(worker().asked.length).toBe(1)
  })

  it('shows no analysis when nothing could be read, and says why on the cards', () => {
    session.open([file('a', 'a.txt')], 'replace')
    const fault = { key: 'capture.fault.empty', params: {} }
    worker().say({
      kind: 'done',
      job: lastJob(),
      tables: tables(),
      strays: [{ name: 'inside.pcap', key: 'capture.fault.empty', params: {} }],
      outcomes: [{ id: 'source-1', role: 'unknown', fault, capture: null }],
    })
    expect(state().loaded).toBeNull()
    expect(state().sources.map(({ name, stage }) => [name, stage])).toEqual([
      ['a.txt', 'failed'],
      ['inside.pcap', 'failed'],
    ])
    expect(state().sources[0]?.fault).toEqual(fault)
  })

  it('takes no notice of an older job', () => {
    session.open([file('a', 'a.pcap')], 'replace')
    const old = lastJob()
    session.addText('x', 'Pasted text')
    worker().say({ kind: 'failed', job: old, message: 'late' })
    expect(state().workerFailure).toBeNull()
  })

  it('holds a saved work back until the part that opens it is here', () => {
    session.open([file('w', 'notes.synscope')], 'replace')
    const opened: string[] = []
    session.openWork = (work) => opened.push(work.name)
    session.open([file('v', 'picture.png')], 'replace')
    expect(opened).toEqual(['notes.synscope', 'picture.png'])
  })

  it('says when there is no sample', async () => {
    await session.openSample(null)
    expect(state().notice?.remark.key).toBe('app.notice.noSample')
  })
})

describe('the client of the worker', () => {
  it('answers packets to who asked, and refuses them when the worker ends', async () => {
    const played = new PlayedWorker()
    const client = new AnalysisClient(() => played, { reply: vi.fn(), died: vi.fn() })
    const source = { id: 's', source: { kind: 'text', name: 't', text: '' } } as const
    const form = { format: 'pcap', compression: [], linkType: 'EN10MB' }
    const place = { capture: 0, fileOffset: 40, capturedLength: 4 }
    const first = client.packet(source, place, form)
    const second = client.packet(source, place, form)
    const detail = { bytes: Uint8Array.of(1), wireLength: 4, layers: [] }
    played.say({ kind: 'packet', job: played.asked[0]?.job ?? 0, detail })
    await expect(first).resolves.toBe(detail)
    client.cancel()
    await expect(second).rejects.toThrow('cancelled')
  })
})

describe('which card a result belongs to', () => {
  it('goes by name, equal names one after the other, bundles take what is left', () => {
    const { analysis } = prepared()
    const [capture] = analysis.packets.captures
    if (!capture) throw new Error('no capture')
    const captures = ['a.pcap', 'a.pcap', 'one.pcap'].map((path) => ({ ...capture, path }))
    const inputs = ['all.zip', 'a.pcap', 'a.pcap', 'bad.txt'].map((name, i) => ({
      id: `s${i}`,
      input: { source: memorySource(name, new Uint8Array(0)) },
    }))
    const { outcomes, strays } = sourceOutcomes(inputs, {
      analysis: { ...analysis, packets: { ...analysis.packets, captures } },
      faults: [
        { name: 'bad.txt', key: 'capture.fault.empty', params: {} },
        { name: 'two.pcap', key: 'capture.fault.empty', params: {} },
      ],
      captureSources: [],
    })
    expect(outcomes.map(({ capture: row, role }) => [row, role])).toEqual([
      [2, 'capture'],
      [0, 'capture'],
      [1, 'capture'],
      [null, 'unknown'],
    ])
    expect(outcomes[3]?.fault).toEqual({ key: 'capture.fault.empty', params: {} })
    expect(strays.map((stray) => stray.name)).toEqual(['two.pcap'])
  })
})
