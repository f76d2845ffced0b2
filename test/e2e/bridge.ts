// What specs of the desktop need of the page and of main beside the user interface.
import type { Page } from '@playwright/test'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import { askMain } from './electron-program.ts'
import type { ElectronProgram } from './electron-program.ts'

/** For functions that run in the page: `(window as unknown as WithBridge).synscope`. */
export interface WithBridge {
  readonly synscope: Bridge
}

/** The next native message box answers with this button; what it said comes back. */
export async function answerMessageBox({ app }: ElectronProgram, response: number): Promise<() => Promise<string[]>> {
  await askMain(() =>
    app.evaluate(({ dialog }, button) => {
      const state = globalThis as { boxes?: string[] }
      state.boxes = []
      dialog.showMessageBox = (...args: unknown[]) => {
        const options = args[args.length - 1] as { message: string; detail?: string }
        state.boxes?.push(`${options.message} ${options.detail ?? ''}`)
        return Promise.resolve({ response: button, checkboxChecked: false })
      }
    }, response),
  )
  return () => askMain(() => app.evaluate(() => (globalThis as { boxes?: string[] }).boxes ?? []))
}

/** Opens files as the dialog would, through the bridge, and answers with the addresses of their bytes. */
export async function openThroughBridge(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const outcomes = await (window as unknown as WithBridge).synscope.openDialog('all')
    return outcomes.map((each) =>
      each.kind === 'opened' && each.file.source.kind === 'url' ? each.file.source.url : '',
    )
  })
}
