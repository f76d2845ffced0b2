// Draws parts of the window in jsdom, with a host, a worker and a store of the test. What jsdom lacks is filled in here.
import { act, render } from '@testing-library/react'
import type { RenderResult } from '@testing-library/react'
import type { ReactElement } from 'react'
import { HostContext } from '../../renderer/app/host-context.ts'
import { Session } from '../../renderer/app/session.ts'
import type { CommandContext } from '../../renderer/commands/command.ts'
import { CommandContextOfWindow } from '../../renderer/commands/command-context.ts'
import { TongueContext, firstTongue, makeTongue } from '../../renderer/i18n/language.ts'
import { arrangeRows } from '../../renderer/state/arrange-rows.ts'
import { WorkspaceContext, createWorkspaceStore } from '../../renderer/state/workspace-store.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { handshakeColumns } from '../../shared/analysis/handshake-columns.ts'
import type { Host } from '../../shared/host/host.ts'
import { DEFAULT_SETTINGS } from '../../shared/host/settings.ts'
import { createTranslate } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/i18n/translate.ts'
import { timeAxis } from '../../shared/timeline/moment.ts'

class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver ??= NoResize
globalThis.requestIdleCallback ??= (run) =>
  setTimeout(() => run({ didTimeout: false, timeRemaining: () => 1 }), 0) as unknown as number
globalThis.cancelIdleCallback ??= (handle: number) => {
  clearTimeout(handle)
}
if (!('scrollIntoView' in Element.prototype)) {
  Object.defineProperty(Element.prototype, 'scrollIntoView', { configurable: true, value: () => undefined })
}
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS
// jsdom lays nothing out; views that draw what fits are given room.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 })

export interface Drawn extends RenderResult, CommandContext {
  /** What was copied, in order. */
  readonly copied: string[]
}

export interface DrawWish {
  readonly analysis?: Analysis
  readonly language?: Language
  readonly host?: Partial<Host>
  /** Only the words of the first page are there. */
  readonly firstWords?: boolean
}

/** A host that opens nothing, and notes what is copied. */
export function playedHost(copied: string[], wish: Partial<Host> = {}): Host {
  const nothing = (): Promise<readonly never[]> => Promise.resolve([])
  return {
    start: {
      host: 'browser',
      platform: 'linux',
      version: '0.0.0',
      locale: 'en-US',
      settings: DEFAULT_SETTINGS,
      can: {
        recent: false,
        saveAgain: false,
        pdf: false,
        print: false,
        recovery: false,
        nativeMenu: false,
        reveal: false,
        openBeside: false,
      },
    },
    openDialog: nothing,
    openDropped: nothing,
    takeLaunch: () => Promise.resolve({ files: [], sample: null }),
    samples: nothing,
    recent: nothing,
    release: () => Promise.resolve(),
    copyText: (text: string) => {
      copied.push(text)
      return Promise.resolve()
    },
    ...wish,
  } as Host
}

export async function drawWindow(
  part: ReactElement,
  { analysis, language = 'en', host, firstWords = false }: DrawWish = {},
): Promise<Drawn> {
  const copied: string[] = []
  const store = createWorkspaceStore()
  const played = playedHost(copied, host)
  const session = new Session(played, store, () => {
    throw new Error('this test starts no worker')
  })
  const context = { store, host: played, session }
  arrangeRows(store)
  if (analysis) {
    const axis = timeAxis(analysis.packets, analysis.counters)
    store.getState().takeAnalysis(analysis, handshakeColumns(analysis.packets, axis), false)
  }
  const tongue = firstWords ? firstTongue(language) : makeTongue(language, createTranslate(language))
  const drawn = render(
    <WorkspaceContext value={store}>
      <HostContext value={played}>
        <CommandContextOfWindow value={context}>
          <TongueContext value={tongue}>{part}</TongueContext>
        </CommandContextOfWindow>
      </HostContext>
    </WorkspaceContext>,
  )
  // Rows are arranged in slices behind the first drawing.
  await act(() => new Promise((resolve) => setTimeout(resolve, 5)))
  return { ...drawn, ...context, copied }
}
