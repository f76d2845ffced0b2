// Closing with unsaved notes asks once: save, close without saving, or stay. Saving is the page's work: main asks for
// `project.save` and closes when the page says that nothing is unsaved any more.
import { dialog, type BrowserWindow } from 'electron'
import type { Translate } from '../../shared/i18n/translate.ts'

export interface CloseGuard {
  /** The page says whether there is unsaved work. */
  setEdited(edited: boolean): void
}

export interface CloseGuardOptions {
  readonly window: BrowserWindow
  readonly translate: () => Translate
  readonly askPageToSave: () => void
  /** The user decided to lose the notes: the recovery slot is cleared. */
  readonly onDiscard: () => Promise<void>
}

export function guardClosing({ window, translate, askPageToSave, onDiscard }: CloseGuardOptions): CloseGuard {
  let edited = false
  let mayClose = false
  let closeWhenSaved = false

  window.on('close', (event) => {
    if (!edited || mayClose || window.webContents.isCrashed()) return
    event.preventDefault()
    void ask()
  })

  async function ask(): Promise<void> {
    const say = translate()
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: say('menu.dialog.unsavedTitle'),
      message: say('menu.dialog.unsaved'),
      detail: say('menu.dialog.unsavedDetail'),
      buttons: [say('menu.dialog.unsavedSave'), say('menu.dialog.unsavedDiscard'), say('menu.dialog.cancel')],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    if (response === 0) {
      closeWhenSaved = true
      askPageToSave()
    } else if (response === 1) {
      await onDiscard()
      mayClose = true
      window.close()
    } else {
      closeWhenSaved = false
    }
  }

  return {
    setEdited(now) {
      edited = now
      if (!now && closeWhenSaved) window.close()
      if (now) closeWhenSaved = false
    },
  }
}
