// The host of this window, by context: components ask it to copy, save and open, and know nothing else of it.
import { createContext, useContext } from 'react'
import type { Host } from '../../shared/host/host.ts'

export const HostContext = createContext<Host | null>(null)

export function useHost(): Host {
  const host = useContext(HostContext)
  if (host === null) throw new Error('a component that needs the host was drawn outside of HostContext')
  return host
}
