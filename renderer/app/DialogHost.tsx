// Shows the dialog that the store names.
import { Suspense } from 'react'
import { useWorkspace, useWorkspaceApi } from '../state/workspace-store.ts'
import { DIALOGS } from './dialogs.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'

export function DialogHost() {
  const store = useWorkspaceApi()
  const name = useWorkspace((state) => state.dialog)
  const Content = name === null ? undefined : DIALOGS[name]
  if (!Content) return null
  return (
    <ErrorBoundary key={name}>
      <Suspense fallback={null}>
        <Content onClose={() => store.getState().openDialog(null)} />
      </Suspense>
    </ErrorBoundary>
  )
}
