// @vitest-environment jsdom
// The workspace is drawn in steps: verdict and rows with the first frame, every other room behind a painted one.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Workspace } from '../../renderer/app/Workspace.tsx'
import { overflowSample } from '../helpers/figure-sample.ts'
import { drawWindow } from '../helpers/draw-window.tsx'

// jsdom has no canvas; what counts here is when the room is filled.
vi.mock('../../renderer/app/timeline-part.ts', () => ({ Timeline: () => <section aria-label="Timeline" /> }))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Frames of the test: none is painted before it is asked for. */
function heldFrames(): () => Promise<void> {
  let waiting: FrameRequestCallback[] = []
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => waiting.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  return () =>
    act(async () => {
      const due = waiting
      waiting = []
      for (const run of due) run(performance.now())
      await new Promise((resolve) => setTimeout(resolve, 20))
    })
}

it('shows verdict and rows first, then the timeline, then the rooms beside them', async () => {
  const paint = heldFrames()
  await drawWindow(<Workspace />, { analysis: overflowSample() })
  const room = (name: string): HTMLElement | null => screen.queryByRole('region', { name })
  const side = (): HTMLElement | null => screen.queryByRole('complementary', { name: 'Findings, counters, files' })
  expect(screen.getByRole('grid')).toBeTruthy()
  expect(room('Timeline')).toBeNull()
  expect(room('Handshake')).toBeNull()
  expect(side()).toBeNull()

  await paint()
  expect(room('Timeline')).not.toBeNull()
  expect(room('Handshake')).toBeNull()

  await paint()
  expect(room('Handshake')).not.toBeNull()
  expect(side()).not.toBeNull()
})

it('is drawn whole in a window that nobody sees, which paints no frames', async () => {
  heldFrames()
  await drawWindow(<Workspace />, { analysis: overflowSample() })
  expect(await screen.findByRole('region', { name: 'Handshake' }, { timeout: 5000 })).toBeTruthy()
})
