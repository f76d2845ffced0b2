// One file that holds unsaved work while the program runs. It is cleared on an orderly end; what is found at a start was
// left by a crash and is offered once.
import { mkdir, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeFileAtomically } from './write-file.ts'

const MAX_BYTES = 256 * 1024 * 1024

export class RecoverySlot {
  readonly #path: string
  #queue: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  write(text: string): Promise<void> {
    return this.#next(async () => {
      await mkdir(dirname(this.#path), { recursive: true })
      await writeFileAtomically(this.#path, text)
    })
  }

  /** The text a crashed run left, moved aside so that it is offered once. */
  take(): Promise<string | null> {
    return this.#next(async () => {
      const aside = `${this.#path}.offered`
      try {
        await rename(this.#path, aside)
        const text = await readFile(aside, 'utf8')
        return text.length > MAX_BYTES ? null : text
      } catch {
        return null
      }
    })
  }

  clear(): Promise<void> {
    return this.#next(async () => {
      await unlink(this.#path).catch(() => undefined)
    })
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => undefined)
    return result
  }
}
