// Values that occur in the data, for completion: listeners and ports first, most used first. Bounded work.
import { useMemo } from 'react'
import type { SeenValues } from '../../../shared/filter/filter-completion.ts'
import type { FilterField } from '../../../shared/filter/filter-fields.ts'
import { addressText } from '../../../shared/net/address.ts'
import { useWorkspace } from '../../state/workspace-store.ts'

const MOST = 40

export function useSeenValues(): SeenValues {
  const loaded = useWorkspace((state) => state.loaded)
  return useMemo(() => {
    if (loaded === null) return () => []
    const { listeners, addresses, captures, names } = loaded.analysis.packets
    const order = Array.from({ length: listeners.length }, (_, row) => row)
      .sort((a, b) => (listeners.handshakes[b] ?? 0) - (listeners.handshakes[a] ?? 0))
      .slice(0, MOST)
    const servers = unique(order.map((row) => addressText(addresses, listeners.address[row] ?? 0)))
    const ports = unique(order.map((row) => String(listeners.port[row] ?? 0)))
    const some = Array.from({ length: Math.min(MOST, addresses.length) }, (_, row) => addressText(addresses, row))
    const clients = some.filter((address) => !servers.includes(address))
    return (field: FilterField) => {
      switch (field.name) {
        case 'server':
          return servers
        case 'client':
          return clients
        case 'address':
          return unique([...servers, ...clients])
        case 'server.port':
        case 'port':
          return ports
        case 'capture':
          return captures.map((capture) => JSON.stringify(capture.path))
        case 'name':
          return [...names.values()].slice(0, MOST)
        case 'gap':
        case 'wait':
          return ['1s', '3s', '10s', '60s']
        case 'answer':
          return ['100ms', '500ms', '1s']
        case 'syns':
          return ['2', '3', '6']
        default:
          return []
      }
    }
  }, [loaded])
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
