// The host inside Electron: everything goes through the frozen bridge of the preload script. Dropped files keep their File
// (the page reads the bytes itself); main only learns which file it is.
import type { Host, HostStart, LaunchRequest, OpenOutcome } from '../../shared/host/host.ts'
import type { FileLike } from '../../shared/host/source.ts'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import { handOver } from './handed-over-files.ts'
import { Listeners } from './listeners.ts'
import { openShippedSample, sampleNames } from './shipped-samples.ts'
import type { Settings } from '../../shared/host/settings.ts'

export async function connectDesktop(bridge: Bridge): Promise<Host> {
  const start: HostStart = await bridge.start()
  const settings = new Listeners<Settings>()
  bridge.onSettings((value) => settings.tell(value))

  const handedOver = handOver(document, bridge)
  const withFiles = async ({ files, sample }: LaunchRequest): Promise<LaunchRequest> => ({
    files: await handedOver(files),
    sample,
  })

  async function openDropped(files: readonly FileLike[]): Promise<readonly OpenOutcome[]> {
    const outcomes = await bridge.openDropped(files)
    return outcomes.map((outcome, index): OpenOutcome => {
      const file = files[index]
      if (outcome.kind === 'refused' || file === undefined) {
        return outcome.kind === 'refused' ? outcome : { kind: 'refused', name: '', reason: GONE }
      }
      const { id, folder } = outcome
      const name = outcome.name === '' ? file.name : outcome.name
      return { kind: 'opened', file: { id, name, folder, size: file.size, source: { kind: 'file', file } } }
    })
  }

  return {
    start,
    openDialog: async (kind) => handedOver(await bridge.openDialog(kind)),
    openDropped,
    takeLaunch: async () => withFiles(await bridge.takeLaunch()),
    onOpen: (listener) => bridge.onOpen((request) => void withFiles(request).then(listener)),
    openSample: openShippedSample,
    samples: sampleNames,
    openBeside: async (projectId, wanted) => handedOver(await bridge.openBeside(projectId, wanted)),
    stillSame: (id) => (id.startsWith('sample-') ? Promise.resolve(true) : bridge.stillSame(id)),
    release: async (id) => void (await bridge.release(id)),
    recent: () => bridge.recent(),
    openRecent: async (id) =>
      (await handedOver([await bridge.openRecent(id)]))[0] ?? { kind: 'refused', name: '', reason: GONE },
    forgetRecent: async (id) => void (await bridge.forgetRecent(id)),
    save: (request) => bridge.save(request),
    savePdf: (html, suggestedName) => bridge.savePdf(html, suggestedName),
    print: async (html) => void (await bridge.print(html)),
    reveal: async (id) => void (await bridge.reveal(id)),
    copyText: async (text) => void (await bridge.copyText(text)),
    copyHtml: async (html, text) => void (await bridge.copyHtml(html, text)),
    copyPng: async (png) => void (await bridge.copyPng(png)),
    changeSettings: (change) => bridge.changeSettings(change),
    onSettings: (listener) => settings.add(listener),
    setWindow: (state) => void bridge.setWindow(state),
    announceCommands: (states) => void bridge.announceCommands(states),
    onCommand: (listener) =>
      bridge.onCommand((command) => {
        if (!editsTextField(command)) listener(command)
      }),
    writeRecovery: async (text) => void (await bridge.writeRecovery(text)),
    takeRecovery: () => bridge.takeRecovery(),
    clearRecovery: async () => void (await bridge.clearRecovery()),
  }
}

const GONE = { key: 'host.refused.gone', params: {} } as const

/** Undo and redo in a text field mean the text, although the menu has the keys. */
function editsTextField(command: string): boolean {
  if (command !== 'edit.undo' && command !== 'edit.redo') return false
  const active = document.activeElement
  const isText =
    active instanceof HTMLTextAreaElement ||
    (active instanceof HTMLInputElement && /^(?:text|search|number|url|email|tel|password)$/.test(active.type))
  if (isText) document.execCommand(command === 'edit.undo' ? 'undo' : 'redo')
  return isText
}
