// @vitest-environment jsdom
// Notes that a crash left: they are opened again, saved or discarded, and nothing else loses them.
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useCommandContext } from '../../renderer/commands/command-context.ts'
import { keepNotes } from '../../renderer/features/work/autosave.ts'
import LeaveNotesDialog from '../../renderer/features/work/LeaveNotesDialog.tsx'
import UnsavedNotesDialog from '../../renderer/features/work/UnsavedNotesDialog.tsx'
import { useWorkspace } from '../../renderer/state/workspace-store.ts'
import { suggestNotes } from '../../shared/annotation/suggest-notes.ts'
import { base64 } from '../../shared/figure/figure-markup.ts'
import { readProject, writeProject } from '../../shared/project/project-file.ts'
import type { Work } from '../../shared/project/work.ts'
import { drawWindow, type Drawn } from '../helpers/draw-window.tsx'
import { prepared } from '../helpers/filter-subject.ts'
import { sampleWork } from '../helpers/work-sample.ts'

afterEach(cleanup)

function Dialogs() {
  const context = useCommandContext()
  const { store } = context
  useEffect(() => keepNotes(context), [context])
  const dialog = useWorkspace((state) => state.dialog)
  const close = (): void => store.getState().openDialog(null)
  if (dialog === 'unsaved-notes') return <UnsavedNotesDialog onClose={close} />
  return dialog === 'leave-notes' ? <LeaveNotesDialog onClose={close} /> : null
}

interface AfterCrash extends Drawn {
  /** The recovery slot. */
  readonly slot: () => Work | null
}

async function afterCrash(work: Work): Promise<AfterCrash> {
  let slot: string | null = base64(writeProject(work))
  const drawn = await drawWindow(<Dialogs />, {
    host: {
      takeRecovery: () => {
        const text = slot
        slot = null
        return Promise.resolve(text)
      },
      writeRecovery: (text) => {
        slot = text
        return Promise.resolve()
      },
      clearRecovery: () => {
        slot = null
        return Promise.resolve()
      },
      save: () => Promise.resolve({ kind: 'saved', id: '1', name: 'a.synscope' }),
    },
  })
  await screen.findByRole('dialog')
  return { ...drawn, slot: () => (slot === null ? null : readProject(Buffer.from(slot, 'base64'))) }
}

describe('notes that a crash left', () => {
  it('are there again and kept for the next crash', async () => {
    const work = sampleWork()
    const { store, slot } = await afterCrash(work)
    await userEvent.click(screen.getByRole('button', { name: 'Open again' }))
    await vi.waitFor(() => expect(store.getState().noteHistory.notes.size).toBe(work.notes.length))
    await vi.waitFor(() => expect(slot()?.notes).toHaveLength(work.notes.length), { timeout: 5000 })
  })

  it('are offered again when the user stays with other notes', async () => {
    const { store } = await afterCrash(sampleWork())
    const { analysis, columns } = prepared()
    act(() => {
      store.getState().takeAnalysis(analysis, columns, false)
      const [note] = suggestNotes(analysis, [''])
      if (note !== undefined) store.getState().editNotes({ kind: 'add', note, before: null })
    })
    await userEvent.click(screen.getByRole('button', { name: 'Open again' }))
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByText(/ended unexpectedly/)).toBeTruthy()
    expect(store.getState().noteHistory.notes.size).toBe(1)
  })

  it('without packets are not opened but saved, as nothing could show them', async () => {
    await afterCrash({ ...sampleWork(), packets: null })
    expect(screen.queryByRole('button', { name: 'Open again' })).toBeNull()
    expect(screen.getByText(/folder of the captures/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Save as…' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
