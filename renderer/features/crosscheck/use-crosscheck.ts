// Runs the cross-check worker for one file at a time; ended when the dialog closes.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SourceDescriptor } from '../../../shared/host/source.ts'
import type { CrosscheckReply } from '../../workers/crosscheck-messages.ts'
import { startCrosscheckWorker } from '../../workers/start-crosscheck.ts'
import type { CrosscheckWorker } from '../../workers/start-crosscheck.ts'

export type CrosscheckState =
  | { readonly kind: 'idle' }
  | CrosscheckReply
  /** The worker ended on its own. */
  | { readonly kind: 'died'; readonly message: string }

export interface Crosscheck {
  readonly state: CrosscheckState
  readonly start: (source: SourceDescriptor) => void
  readonly stop: () => void
}

const IDLE: CrosscheckState = { kind: 'idle' }

export function useCrosscheck(): Crosscheck {
  const [state, setState] = useState<CrosscheckState>(IDLE)
  const worker = useRef<CrosscheckWorker | null>(null)
  const end = useCallback(() => {
    worker.current?.terminate()
    worker.current = null
  }, [])
  useEffect(() => end, [end])
  const stop = useCallback(() => {
    end()
    setState(IDLE)
  }, [end])
  const start = useCallback(
    (source: SourceDescriptor) => {
      end()
      const begun = startCrosscheckWorker()
      worker.current = begun
      setState({ kind: 'progress', reader: 'ours', bytesRead: 0, bytesTotal: 0 })
      begun.onmessage = ({ data }) => {
        if (worker.current !== begun) return
        setState(data)
        if (data.kind !== 'progress') end()
      }
      begun.onerror = (event) => {
        if (worker.current !== begun) return
        setState({ kind: 'died', message: event.message || 'worker' })
        end()
      }
      begun.postMessage({ source })
    },
    [end],
  )
  return { state, start, stop }
}
