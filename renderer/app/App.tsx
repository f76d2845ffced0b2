// What is shown: the start page, what is being read, or the workspace; dialogs and messages on top.
import { useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { CommandContext } from '../commands/command.ts'
import { CommandContextOfWindow } from '../commands/command-context.ts'
import { ReadingPage } from '../features/start/ReadingPage.tsx'
import { FaultPage } from '../features/start/FaultPage.tsx'
import { StartPage } from '../features/start/StartPage.tsx'
import { TongueContext, settledLanguage, tongueOf } from '../i18n/language.ts'
import { WorkspaceContext, useWorkspace } from '../state/workspace-store.ts'
import { DialogHost } from './DialogHost.tsx'
import { DropOverlay } from './DropOverlay.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { HostContext } from './host-context.ts'
import { NoticeLine } from './NoticeLine.tsx'
import { listenToHost } from './listen-to-host.ts'
import { listenToKeys } from './listen-to-keys.ts'
import { Workspace } from './Workspace.tsx'

export function App({ context }: { readonly context: CommandContext }) {
  return (
    <WorkspaceContext value={context.store}>
      <HostContext value={context.host}>
        <CommandContextOfWindow value={context}>
          <Shell context={context} />
        </CommandContextOfWindow>
      </HostContext>
    </WorkspaceContext>
  )
}

function Shell({ context }: { readonly context: CommandContext }) {
  const wish = useWorkspace((state) => state.settings.language)
  const language = settledLanguage(wish, context.host.start.locale)
  const tongue = useMemo(() => tongueOf(language), [language])
  useEffect(() => listenToKeys(context), [context])
  useEffect(() => listenToHost(context), [context])
  return (
    <TongueContext value={tongue}>
      <I18nProvider locale={language}>
        <ErrorBoundary>
          <Page />
          <DialogHost />
          <DropOverlay />
          <NoticeLine />
        </ErrorBoundary>
      </I18nProvider>
    </TongueContext>
  )
}

function Page() {
  const loaded = useWorkspace((state) => state.loaded !== null)
  const reading = useWorkspace((state) => state.reading !== null)
  const anything = useWorkspace((state) => state.sources.length > 0)
  if (loaded) return <Workspace />
  if (reading) return <ReadingPage />
  return anything ? <FaultPage /> : <StartPage />
}
