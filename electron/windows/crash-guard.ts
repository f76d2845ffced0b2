// When the process behind the window ends unexpectedly, the notes are in the recovery slot: offer to load the window again.
import { dialog, type App, type BrowserWindow } from 'electron'
import type { Translate } from '../../shared/i18n/translate.ts'

export interface CrashGuardOptions {
  readonly app: App
  readonly window: BrowserWindow
  readonly translate: () => Translate
  readonly log: (line: string) => void
}

export function guardAgainstCrash({ app, window, translate, log }: CrashGuardOptions): void {
  app.on('child-process-gone', (_event, { type, reason }) => log(`process gone: ${type}, ${reason}`))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`process gone: window, ${reason}`)
    if (reason === 'clean-exit' || window.isDestroyed()) return
    void offerReload(reason)
  })

  async function offerReload(reason: string): Promise<void> {
    const say = translate()
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: say('menu.dialog.crashedTitle'),
      message: say('menu.dialog.crashed', { reason }),
      detail: say('menu.dialog.crashedDetail'),
      buttons: [say('menu.dialog.crashedReload'), say('menu.dialog.crashedQuit')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (response === 0) window.webContents.reload()
    else app.quit()
  }
}
