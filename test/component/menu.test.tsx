// @vitest-environment jsdom
// A menu under a button: the menu is fetched when it is first wanted; keyboard and focus are as in native ones.
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { SunMoon } from 'lucide-react'
import { afterEach, expect, it, vi } from 'vitest'
import { Button, IconButton } from '../../renderer/components/Button.tsx'
import { MenuButton } from '../../renderer/components/Menu.tsx'
import { drawWindow } from '../helpers/draw-window.tsx'

afterEach(cleanup)

const entries = (run: (id: string) => void) =>
  ['light', 'dark', 'contrast'].map((id) => ({ id, label: `Theme ${id}`, run: () => run(id) }))

it('opens with the pointer, runs the chosen entry and gives the focus back', async () => {
  const run = vi.fn()
  await drawWindow(
    <MenuButton label="Theme" groups={[{ id: 'theme', entries: entries(run) }]}>
      <IconButton icon={SunMoon} label="Theme" />
    </MenuButton>,
  )
  const button = screen.getByRole('button', { name: 'Theme' })
  expect(button.getAttribute('aria-haspopup')).toBe('menu')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(button)
  expect(await screen.findByRole('menu', { name: 'Theme' })).toBeTruthy()
  expect(button.getAttribute('aria-expanded')).toBe('true')
  await userEvent.click(screen.getByRole('menuitem', { name: 'Theme dark' }))
  expect(run.mock.calls).toEqual([['dark']])
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(button))
  expect(button.getAttribute('aria-expanded')).toBe('false')
})

it.each([
  ['{ArrowDown}', 'Theme light'],
  ['{ArrowUp}', 'Theme contrast'],
  ['{Enter}', 'Theme light'],
  [' ', 'Theme light'],
])('opens with the key %s on its entry %s, and Escape leaves it', async (key, focused) => {
  const run = vi.fn()
  await drawWindow(
    <MenuButton label="Theme" groups={[{ id: 'theme', entries: entries(run) }]}>
      <Button>Theme</Button>
    </MenuButton>,
  )
  await userEvent.tab()
  const button = screen.getByRole('button', { name: 'Theme' })
  expect(document.activeElement).toBe(button)
  await userEvent.keyboard(key)
  await waitFor(() => expect(document.activeElement?.textContent).toBe(focused))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(button))
  expect(run).not.toHaveBeenCalled()
})
