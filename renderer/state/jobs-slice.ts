// What is going on in the worker, and what went wrong there.
import type { StateCreator } from 'zustand'
import type { WorkspaceState } from './workspace-store.ts'

export interface ReadingJob {
  readonly source: string
  readonly bytesRead: number
  /** Null when the size is unknown. */
  readonly bytesTotal: number | null
  readonly packets: number
  /** performance.now() when it began. */
  readonly startedAt: number
}

/** The worker ended on its own; everything shown before is still there. */
export interface WorkerFailure {
  readonly message: string
}

export interface JobsSlice {
  readonly reading: ReadingJob | null
  readonly workerFailure: WorkerFailure | null
  setReading: (job: ReadingJob | null) => void
  setWorkerFailure: (failure: WorkerFailure | null) => void
}

export const createJobsSlice: StateCreator<WorkspaceState, [], [], JobsSlice> = (set) => ({
  reading: null,
  workerFailure: null,
  setReading: (reading) => set({ reading }),
  setWorkerFailure: (workerFailure) => set({ workerFailure }),
})
