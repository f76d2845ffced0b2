// Shows the dialog that the store names: `name`, or `name:subject`.
import { Suspense } from 'react'
import { useWorkspace, useWorkspaceApi } from '../state/workspace-store.ts'
import { DIALOGS } from './dialogs.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'

export function DialogHost() {
  const store = useWorkspaceApi()
  const dialog = useWorkspace((state) => state.dialog)
  const [name = '', subject = null] = dialog?.split(':', 2) ?? []
  const Content = DIALOGS[name]
  if (!Content) return null
  return (
    <ErrorBoundary key={name}>
      <Suspense fallback={null}>
        <Content subject={subject} onClose={() => store.getState().openDialog(null)} />
      </Suspense>
    </ErrorBoundary>
  )
}
