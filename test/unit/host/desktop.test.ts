// @vitest-environment jsdom
// The host inside Electron, against a stand-in for the bridge.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { connectDesktop } from '../../../renderer/host/desktop.ts'
import type { LaunchRequest, OpenOutcome } from '../../../shared/host/host.ts'
import type { MenuCommand } from '../../../shared/host/menu-commands.ts'
import { HAND_OVER_INPUT, type Bridge } from '../../../shared/ipc/bridge.ts'

afterEach(() => vi.useRealTimers())

const opened = (id: string, size: number): OpenOutcome => ({
  kind: 'opened',
  file: {
    id,
    name: `${id}.pcap`,
    folder: 'case',
    size,
    source: { kind: 'url', url: `app://capture/${id}`, name: `${id}.pcap`, size, modified: null },
  },
})
const refused: OpenOutcome = {
  kind: 'refused',
  name: 'x',
  reason: { key: 'host.refused.missing', params: { name: 'x' } },
}

/** A bridge whose main hands over these files. */
function bridgeWith(outcomes: readonly OpenOutcome[], files: readonly File[] | null) {
  let onCommand: ((command: MenuCommand) => void) | null = null
  let onOpen: ((request: LaunchRequest) => void) | null = null
  const handOver = vi.fn((ids: readonly string[]) => {
    if (files === null || ids.length === 0) return Promise.resolve(false)
    const input = document.getElementById(HAND_OVER_INPUT)
    if (input === null) return Promise.resolve(false)
    Object.defineProperty(input, 'files', { value: files, configurable: true })
    setTimeout(() => input.dispatchEvent(new Event('change')))
    return Promise.resolve(true)
  })
  const bridge = {
    start: () => Promise.resolve({ host: 'desktop' }),
    onSettings: () => () => undefined,
    onOpen: (listener: typeof onOpen) => {
      onOpen = listener
      return () => undefined
    },
    onCommand: (listener: typeof onCommand) => {
      onCommand = listener
      return () => undefined
    },
    openDialog: () => Promise.resolve(outcomes),
    openDropped: () => Promise.resolve([{ kind: 'opened', id: 'd', name: '', folder: null }, refused]),
    takeLaunch: () => Promise.resolve({ files: outcomes, sample: null }),
    handOver,
  } as unknown as Bridge
  return {
    bridge,
    handOver,
    command: (command: MenuCommand) => onCommand?.(command),
    open: (request: LaunchRequest) => onOpen?.(request),
  }
}

const sourceOf = (outcome: OpenOutcome | undefined) => (outcome?.kind === 'opened' ? outcome.file.source : null)

describe('files that main opened', () => {
  it('come as Files of the page where they are the same', async () => {
    const files = [new File(['abc'], 'a.pcap'), new File(['has grown'], 'b.pcap')]
    const { bridge, handOver } = bridgeWith([opened('a', 3), refused, opened('b', 5)], files)
    const host = await connectDesktop(bridge)
    const outcomes = await host.openDialog('all')
    expect(handOver).toHaveBeenCalledExactlyOnceWith(['a', 'b'])
    expect(sourceOf(outcomes[0])).toMatchObject({ url: 'app://capture/a', file: files[0] })
    expect(outcomes[1]).toBe(refused)
    // Still being written: main's handle knows how long it was.
    expect(sourceOf(outcomes[2])).not.toHaveProperty('file')
    expect(document.getElementById(HAND_OVER_INPUT)).toBeNull()
  })

  it('keep their address where main cannot hand them over', async () => {
    const host = await connectDesktop(bridgeWith([opened('a', 3)], null).bridge)
    expect(sourceOf((await host.takeLaunch()).files[0])).toEqual(sourceOf(opened('a', 3)))
  })

  it('keep their address when main does not answer, and later ones are not held up', async () => {
    vi.useFakeTimers()
    const { bridge, handOver } = bridgeWith([opened('a', 3)], [new File(['abc'], 'a.pcap')])
    handOver.mockReturnValueOnce(new Promise<boolean>(() => undefined))
    const host = await connectDesktop(bridge)
    const [first, second] = [host.openDialog('all'), host.openDialog('all')]
    await vi.advanceTimersByTimeAsync(5000)
    expect(sourceOf((await first)[0])).toEqual(sourceOf(opened('a', 3)))
    expect(sourceOf((await second)[0])).toHaveProperty('file')
  })

  it('are handed over too when the system opens them later', async () => {
    const file = new File(['abc'], 'a.pcap')
    const { bridge, open } = bridgeWith([], [file])
    const host = await connectDesktop(bridge)
    const request = new Promise<LaunchRequest>((resolve) => host.onOpen(resolve))
    open({ files: [opened('a', 3)], sample: null })
    expect(sourceOf((await request).files[0])).toMatchObject({ file })
  })
})

it('dropped files keep their File and their own name where main knows none', async () => {
  const host = await connectDesktop(bridgeWith([], null).bridge)
  const [first, second] = await host.openDropped([new File(['abc'], 'pasted.png'), new File([], 'x')])
  expect(first).toMatchObject({
    kind: 'opened',
    file: { id: 'd', name: 'pasted.png', size: 3, source: { kind: 'file' } },
  })
  expect(second).toEqual(refused)
})

it('undo in a text field undoes the text, not a note', async () => {
  const { bridge, command } = bridgeWith([], null)
  const host = await connectDesktop(bridge)
  const commands: string[] = []
  host.onCommand((each) => commands.push(each))
  const execute = vi.fn(() => true)
  document.execCommand = execute
  const input = document.createElement('input')
  document.body.append(input)
  command('edit.undo')
  input.focus()
  command('edit.undo')
  command('file.open')
  expect(commands).toEqual(['edit.undo', 'file.open'])
  expect(execute).toHaveBeenCalledExactlyOnceWith('undo')
})
