// @vitest-environment jsdom
// The dialogs of the tools, with a host and a worker of the test.
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CatalogDialog from '../../renderer/features/catalog/CatalogDialog.tsx'
import CollectDialog from '../../renderer/features/collect/CollectDialog.tsx'
import CrosscheckDialog from '../../renderer/features/crosscheck/CrosscheckDialog.tsx'
import { handshakesToSave, savePackets } from '../../renderer/features/packets/save-packets.ts'
import TimeDialog from '../../renderer/features/palette/TimeDialog.tsx'
import ReportDialog from '../../renderer/features/report/ReportDialog.tsx'
import type { CrosscheckReply, CrosscheckRequest } from '../../renderer/workers/crosscheck-messages.ts'
import type { CrosscheckWorker } from '../../renderer/workers/start-crosscheck.ts'
import type { ExtractOrder } from '../../renderer/workers/analysis-messages.ts'
import type { SaveRequest } from '../../shared/host/host.ts'
import { RowSet } from '../../renderer/state/row-set.ts'
import { drawWindow } from '../helpers/draw-window.tsx'
import { prepared } from '../helpers/filter-subject.ts'

class PlayedCrosscheck implements CrosscheckWorker {
  readonly asked: CrosscheckRequest[] = []
  ended = false
  onmessage: CrosscheckWorker['onmessage'] = null
  onerror: CrosscheckWorker['onerror'] = null
  postMessage(message: CrosscheckRequest): void {
    this.asked.push(message)
  }
  terminate(): void {
    this.ended = true
  }
  say(data: CrosscheckReply): void {
    act(() => this.onmessage?.({ data } as MessageEvent<CrosscheckReply>))
  }
}

const begun = vi.hoisted(() => [] as unknown[])
vi.mock('../../renderer/workers/start-crosscheck.ts', () => ({
  startCrosscheckWorker: () => {
    const worker = new PlayedCrosscheck()
    begun.push(worker)
    return worker
  },
}))

afterEach(cleanup)
const close = (): void => undefined

describe('collecting commands', () => {
  it('follow what is typed, say what is wrong, and are copied', async () => {
    const user = userEvent.setup()
    const saved: SaveRequest[] = []
    const { copied } = await drawWindow(<CollectDialog onClose={close} />, {
      host: {
        save: (request) => {
          saved.push(request)
          return Promise.resolve({ kind: 'saved', id: '1', name: request.suggestedName })
        },
      },
    })
    await user.type(screen.getByRole('textbox', { name: 'TCP port' }), '80')
    await user.click(screen.getAllByRole('button', { name: 'Copy step 1' })[0] as HTMLElement)
    expect(copied).toEqual(['sudo sh collect.sh -p 80 -d 60'])
    await user.type(screen.getByRole('textbox', { name: 'TCP port' }), 'x')
    expect(screen.getByText('80x is no TCP port (1 to 65535).')).toBeTruthy()
    await user.clear(screen.getByRole('textbox', { name: 'TCP port' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Where' }), 'container')
    expect(screen.getByText('Enter the id or the name of the container.')).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: 'Container, id or name' }), 'abc')
    expect(screen.getAllByText(/^ID=abc;/)).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Save collect.sh' }))
    expect(saved[0]?.suggestedName).toBe('collect.sh')
    expect(String(saved[0]?.content)).toMatch(/^#!\/bin\/sh\n/)
  })
})

describe('the counter catalogue', () => {
  it('opens at a counter, searches and walks with the arrow keys', async () => {
    const user = userEvent.setup()
    await drawWindow(<CatalogDialog onClose={close} subject="TcpExt.ListenOverflows" />)
    expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('TcpExt.ListenOverflows')
    await user.type(screen.getByRole('searchbox'), 'node_netstat_TcpExt_ListenDrops')
    await waitFor(() => expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('TcpExt.ListenDrops'))
    await user.clear(screen.getByRole('searchbox'))
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(20))
    const second = screen.getAllByRole('option')[1]?.textContent
    act(() => screen.getByRole('listbox').focus())
    await user.keyboard('{ArrowDown}')
    expect(screen.getByRole('heading', { level: 3 }).textContent).toBe(second)
  })

  it('says that it does not know a counter, in the language of the window', async () => {
    await drawWindow(<CatalogDialog onClose={close} subject="Made.Up" />, { language: 'zh-CN' })
    expect(screen.getByText(/目录中没有的计数器/)).toBeTruthy()
  })
})

describe('the cross-check', () => {
  async function draw(): Promise<PlayedCrosscheck> {
    const drawn = await drawWindow(<CrosscheckDialog onClose={close} />, { analysis: prepared().analysis })
    const source = { kind: 'url', url: 'app://capture/1', name: 'a.pcap', size: 9, modified: null } as const
    drawn.session.descriptorOf = () => source
    act(() =>
      drawn.store
        .getState()
        .setSources([{ id: '1', name: 'a.pcap', size: 9, role: 'capture', stage: 'read', fault: null, capture: 0 }]),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Cross-check' }))
    const worker = begun.at(-1) as PlayedCrosscheck
    expect(worker.asked).toEqual([{ source }])
    return worker
  }

  it('lists the differences', async () => {
    const worker = await draw()
    worker.say({ kind: 'progress', reader: 'theirs', bytesRead: 3, bytesTotal: 9 })
    expect(screen.getByRole('progressbar', { name: /pcap-parser/ }).getAttribute('value')).toBe('3')
    worker.say({
      kind: 'done',
      failure: null,
      result: {
        packets: { ours: 10, theirs: 9 },
        handshakes: { ours: 2, theirs: 2 },
        differences: [{ key: 'cli.crosscheck.packets', params: { ours: 10, theirs: 9 } }],
        differenceCount: 3,
      },
    })
    expect(screen.getByText('They differ in 3 places')).toBeTruthy()
    expect(within(screen.getByRole('list')).getByText('packets: ours 10, pcap-parser 9')).toBeTruthy()
    expect(screen.getByText('2 more are not listed.')).toBeTruthy()
    expect(worker.ended).toBe(true)
  })

  it('is stopped by the user, and ends with its dialog', async () => {
    const worker = await draw()
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(worker.ended).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Cross-check' }))
    cleanup()
    expect((begun.at(-1) as PlayedCrosscheck).ended).toBe(true)
  })

  it('says why a file is refused and when the worker dies', async () => {
    const worker = await draw()
    worker.say({
      kind: 'refused',
      reason: { key: 'cli.error.crosscheck-format', params: { path: 'a.pcap', format: 'pcapng' } },
    })
    expect(screen.getByText(/cannot be cross-checked: .* this is pcapng/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Once more' }))
    act(() => (begun.at(-1) as PlayedCrosscheck).onerror?.({ message: 'out of memory' } as ErrorEvent))
    expect(screen.getByText('The cross-check stopped: out of memory')).toBeTruthy()
  })
})

describe('going to a time', () => {
  it('moves the view and the crosshair there', async () => {
    const user = userEvent.setup()
    const { store } = await drawWindow(<TimeDialog onClose={close} />, { analysis: prepared().analysis })
    const axis = store.getState().loaded?.axis
    await user.type(screen.getByRole('textbox'), 'soon')
    expect(screen.getByText('This is neither a time of day nor a number of seconds.')).toBeTruthy()
    await user.clear(screen.getByRole('textbox'))
    await user.type(screen.getByRole('textbox'), '1{Enter}')
    const { range, hoverTime, ranges } = store.getState()
    expect(hoverTime).toBeCloseTo((axis?.packets.start ?? 0) + 1, 6)
    expect(ranges).toHaveLength(2)
    expect(range.end - range.start).toBeLessThan((axis?.bounds.end ?? 0) - (axis?.bounds.start ?? 0))
  })
})

describe('the report', () => {
  it('is saved in the format and with the title that were chosen', async () => {
    const user = userEvent.setup()
    const saved: SaveRequest[] = []
    let closed = false
    await drawWindow(<ReportDialog onClose={() => (closed = true)} />, {
      analysis: prepared().analysis,
      host: {
        save: (request) => {
          saved.push(request)
          return Promise.resolve({ kind: 'saved', id: '1', name: request.suggestedName })
        },
      },
    })
    // A host that can do neither offers neither.
    expect(screen.queryByRole('button', { name: 'PDF' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Print' })).toBeNull()
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Ticket 7')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Format' }), 'md')
    await user.click(screen.getByRole('button', { name: 'Save report' }))
    await waitFor(() => expect(closed).toBe(true))
    expect(saved[0]?.kind).toBe('markdown')
    expect(saved[0]?.suggestedName).toMatch(/_report\.md$/)
    expect(String(saved[0]?.content)).toMatch(/^# Ticket 7\n/)
  })
})

describe('the packets to save', () => {
  it('are those of the selection, else of the filter, else of all failed handshakes', async () => {
    const { store } = await drawWindow(<p />, { analysis: prepared().analysis })
    const failed = handshakesToSave(store.getState())
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.length).toBeLessThan(store.getState().loaded?.analysis.packets.handshakes.length ?? 0)
    const visible = Uint32Array.of(0, 1)
    expect(handshakesToSave({ ...store.getState(), filterText: 'x', visible })).toBe(visible)
    const selected = RowSet.of([1])
    expect([...handshakesToSave({ ...store.getState(), filterText: 'x', visible, selected })]).toEqual([1])
  })

  it('are ordered masked when masking is on, and nothing is saved when none can be masked', async () => {
    const drawn = await drawWindow(<p />, { analysis: prepared().analysis })
    const { store, session } = drawn
    const orders: Omit<ExtractOrder, 'sources'>[] = []
    session.extract = (order) => {
      orders.push(order)
      return Promise.resolve({ packets: 0, withoutBytes: 0, leftOut: 4, file: new Uint8Array(0) })
    }
    await savePackets(drawn)
    store.getState().changeSettings({ maskAddresses: true })
    await savePackets(drawn)
    expect(orders[0]?.mask).toBeNull()
    expect(orders[1]?.mask).not.toBeNull()
    expect(orders[1]?.chosen.captures[0]?.path).toBe('capture-1')
    expect(store.getState().notice?.remark.key).toBe('tools.packets.noneMasked')
  })
})
