// @vitest-environment jsdom
// Notes have the colours of the theme that is drawn, whoever chose it.
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useNotePalette } from '../../renderer/features/notes/use-note-palette.ts'
import { DARK_NOTES, LIGHT_NOTES } from '../../shared/annotation/note-palette.ts'

afterEach(() => {
  cleanup()
  delete document.documentElement.dataset['theme']
})

function Palette() {
  const palette = useNotePalette()
  return <p role="status">{palette === LIGHT_NOTES ? 'light' : palette === DARK_NOTES ? 'dark' : ''}</p>
}

it('follows the theme of the root element, high contrast of the system included', async () => {
  document.documentElement.dataset['theme'] = 'contrast'
  render(<Palette />)
  expect(screen.getByRole('status').textContent).toBe('dark')
  for (const theme of ['light', 'dark'] as const) {
    await act(async () => {
      document.documentElement.dataset['theme'] = theme
      await Promise.resolve()
    })
    expect(screen.getByRole('status').textContent).toBe(theme)
  }
})
