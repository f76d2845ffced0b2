// The sandboxed preload script: puts the frozen bridge of shared/ipc/bridge.ts into the page and nothing else. Each verb is
// bound to its channel here; the page never sees a channel name, an event object or a path.
import { contextBridge, ipcRenderer } from 'electron'
import type { FileLike } from '../../shared/host/source.ts'
import { BRIDGE_NAME, type Bridge } from '../../shared/ipc/bridge.ts'
import { channelOf } from '../../shared/ipc/channels.ts'
import type { ArgsOf, IpcAnswer, IpcEvent, IpcEvents, IpcVerb, ReplyOf } from '../../shared/ipc/contract.ts'
import { pathOfFile } from '../host/electron-versions.ts'

function verb<V extends IpcVerb>(name: V): (...args: ArgsOf<V>) => Promise<ReplyOf<V>> {
  return async (...args) => {
    const answer = (await ipcRenderer.invoke(channelOf(name), ...args)) as IpcAnswer<V>
    if (!answer.ok) throw new Error(`${answer.failure.code}: ${answer.failure.message}`)
    return answer.value
  }
}

function listen<E extends IpcEvent>(name: E): (listener: (value: IpcEvents[E]) => void) => () => void {
  return (listener) => {
    const receive = (_event: unknown, value: IpcEvents[E]): void => listener(value)
    ipcRenderer.on(channelOf(name), receive)
    return () => {
      ipcRenderer.removeListener(channelOf(name), receive)
    }
  }
}

const dropped = verb('file:dropped')

const bridge: Bridge = {
  start: verb('window:start'),
  setWindow: verb('window:state'),
  announceCommands: verb('menu:announce'),
  openDialog: verb('file:openDialog'),
  openDropped: (files: readonly FileLike[]) => dropped(files.map(pathOfFile)),
  handOver: verb('file:handOver'),
  takeLaunch: verb('file:takeLaunch'),
  openBeside: verb('file:openBeside'),
  stillSame: verb('file:stillSame'),
  release: verb('file:release'),
  reveal: verb('file:reveal'),
  recent: verb('recent:list'),
  openRecent: verb('recent:open'),
  forgetRecent: verb('recent:forget'),
  save: verb('save:file'),
  savePdf: verb('save:pdf'),
  print: verb('print:html'),
  copyText: verb('clipboard:text'),
  copyHtml: verb('clipboard:html'),
  copyPng: verb('clipboard:png'),
  changeSettings: verb('settings:change'),
  writeRecovery: verb('recovery:write'),
  takeRecovery: verb('recovery:take'),
  clearRecovery: verb('recovery:clear'),
  onOpen: listen('event:open'),
  onCommand: listen('event:command'),
  onSettings: listen('event:settings'),
}

contextBridge.exposeInMainWorld(BRIDGE_NAME, Object.freeze(bridge))
