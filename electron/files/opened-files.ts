// Everything the user has opened in this session: paths in, tokens out. Knows the shelf (which holds the files), the
// recent list and the rules for paths that somebody else named; shows no dialog itself.
import { randomBytes } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { OpenedFile, OpenOutcome, WantedFile } from '../../shared/host/host.ts'
import { displayName } from '../../shared/host/display-name.ts'
import type { DroppedOutcome } from '../../shared/ipc/contract.ts'
import type { CaptureShelf, ShelvedFile } from '../protocol/capture-shelf.ts'
import { hasKnownEnding, isRemotePath } from './named-path.ts'
import { folderName, openPath } from './open-path.ts'
import type { RecentFiles } from './recent-files.ts'

/** More neighbours than this in one folder are not looked at. */
const MAX_NEIGHBOURS = 10_000

export interface OpenedFilesOptions {
  readonly shelf: CaptureShelf
  readonly recent: RecentFiles | null
  /** Address that a token answers to. */
  readonly urlOf: (token: string) => string
  /** Asks the user before a path on another machine is touched; false refuses it. */
  readonly mayTouch: (path: string) => Promise<boolean>
  readonly isRecentKept: () => boolean
  /** Tells the system of a file, for its own list of recent documents. */
  readonly onNoted?: (path: string) => void
}

export class OpenedFiles {
  readonly #options: OpenedFilesOptions
  /** Tokens of written files by path: saving again and again does not fill the shelf. */
  readonly #written = new Map<string, string>()

  constructor(options: OpenedFilesOptions) {
    this.#options = options
  }

  /** A path that came out of our own dialog. */
  async openChosen(path: string): Promise<OpenOutcome> {
    const opened = await openPath(path)
    if (opened.kind === 'refused') return opened
    const shelved = this.#options.shelf.add(opened.file)
    await this.#note(shelved)
    return { kind: 'opened', file: this.#describe(shelved) }
  }

  /** A path that the system, a command line or the recent list named. */
  async openNamed(path: string): Promise<OpenOutcome> {
    const name = displayName(basename(path))
    if (isRemotePath(path) && !(await this.#options.mayTouch(path))) {
      return { kind: 'refused', name, reason: { key: 'host.refused.declined', params: { name } } }
    }
    if (!hasKnownEnding(path)) {
      return { kind: 'refused', name, reason: { key: 'host.refused.unknownEnding', params: { name } } }
    }
    return this.openChosen(path)
  }

  /** A dropped file: the page reads the bytes by itself; main remembers which file it is. '' = none on any disk. */
  async noteDropped(path: string): Promise<DroppedOutcome> {
    if (path === '') return { kind: 'opened', id: randomBytes(24).toString('base64url'), name: '', folder: null }
    const opened = await openPath(path)
    if (opened.kind === 'refused') return opened
    const { handle, ...rest } = opened.file
    await handle.close()
    const shelved = this.#options.shelf.add({ ...rest, handle: null })
    await this.#note(shelved)
    return { kind: 'opened', id: shelved.token, name: shelved.name, folder: folderName(shelved.path) }
  }

  /** A file that was just written: known by a token, so that it can be written again or shown. */
  async noteWritten(path: string): Promise<string> {
    const known = this.#written.get(path)
    if (known !== undefined) await this.#options.shelf.release(known)
    const status = await stat(path, { bigint: true })
    const { token } = this.#options.shelf.add({
      path: resolve(path),
      name: displayName(basename(path)),
      size: Number(status.size),
      modified: { seconds: Number(status.mtimeNs / 1_000_000_000n), nanos: Number(status.mtimeNs % 1_000_000_000n) },
      // A file that we wrote may be written again: it is no source.
      identity: { device: -1n, inode: -1n },
      handle: null,
    })
    this.#written.set(path, token)
    return token
  }

  /** Neighbours of a saved work that have the name or the size of a wanted file. */
  async openBeside(id: string, wanted: readonly WantedFile[]): Promise<readonly OpenOutcome[]> {
    const project = this.#options.shelf.get(id)
    if (project === undefined) return []
    const folder = dirname(project.path)
    const names = new Set(wanted.map((file) => file.name))
    const sizes = new Set(wanted.map((file) => file.size))
    const neighbours = (await readdir(folder).catch(() => [])).slice(0, MAX_NEIGHBOURS)
    const outcomes: OpenOutcome[] = []
    for (const name of neighbours) {
      const path = join(folder, name)
      if (path === project.path || !hasKnownEnding(name)) continue
      const status = await stat(path).catch(() => null)
      if (status === null || !status.isFile()) continue
      if (names.has(name) || sizes.has(status.size)) outcomes.push(await this.openChosen(path))
    }
    return outcomes
  }

  /** Whether the name still leads to the same file, with the same size and time. */
  async isStillSame(id: string): Promise<boolean> {
    const file = this.#options.shelf.get(id)
    if (file === undefined) return false
    const status = await stat(file.path, { bigint: true }).catch(() => null)
    return (
      status !== null &&
      Number(status.size) === file.size &&
      status.mtimeNs === BigInt(file.modified.seconds) * 1_000_000_000n + BigInt(file.modified.nanos)
    )
  }

  /** For main only: where a token's file lies. */
  pathOf(id: string): string | null {
    return this.#options.shelf.get(id)?.path ?? null
  }

  release(id: string): Promise<void> {
    return this.#options.shelf.release(id)
  }

  #describe(shelved: ShelvedFile): OpenedFile {
    const { token, name, size, modified, path } = shelved
    return {
      id: token,
      name,
      folder: folderName(path),
      size,
      source: { kind: 'url', url: this.#options.urlOf(token), name, size, modified },
    }
  }

  async #note(file: ShelvedFile): Promise<void> {
    if (!this.#options.isRecentKept()) return
    this.#options.onNoted?.(file.path)
    // A list that cannot be written does not keep a file from being opened.
    await this.#options.recent?.note(file.path, file.size).catch(() => undefined)
  }
}
