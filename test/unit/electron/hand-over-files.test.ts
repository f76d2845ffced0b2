// Files into the page's hidden input, against a stand-in for Electron's debugger connection.
import type { WebContents } from 'electron'
import { afterEach, expect, it, vi } from 'vitest'
import { handOverFiles } from '../../../electron/windows/hand-over-files.ts'

afterEach(() => vi.useRealTimers())

/** Answers every command at once, or, like Electron, none until it is detached. */
function contentsThat(answers: boolean): { contents: WebContents; sent: string[]; isAttached: () => boolean } {
  const sent: string[] = []
  let attached = false
  let fail: (() => void) | null = null
  const connection = {
    isAttached: () => attached,
    attach: () => (attached = true),
    detach: () => {
      attached = false
      fail?.()
    },
    sendCommand: (command: string) => {
      sent.push(command)
      if (answers) return Promise.resolve({ root: { nodeId: 1 }, nodeId: 2 })
      return new Promise((_, reject) => {
        fail = () => reject(new Error('target closed while handling command'))
      })
    },
  }
  return { contents: { debugger: connection } as unknown as WebContents, sent, isAttached: () => attached }
}

it('hands files over and lets go of the connection', async () => {
  const { contents, sent, isAttached } = contentsThat(true)
  expect(await handOverFiles(contents, ['/a.pcap'])).toBe(true)
  expect(sent.at(-1)).toBe('DOM.setFileInputFiles')
  expect(isAttached()).toBe(false)
})

it('gives up on a page that does not answer; the next files are not held up', async () => {
  vi.useFakeTimers()
  const silent = contentsThat(false)
  const first = handOverFiles(silent.contents, ['/a.pcap'])
  const second = handOverFiles(contentsThat(true).contents, ['/b.pcap'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(await first).toBe(false)
  expect(silent.isAttached()).toBe(false)
  expect(await second).toBe(true)
})
