// The page's side of electron/windows/hand-over-files.ts: a hidden input into which main puts Files for what it has opened.
import type { OpenOutcome } from '../../shared/host/host.ts'
import type { FileLike } from '../../shared/host/source.ts'
import { HAND_OVER_INPUT, type Bridge } from '../../shared/ipc/bridge.ts'

/** Main answers within HAND_OVER_LIMIT_MS of electron/windows, and the change event within a moment or never. */
const WAIT_MS = 2000

/** Adds Files to outcomes whose bytes would otherwise go through main; unchanged where that is not possible. */
export function handOver(
  document: Document,
  bridge: Pick<Bridge, 'handOver'>,
): (outcomes: readonly OpenOutcome[]) => Promise<readonly OpenOutcome[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.hidden = true
  input.id = HAND_OVER_INPUT
  let queue: Promise<unknown> = Promise.resolve()

  async function filesFor(ids: readonly string[]): Promise<readonly FileLike[]> {
    input.value = ''
    // React draws into its own element; the body is ours.
    document.body.append(input)
    const changed = new Promise<void>((resolve) => {
      input.addEventListener('change', () => resolve(), { once: true })
    })
    const tooLate = new Promise<false>((resolve) => setTimeout(() => resolve(false), WAIT_MS))
    try {
      if (!(await Promise.race([bridge.handOver(ids), tooLate]))) return []
      await Promise.race([changed, tooLate])
      return [...(input.files ?? [])]
    } catch {
      return []
    } finally {
      input.remove()
    }
  }

  return async (outcomes) => {
    const ids = outcomes.flatMap((each) => (each.kind === 'opened' ? [each.file.id] : []))
    if (ids.length === 0) return outcomes
    const turn = queue.then(() => filesFor(ids))
    queue = turn
    const files = [...(await turn)]
    if (files.length !== ids.length) return outcomes
    return outcomes.map((outcome) => (outcome.kind === 'opened' ? withFile(outcome, files.shift()) : outcome))
  }
}

type Opened = Extract<OpenOutcome, { kind: 'opened' }>

/** The size proves that both are the same file; a growing capture keeps its address. */
function withFile(outcome: Opened, file: FileLike | undefined): OpenOutcome {
  const { source } = outcome.file
  if (file === undefined || source.kind !== 'url' || file.size !== source.size) return outcome
  return { kind: 'opened', file: { ...outcome.file, source: { ...source, file } } }
}
