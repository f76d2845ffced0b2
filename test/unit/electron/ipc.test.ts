// The one door between page and main: who may knock, what may be said, and what comes back when something fails.
import { afterAll, describe, expect, it, vi } from 'vitest'

const handle = vi.hoisted(() => vi.fn())
vi.mock('electron', () => ({ ipcMain: { handle }, protocol: {} }))

import { answerVerb, handleVerbs, isTrustedSender, type Handlers } from '../../../electron/ipc/handle.ts'
import { IPC_VERBS } from '../../../shared/ipc/channels.ts'
import { ARGUMENT_SCHEMAS, LIMITS } from '../../../shared/ipc/schemas.ts'

const page = { senderFrame: { url: 'app://bundle/index.html', parent: null } }
const lines: string[] = []
const log = (line: string): void => void lines.push(line)

function handlers(some: Partial<Handlers>): Handlers {
  const nothing = Object.fromEntries(IPC_VERBS.map((verb) => [verb, () => null]))
  return { ...nothing, ...some } as Handlers
}

afterAll(() => vi.restoreAllMocks())

describe('isTrustedSender', () => {
  it.each([
    ['app://bundle/index.html', true],
    ['app://bundle/', true],
    ['app://bundle.evil/index.html', false],
    ['app://bundle@evil/index.html', false],
    ['app://capture/token', false],
    ['https://bundle/index.html', false],
    ['about:blank', false],
    ['', false],
  ])('%s', (url, trusted) => {
    expect(isTrustedSender({ senderFrame: { url, parent: null } })).toBe(trusted)
  })

  it('refuses frames inside the page and frames that are gone', () => {
    const parent = page.senderFrame as never
    expect(isTrustedSender({ senderFrame: { ...page.senderFrame, parent } })).toBe(false)
    expect(isTrustedSender({ senderFrame: null })).toBe(false)
  })
})

describe('answerVerb', () => {
  it('answers with the value', async () => {
    const answer = await answerVerb('file:stillSame', handlers({ 'file:stillSame': () => true }), page, ['token'], log)
    expect(answer).toEqual({ ok: true, value: true })
  })

  it('does not call the handler with wrong arguments', async () => {
    const open = vi.fn()
    const wrong: unknown[][] = [[], [1], ['../../etc/passwd'], ['a', 'b'], [{ toString: () => 'all' }]]
    for (const args of wrong) {
      const answer = await answerVerb('file:stillSame', handlers({ 'file:stillSame': open }), page, args, log)
      expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-arguments' } })
    }
    expect(open).not.toHaveBeenCalled()
  })

  it('refuses what is too large by its own name', async () => {
    const content = 'x'.repeat(LIMITS.name + 1)
    const answer = await answerVerb(
      'save:file',
      handlers({}),
      page,
      [{ kind: 'text', suggestedName: content, content: '' }],
      log,
    )
    expect(answer).toMatchObject({ ok: false, failure: { code: 'too-large' } })
  })

  it('says nothing of the inside when a handler fails', async () => {
    const fail = (): never => {
      throw new Error('ENOENT: no such file, open /home/someone/secret.pcap')
    }
    const answer = await answerVerb('file:stillSame', handlers({ 'file:stillSame': fail }), page, ['token'], log)
    expect(answer).toEqual({ ok: false, failure: { code: 'failed', message: 'file:stillSame failed' } })
    expect(lines.join('\n')).not.toContain('secret')
  })

  it('refuses other senders before looking at what they say', async () => {
    const sender = { senderFrame: { url: 'https://example.org/', parent: null } }
    expect(await answerVerb('recent:list', handlers({}), sender, [], log)).toMatchObject({
      ok: false,
      failure: { code: 'not-allowed' },
    })
  })
})

it('every verb of the contract has a channel, a schema and is registered once', () => {
  handleVerbs(handlers({}), log)
  const channels = handle.mock.calls.map(([channel]) => channel as string)
  expect(channels).toEqual(IPC_VERBS.map((verb) => `synscope:${verb}`))
  expect(Object.keys(ARGUMENT_SCHEMAS).sort()).toEqual([...IPC_VERBS].sort())
})
