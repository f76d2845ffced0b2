// The native menu as data, in both languages.
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { clampZoom, isRegistered, menuTemplate, type MenuContext } from '../../../electron/menus/menu-template.ts'
import { MENU_COMMANDS, type CommandState, type MenuCommand } from '../../../shared/host/menu-commands.ts'
import { DEFAULT_SETTINGS } from '../../../shared/host/settings.ts'
import { createTranslate, LANGUAGES } from '../../../shared/i18n/translate.ts'

type Item = MenuItemConstructorOptions

function context(some: Partial<MenuContext> = {}): MenuContext {
  return {
    translate: createTranslate('en'),
    isMac: false,
    devTools: false,
    settings: DEFAULT_SETTINGS,
    recent: [],
    commands: new Map(),
    run: vi.fn(),
    openRecent: vi.fn(),
    clearRecent: vi.fn(),
    changeSettings: vi.fn(),
    ...some,
  }
}

function allItems(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])])
}

const announce = (...states: CommandState[]): ReadonlyMap<MenuCommand, CommandState> =>
  new Map(states.map((state) => [state.id, state]))

describe('the menu', () => {
  it.each(LANGUAGES.flatMap((language) => [true, false].map((isMac) => [language, isMac] as const)))(
    'has a place and words for every command (%s, mac %s)',
    (language, isMac) => {
      const items = allItems(menuTemplate(context({ translate: createTranslate(language), isMac })))
      const ids = items.flatMap(({ id }) => (id === undefined ? [] : [id]))
      expect([...ids].sort()).toEqual([...MENU_COMMANDS].sort())
      for (const { label, type } of items) {
        if (type === 'separator') continue
        expect(label).toBeTruthy()
        // A key of the catalogue instead of words.
        expect(label).not.toMatch(/^menu\./)
        if (isMac) expect(label).not.toContain('&')
      }
    },
  )

  it('no two keys are the same', () => {
    const keys = allItems(menuTemplate(context())).flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('greys what the page cannot do now, and runs what it can', () => {
    const run = vi.fn()
    const items = allItems(
      menuTemplate(
        context({ run, commands: announce({ id: 'file.open', enabled: true }, { id: 'file.close', enabled: false }) }),
      ),
    )
    const item = (id: MenuCommand): Item => items.find((each) => each.id === id) ?? {}
    expect([item('file.open').enabled, item('file.close').enabled, item('go.time').enabled]).toEqual([
      true,
      false,
      false,
    ])
    ;(item('file.open').click as unknown as () => void)()
    expect(run).toHaveBeenCalledWith('file.open')
  })

  it('marks switches and choices', () => {
    const items = allItems(
      menuTemplate(
        context({
          settings: { ...DEFAULT_SETTINGS, theme: 'dark', language: 'zh-CN' },
          commands: announce({ id: 'view.maskAddresses', enabled: true, checked: true }),
        }),
      ),
    )
    const checked = items.filter((item) => item.checked).map(({ label }) => label)
    expect(checked).toEqual(['&Mask Addresses', '&Dark', '简体中文'])
  })

  it('lists recent files, greys those that are gone and shows ampersands as they are', () => {
    const base = { folder: 'case', size: 1, openedAt: 1 }
    const items = allItems(
      menuTemplate(
        context({
          recent: [
            { ...base, id: '1', name: 'a&b.pcap', present: true },
            { ...base, id: '2', name: 'c.pcap', present: false },
            { ...base, id: '3', name: 'd.pcap', present: null },
          ],
        }),
      ),
    )
    const recent = items.filter(({ label }) => label?.endsWith('— case'))
    expect(recent.map(({ label, enabled }) => [label, enabled])).toEqual([
      ['a&&b.pcap — case', true],
      ['c.pcap — case', false],
      ['d.pcap — case', true],
    ])
  })

  it('takes no plain letters away from text fields', () => {
    expect(['CmdOrCtrl+O', 'Alt+Left'].map(isRegistered)).toEqual([true, true])
    expect(['N', 'Shift+N', '0', 'Delete'].map(isRegistered)).toEqual([false, false, false, false])
  })

  it('zooms within bounds', () => {
    expect([clampZoom(1.1), clampZoom(9), clampZoom(0.1), clampZoom(1.21000001)]).toEqual([1.1, 3, 0.5, 1.21])
  })

  it('shows developer tools only where they are allowed', () => {
    const roles = (devTools: boolean) => allItems(menuTemplate(context({ devTools }))).map(({ role }) => role)
    expect(roles(true)).toContain('toggleDevTools')
    expect(roles(false)).not.toContain('toggleDevTools')
  })
})
