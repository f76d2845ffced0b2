// What is shown: the start page, what is being read, or the workspace; dialogs and messages on top.
import { Suspense, useEffect, useLayoutEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { CommandContext } from '../commands/command.ts'
import { CommandContextOfWindow } from '../commands/command-context.ts'
import { ReadingPage } from '../features/start/ReadingPage.tsx'
import { FaultPage } from '../features/start/FaultPage.tsx'
import { StartPage } from '../features/start/StartPage.tsx'
import { TongueContext, loadTongue, settledLanguage, useTongue } from '../i18n/language.ts'
import type { Tongue } from '../i18n/language.ts'
import { WorkspaceContext, useWorkspace } from '../state/workspace-store.ts'
import { afterPaint } from './after-paint.ts'
import { DialogHost } from './DialogHost.tsx'
import { DropOverlay } from './DropOverlay.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { HostContext } from './host-context.ts'
import { NoticeLine } from './NoticeLine.tsx'
import { keepNotesLater } from './keep-notes-later.ts'
import { listenToHost } from './listen-to-host.ts'
import { listenToKeys } from './listen-to-keys.ts'
import { prepareParts, Workspace } from './parts.ts'

export interface AppProps {
  readonly context: CommandContext
  /** The language to begin with; the words of the first page are enough. */
  readonly tongue: Tongue
}

export function App({ context, tongue }: AppProps) {
  return (
    <WorkspaceContext value={context.store}>
      <HostContext value={context.host}>
        <CommandContextOfWindow value={context}>
          <Shell context={context} tongue={tongue} />
        </CommandContextOfWindow>
      </HostContext>
    </WorkspaceContext>
  )
}

function Shell({ context, tongue: first }: AppProps) {
  const wish = useWorkspace((state) => state.settings.language)
  const language = settledLanguage(wish, context.host.start.locale)
  const [tongue, setTongue] = useState(first)
  useEffect(() => {
    let wanted = true
    void loadTongue(language).then((loaded) => {
      if (wanted) setTongue(loaded)
    })
    return () => {
      wanted = false
    }
  }, [language])
  // Before the first frame: whoever sees the window can use it.
  useLayoutEffect(() => listenToKeys(context), [context])
  useLayoutEffect(() => keepNotesLater(context), [context])
  useLayoutEffect(() => listenToHost(context), [context])
  return (
    <TongueContext value={tongue}>
      <I18nProvider locale={tongue.language}>
        <ErrorBoundary>
          <Page context={context} />
          {tongue.isWhole && <DialogHost />}
          <DropOverlay />
          {tongue.isWhole && <NoticeLine />}
        </ErrorBoundary>
      </I18nProvider>
    </TongueContext>
  )
}

function Page({ context }: { readonly context: CommandContext }) {
  const { isWhole } = useTongue()
  const loaded = useWorkspace((state) => state.loaded !== null)
  const reading = useWorkspace((state) => state.reading !== null)
  const anything = useWorkspace((state) => state.sources.length > 0)
  // Fetched while the start page is looked at, so that opening a file does not wait for it.
  useEffect(
    () =>
      afterPaint(() => {
        context.session.warm()
        void prepareParts()
      }),
    [context],
  )
  // Start page and reading page have their words from the beginning.
  if (loaded && isWhole) {
    return (
      <Suspense fallback={<ReadingPage />}>
        <Workspace />
      </Suspense>
    )
  }
  if (reading || loaded) return <ReadingPage />
  return anything && isWhole ? <FaultPage /> : <StartPage />
}
