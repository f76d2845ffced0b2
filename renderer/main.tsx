// Entry of the window: connects the host and mounts the user interface.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectHost } from './host/connect-host.ts'

const root = document.getElementById('root')
if (root !== null) {
  const host = await connectHost()
  createRoot(root).render(
    <StrictMode>
      <h1>SynScope {host.start.version}</h1>
    </StrictMode>,
  )
}
