// No entry of the native menu is dead: the page has a command for each.
import { expect, it } from 'vitest'
import { ALL_COMMANDS } from '../../../renderer/commands/all-commands.ts'
import { MENU_COMMANDS } from '../../../shared/host/menu-commands.ts'

it('every command of the native menu is there, with the words of the menu, and none is there twice', () => {
  const ids = ALL_COMMANDS.map((command) => command.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of MENU_COMMANDS) {
    expect(
      ALL_COMMANDS.find((command) => command.id === id),
      id,
    ).toMatchObject({ title: `menu.${id}` })
  }
})

it('no shortcut belongs to two commands', () => {
  const keys = ALL_COMMANDS.flatMap((command) => command.shortcuts ?? []).map((key) => key.toLowerCase())
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})
