// @vitest-environment jsdom
// Start page, reading, faults, verdict, counters, detail.
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { DropOverlay } from '../../renderer/app/DropOverlay.tsx'
import { CountersPanel } from '../../renderer/features/counters/CountersPanel.tsx'
import { DetailPanel } from '../../renderer/features/detail/DetailPanel.tsx'
import { FaultPage } from '../../renderer/features/start/FaultPage.tsx'
import { ReadingPage } from '../../renderer/features/start/ReadingPage.tsx'
import { StartPage } from '../../renderer/features/start/StartPage.tsx'
import { VerdictPanel } from '../../renderer/features/verdict/VerdictPanel.tsx'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { readCounterTexts } from '../../shared/counters/read-counter-texts.ts'
import { diagnose } from '../../shared/diagnosis/diagnose.ts'
import { drawWindow } from '../helpers/draw-window.tsx'
import { prepared } from '../helpers/filter-subject.ts'
import { buildPackets } from '../helpers/handshake-analysis.ts'

afterEach(cleanup)

const START = 1_795_342_878

function netstat(at: number, overflows: number): string {
  return `${at}.000000000\nTcpExt:\n    ${overflows} times the listen queue of a socket overflowed\n    ${overflows} SYNs to LISTEN sockets dropped\n`
}

/** Seven unanswered SYNs to one listener that was alive before, between two snapshots that counted seven overflows. */
function overflow(withCounters: boolean): Analysis {
  const one = { client: '10.0.0.6', server: '10.0.9.9', serverPort: 80 }
  const packets = buildPackets({
    baseSeconds: START,
    vantage: 'server',
    handshakes: [
      {
        ...one,
        clientPort: 50999,
        isn: 1,
        outcome: 'established',
        packets: [
          { kind: 'syn', at: 0 },
          { kind: 'syn-ack', at: 0.0001 },
          { kind: 'final-ack', at: 0.0002 },
        ],
      },
      {
        ...one,
        clientPort: 51001,
        isn: 2000,
        outcome: 'unanswered',
        schedule: 'linux-exponential',
        packets: [0, 1.03, 3.05, 7.2, 15.4, 31.6, 64.3].map((at) => ({ kind: 'syn', at: at + 1, unanswered: true })),
      },
    ],
  })
  const text = new TextEncoder().encode(netstat(START - 1, 5) + netstat(START + 80, 12))
  const counters = readCounterTexts(withCounters ? [{ name: 'netstat.txt', bytes: text, modified: null }] : [])
  return { packets, counters, diagnosis: diagnose(packets, counters) }
}

describe('the start page', () => {
  it('offers to open, to paste, samples and recent files, and says that nothing leaves the machine', async () => {
    await drawWindow(<StartPage />, {
      host: {
        samples: () => Promise.resolve(['accept-queue-overflow', 'unnamed-sample']),
        recent: () =>
          Promise.resolve([
            { id: 'r1', name: 'gone.pcap', folder: 'tmp', size: 12, openedAt: 0, present: false },
            { id: 'r2', name: 'here.pcap', folder: 'tmp', size: 1200, openedAt: 0, present: true },
          ]),
      },
    })
    expect(screen.getByRole('button', { name: /Open files/ })).toBeTruthy()
    expect(screen.getByText(/makes no network connection/)).toBeTruthy()
    expect(await screen.findByRole('button', { name: /Accept queue overflow/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'unnamed-sample' })).toBeTruthy()
    expect(screen.getByRole('button', { name: /^gone\.pcap/ })).toHaveProperty('disabled', true)
    expect(screen.getByRole('button', { name: /^here\.pcap/ })).toHaveProperty('disabled', false)
  })
})

describe.each(['en', 'zh-CN'] as const)('before the words of the language are fetched: %s', (language) => {
  it('the first page, its menus, the drop sheet and the reading page lack no word', async () => {
    const samples = ['accept-queue-overflow', 'firewall-drop', 'linear-backoff', 'long-round-trip', 'recovered']
    const recent = [{ id: 'r1', name: 'gone.pcap', folder: 'tmp', size: 12, openedAt: 0, present: false }]
    const { store } = await drawWindow(
      <>
        <StartPage />
        <DropOverlay />
        <ReadingPage />
      </>,
      {
        language,
        firstWords: true,
        host: { samples: () => Promise.resolve(samples), recent: () => Promise.resolve(recent) },
      },
    )
    act(() => {
      store.getState().setReading({ source: 'a', bytesRead: 5e8, bytesTotal: 2e9, packets: 7, startedAt: 0 })
      const drag = Object.assign(new Event('dragenter'), { dataTransfer: { types: ['Files'] } })
      window.dispatchEvent(drag)
    })
    expect(screen.getByTestId('drop-overlay')).toBeTruthy()
    const lacking = /\b(?:app|menu|host|tools|capture)\.[\w.-]+/
    expect(document.body.innerHTML).not.toMatch(lacking)
    for (const name of language === 'en' ? ['Theme', 'Language'] : ['主题', '语言']) {
      await userEvent.click(screen.getByRole('button', { name }))
      expect((await screen.findAllByRole('menuitem')).length).toBeGreaterThan(2)
      expect(document.body.innerHTML).not.toMatch(lacking)
      await userEvent.keyboard('{Escape}')
    }
  })
})

describe('while reading', () => {
  it('says bytes, packets, rate and offers to cancel', async () => {
    const { store } = await drawWindow(<ReadingPage />)
    act(() => {
      store
        .getState()
        .setSources([
          { id: 'a', name: 'big.pcap', size: 2e9, role: 'unknown', stage: 'reading', fault: null, capture: null },
        ])
      store.getState().setReading({
        source: 'a',
        bytesRead: 5e8,
        bytesTotal: 2e9,
        packets: 1_234_567,
        startedAt: performance.now() - 2000,
      })
    })
    expect(screen.getByText('Reading big.pcap')).toBeTruthy()
    expect(screen.getByText('500 MB of 2 GB')).toBeTruthy()
    expect(screen.getByText('1,234,567 packets')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25')
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy()
  })
})

describe('files that cannot be read', () => {
  it('say what is wrong, with details to copy', async () => {
    const { store, copied } = await drawWindow(<FaultPage />)
    act(() =>
      store.getState().setSources([
        {
          id: 'a',
          name: 'cut.pcap',
          size: 12,
          role: 'unknown',
          stage: 'failed',
          fault: { key: 'capture.fault.cutHeader', params: { offset: 12 } },
          capture: null,
        },
      ]),
    )
    const card = within(screen.getByRole('article'))
    expect(card.getByText(/ends at byte 12/, { selector: 'p' })).toBeTruthy()
    await userEvent.click(card.getByRole('button', { name: /Copy details/ }))
    expect(copied[0]).toContain('capture.fault.cutHeader')
  })
})

describe('the verdict', () => {
  it('ranks the cause first, and its numbers select what they count', async () => {
    const { store } = await drawWindow(<VerdictPanel />, { analysis: overflow(true) })
    const card = within(screen.getAllByRole('article')[0] as HTMLElement)
    expect(card.getByText('Accept queue overflow')).toBeTruthy()
    const [syns] = card.getAllByRole('button', { name: '7' })
    await userEvent.click(syns as HTMLElement)
    expect(store.getState().selectedPackets.size).toBe(7)
    expect([...store.getState().selected.rows]).toEqual([1])
  })

  it('gives commands to copy, for host and pod', async () => {
    const { copied } = await drawWindow(<VerdictPanel />, { analysis: overflow(true) })
    const card = within(screen.getAllByRole('article')[0] as HTMLElement)
    await userEvent.click(card.getByRole('button', { name: 'Pod' }))
    const last = card.getAllByRole('button', { name: 'Copy the command' }).at(-1)
    await userEvent.click(last as HTMLElement)
    expect(copied[0]).toContain('nsenter')
  })

  it('explains from the beginning, with a drawing of both queues', async () => {
    await drawWindow(<VerdictPanel />, { analysis: overflow(true) })
    await userEvent.click(screen.getAllByRole('button', { name: /Explain from the beginning/ })[0] as HTMLElement)
    expect(screen.getByRole('img', { name: /Accept queue/ })).toBeTruthy()
    expect(screen.getByText('ListenOverflows +7')).toBeTruthy()
  })

  it('says what counters would tell when there are none', async () => {
    await drawWindow(<VerdictPanel />, { analysis: overflow(false) })
    expect(screen.getByText('No counters yet')).toBeTruthy()
  })
})

describe('the counters', () => {
  it('show growth beside what the capture explains, and choose an interval', async () => {
    const { store } = await drawWindow(<CountersPanel />, { analysis: overflow(true) })
    const row = within(screen.getByRole('row', { name: /TcpExt\.ListenOverflows/ }))
    expect(row.getByText('+7')).toBeTruthy()
    await userEvent.click(row.getByRole('button', { name: 'TcpExt.ListenOverflows' }))
    expect(store.getState().chosenInterval).toMatchObject({ counter: 'TcpExt.ListenOverflows', from: 0, to: 1 })
  })
})

describe('the detail', () => {
  it('draws the ladder, options and facts of the focused handshake', async () => {
    const { store } = await drawWindow(<DetailPanel />, { analysis: prepared().analysis })
    act(() => store.getState().focus(4))
    const list = await screen.findByRole('list', { name: 'Packets of this handshake' })
    expect(within(list).getAllByRole('button').length).toBe(4)
    expect(within(list).getByText('no answer')).toBeTruthy()
    await userEvent.click(screen.getByRole('tab', { name: 'Options' }))
    expect(screen.getByRole('columnheader', { name: 'SYN-ACK' })).toBeTruthy()
    await userEvent.click(screen.getByRole('tab', { name: 'Facts' }))
    await waitFor(() => expect(screen.getAllByText(/probably 64 at the start, 0 hops away/).length).toBe(2))
  })

  it('says what to do when nothing is chosen', async () => {
    const { store } = await drawWindow(<DetailPanel />, { analysis: prepared().analysis })
    act(() => store.getState().clearSelection())
    expect(screen.getByText(/Choose a handshake/)).toBeTruthy()
  })
})
