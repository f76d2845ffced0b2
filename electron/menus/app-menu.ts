// Keeps the native menu in step with language, settings, recent files and what the page can do.
import { Menu } from 'electron'
import type { RecentFile } from '../../shared/host/host.ts'
import type { CommandState, MenuCommand } from '../../shared/host/menu-commands.ts'
import type { RecentFiles } from '../files/recent-files.ts'
import { menuTemplate, type MenuContext } from './menu-template.ts'

export interface AppMenuOptions {
  readonly recent: RecentFiles
  readonly base: () => Omit<MenuContext, 'commands' | 'recent'>
}

export class AppMenu {
  readonly #options: AppMenuOptions
  #commands: ReadonlyMap<MenuCommand, CommandState> = new Map()
  #recent: readonly RecentFile[] = []
  #isPlanned = false

  constructor(options: AppMenuOptions) {
    this.#options = options
    this.refreshRecent()
  }

  /** What the page can do now. */
  announce(states: readonly CommandState[]): void {
    this.#commands = new Map(states.map((state) => [state.id, state]))
    this.refresh()
  }

  /** Reads the list of recent files again. */
  refreshRecent(): void {
    void this.#options.recent.list().then((recent) => {
      this.#recent = recent
      this.refresh()
    })
  }

  /** Builds the menu anew, once for all changes of this moment. */
  refresh(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    setTimeout(() => {
      this.#isPlanned = false
      const context = { ...this.#options.base(), commands: this.#commands, recent: this.#recent }
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(context)))
    }, 20)
  }
}
