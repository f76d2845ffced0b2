// Entry of the window: connects the host, restores settings, mounts the user interface.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { applyAppearance } from './app/apply-appearance.ts'
import { rememberSettings } from './app/remember-settings.ts'
import { Session } from './app/session.ts'
import { firstTongue, loadTongue, settledLanguage } from './i18n/language.ts'
import { connectHost } from './host/connect-host.ts'
import { arrangeRows } from './state/arrange-rows.ts'
import { createWorkspaceStore } from './state/workspace-store.ts'
import './styles/tokens.css'
import './styles/base.css'
import { startAnalysisWorker } from './workers/start-worker.ts'

const root = document.getElementById('root')
if (root !== null) {
  const host = await connectHost()
  const store = createWorkspaceStore()
  rememberSettings(store, host)
  applyAppearance(store, host)
  arrangeRows(store, (wish) => loadTongue(settledLanguage(wish, host.start.locale)))
  const session = new Session(host, store, startAnalysisWorker)
  const tongue = firstTongue(settledLanguage(store.getState().settings.language, host.start.locale))
  createRoot(root).render(
    <StrictMode>
      <App context={{ host, store, session }} tongue={tongue} />
    </StrictMode>,
  )
}
