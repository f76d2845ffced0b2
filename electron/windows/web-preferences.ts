// The settings of every page, all written out although most are Electron's defaults (anchors/security.md A1).
import type { WebPreferences } from 'electron'

/** Session of the window: on the disk only for code cache; nothing of a capture goes there. */
export const WINDOW_PARTITION = 'persist:synscope'

const BARRED: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  disableBlinkFeatures: 'Auxclick',
  // Its dictionaries come from the network.
  spellcheck: false,
  safeDialogs: true,
}

/** For the window of the user interface. */
export function windowPreferences(preload: string, devTools: boolean): WebPreferences {
  return { ...BARRED, preload, devTools, partition: WINDOW_PARTITION, backgroundThrottling: false }
}

/** For a hidden window that only draws a document: no preload, no script, a session in memory. */
export function documentPreferences(partition: string): WebPreferences {
  return { ...BARRED, javascript: false, devTools: false, images: true, partition }
}
