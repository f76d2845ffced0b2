// @vitest-environment jsdom
// While addresses are masked, no file, tunnel or interface is named anywhere either.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { windowState } from '../../renderer/app/listen-to-host.ts'
import { FactsList } from '../../renderer/features/detail/FactsList.tsx'
import { HostFacts } from '../../renderer/features/counters/HostFacts.tsx'
import { CounterFacts } from '../../renderer/features/files/SourceCardView.tsx'
import FrameDialog from '../../renderer/features/palette/FrameDialog.tsx'
import { copyRows, exportRows } from '../../renderer/features/table/export-rows.ts'
import { PairBar } from '../../renderer/features/timeline/PairBar.tsx'
import LeaveNotesDialog from '../../renderer/features/work/LeaveNotesDialog.tsx'
import { loadTongue } from '../../renderer/i18n/language.ts'
import { useLoaded } from '../../renderer/state/use-analysis.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { readCounterTexts } from '../../shared/counters/read-counter-texts.ts'
import type { SaveRequest } from '../../shared/host/host.ts'
import { drawWindow } from '../helpers/draw-window.tsx'
import { prepared } from '../helpers/filter-subject.ts'

afterEach(cleanup)

/** Names that must not be seen. */
const NAMED = /billing-host|GRE 10\.9/

function pair(): Analysis {
  const { analysis } = prepared()
  const { captures, packets } = analysis.packets
  const [first] = captures
  if (first === undefined) throw new Error('no capture')
  const named = { ...first, path: 'billing-host.capital.pcap' }
  return {
    ...analysis,
    packets: {
      ...analysis.packets,
      captures: [named, { ...named, path: 'billing-host-2.pcap' }],
      packets: { ...packets, path: packets.path.map(() => 1) },
      paths: ['', 'GRE 10.9.0.1 → 10.9.0.2'],
    },
  }
}

function Everything() {
  const loaded = useLoaded()
  return (
    <>
      <FactsList handshake={1} />
      <PairBar loaded={loaded} adjustable={[1]} seconds={[]} onSeconds={() => undefined} />
      <FrameDialog onClose={() => undefined} />
      <LeaveNotesDialog onClose={() => undefined} />
    </>
  )
}

it.each([true, false])('facts, clocks and the list of files, masked: %s', async (masked) => {
  const { store } = await drawWindow(<Everything />, { analysis: pair() })
  act(() => {
    const [name = ''] = pair().packets.captures.map((capture) => capture.path)
    const card = { id: '1', name, size: 1, stage: 'read', role: 'capture', capture: 0, fault: null } as const
    store.getState().setSources([card])
    store.getState().changeSettings({ maskAddresses: masked })
  })
  await screen.findByText(masked ? 'capture-1' : 'billing-host.capital.pcap', { selector: 'option' })
  if (masked) expect(document.body.textContent).not.toMatch(NAMED)
  else expect(document.body.textContent?.match(/billing-host|GRE 10\.9/g)).toHaveLength(6)
  expect(windowState(store.getState())).toContain(
    masked ? '"title":"capture-1"' : '"title":"billing-host.capital.pcap"',
  )
})

it.each([true, false])('messages, settings and unread lines of counter texts, masked: %s', async (masked) => {
  const text = [
    'Nov 22 10:21:16 billing-host kernel: TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.',
    'kernel.hostname = billing-host',
    'billing-host is not a counter',
  ].join('\n')
  const counters = readCounterTexts([{ name: 'netstat.txt', bytes: new TextEncoder().encode(text), modified: null }])
  const drawn = await drawWindow(
    <>
      <HostFacts />
      <CounterFacts name="netstat.txt" />
    </>,
    { analysis: { ...prepared().analysis, counters } },
  )
  act(() => drawn.store.getState().changeSettings({ maskAddresses: masked }))
  const said = document.body.textContent ?? ''
  expect(said).toContain('Possible SYN flooding')
  expect(said.match(/billing-host/g) ?? []).toHaveLength(masked ? 0 : 3)
})

it('a listener on IPv6 is the same one in queues and table', async () => {
  const text =
    'State  Recv-Q Send-Q Local Address:Port  Peer Address:Port\nLISTEN 0      128    [fd00::9]:8080      [::]:*\n'
  const counters = readCounterTexts([{ name: 'ss.txt', bytes: new TextEncoder().encode(text), modified: null }])
  const drawn = await drawWindow(<HostFacts />, { analysis: { ...prepared().analysis, counters } })
  const shown = (): string | null => screen.getAllByRole('rowheader')[0]?.textContent ?? null
  expect(shown()).toBe('[fd00::9]:8080')
  act(() => drawn.store.getState().changeSettings({ maskAddresses: true }))
  expect(shown()).toMatch(/^server-[\w.]+:8080$/)
})

it.each([true, false])('rows that are copied or saved, and the name of the file, masked: %s', async (masked) => {
  await loadTongue('en')
  const saved: SaveRequest[] = []
  const drawn = await drawWindow(<></>, {
    analysis: pair(),
    host: {
      save: (request) => {
        saved.push(request)
        return Promise.resolve({ kind: 'cancelled' })
      },
    },
  })
  drawn.store.getState().changeSettings({ maskAddresses: masked, tableColumns: ['capture'] })
  await copyRows(drawn)
  await exportRows(drawn, 'csv')
  expect(saved[0]?.suggestedName).toBe(`${masked ? 'capture' : 'billing-host.capital'}_handshakes.csv`)
  for (const text of [drawn.copied[0], new TextDecoder().decode(saved[0]?.content as Uint8Array)]) {
    if (masked) expect(text).not.toMatch(NAMED)
    else expect(text).toMatch(NAMED)
  }
})
