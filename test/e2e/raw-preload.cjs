// The opposite of ours, for security.desktop.spec.ts: lets the page say anything on any channel.
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('raw', (channel, ...args) => ipcRenderer.invoke(channel, ...args))
