// The files that the user has opened, each behind a random token. The file is opened once and held: what is read later
// is the file that was checked, whatever is renamed or put in its place meanwhile (anchors/security.md A3, A6).
// A token is good for ranges until it is released; a read of the whole (a stream without Range) uses it up.
import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { ExactTime } from '../../shared/units/exact-time.ts'

/** Which file it is, whatever its name: device and inode. */
export interface FileIdentity {
  readonly device: bigint
  readonly inode: bigint
}

export interface ShelvedFile {
  readonly token: string
  readonly path: string
  /** Display name. */
  readonly name: string
  readonly size: number
  readonly modified: ExactTime
  readonly identity: FileIdentity
  /** Null for a dropped file, which the page reads by itself. */
  readonly handle: FileHandle | null
}

export class CaptureShelf {
  readonly #files = new Map<string, ShelvedFile>()
  readonly #streamed = new Set<string>()

  /** Puts a file on the shelf and answers with its entry. */
  add(file: Omit<ShelvedFile, 'token'>): ShelvedFile {
    const shelved = { ...file, token: randomBytes(24).toString('base64url') }
    this.#files.set(shelved.token, shelved)
    return shelved
  }

  get(token: string): ShelvedFile | undefined {
    return this.#files.get(token)
  }

  /** Marks a token as read in one go; false when it was before. */
  useUp(token: string): boolean {
    if (this.#streamed.has(token)) return false
    this.#streamed.add(token)
    return true
  }

  /** Whether a token has been used up by a stream. */
  isUsedUp(token: string): boolean {
    return this.#streamed.has(token)
  }

  /** Up to `length` bytes from `offset`; fewer when the file has become shorter. */
  async read(token: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const handle = this.#files.get(token)?.handle
    if (handle === undefined || handle === null) throw new Error('no such capture')
    const target = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await handle.read(target, filled, length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return filled === length ? target : target.subarray(0, filled)
  }

  /** Whether a file with this identity is open; such a file is never written over. */
  holds(identity: FileIdentity): boolean {
    for (const file of this.#files.values()) {
      if (file.identity.device === identity.device && file.identity.inode === identity.inode) return true
    }
    return false
  }

  /** Closes the handle; the token is gone. */
  async release(token: string): Promise<void> {
    const file = this.#files.get(token)
    this.#files.delete(token)
    this.#streamed.delete(token)
    await file?.handle?.close()
  }

  /** Releases all (page reload, end of the program). */
  async clear(): Promise<void> {
    await Promise.all([...this.#files.keys()].map((token) => this.release(token)))
  }
}
