// The list of files opened lately. The page sees names and random ids, main keeps the paths.
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import * as v from 'valibot'
import type { RecentFile } from '../../shared/host/host.ts'
import { displayName } from '../../shared/host/display-name.ts'
import { basename } from 'node:path'
import { JsonFile } from '../settings/json-file.ts'
import { isRemotePath } from './named-path.ts'
import { folderName } from './open-path.ts'

const MAX_RECENT = 20

const entrySchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_768)),
  size: v.number(),
  openedAt: v.number(),
})
const schema = v.object({ version: v.literal(1), files: v.array(entrySchema) })
type RecentEntry = v.InferOutput<typeof entrySchema>

export class RecentFiles {
  readonly #file: JsonFile<v.InferOutput<typeof schema>>

  constructor(path: string) {
    this.#file = new JsonFile(path, schema, { version: 1, files: [] })
  }

  /** Puts a file on top of the list. */
  note(path: string, size: number): Promise<void> {
    const before = this.#file.value.files
    const id = before.find((entry) => entry.path === path)?.id ?? randomBytes(9).toString('base64url')
    const rest = before.filter((entry) => entry.path !== path)
    return this.#set([{ id, path, size, openedAt: Date.now() }, ...rest].slice(0, MAX_RECENT))
  }

  /** For the page and the menu, newest first. Paths on other machines are not touched: `present` is null. */
  async list(): Promise<readonly RecentFile[]> {
    return Promise.all(
      this.#file.value.files.map(async ({ id, path, size, openedAt }) => ({
        id,
        name: displayName(basename(path)),
        folder: folderName(path),
        size,
        openedAt,
        present: isRemotePath(path) ? null : await isPresent(path),
      })),
    )
  }

  pathOf(id: string): string | null {
    return this.#file.value.files.find((entry) => entry.id === id)?.path ?? null
  }

  forget(id: string): Promise<void> {
    return this.#set(id === 'all' ? [] : this.#file.value.files.filter((entry) => entry.id !== id))
  }

  settled(): Promise<void> {
    return this.#file.settled()
  }

  #set(files: RecentEntry[]): Promise<void> {
    return this.#file.set({ version: 1, files })
  }
}

async function isPresent(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  )
}
