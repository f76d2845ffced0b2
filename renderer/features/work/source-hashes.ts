// SHA-256 of the open files, worked out in the background once an analysis is there: what notes, captions and saved works
// name a file by. Asked for by source id.
import { contentHash } from '../../../shared/project/content-hash.ts'
import type { ByteSource } from '../../../shared/capture/byte-source.ts'
import type { Session } from '../../app/session.ts'

/** Larger files are hashed only when something is saved or exported. */
const AT_ONCE = 256 * 1024 * 1024

export class SourceHashes {
  private readonly known = new Map<string, Promise<string | null>>()
  private readonly done = new Map<string, string>()

  constructor(private readonly session: Session) {
    session.onClose(() => {
      this.known.clear()
      this.done.clear()
    })
  }

  /** The hash when it is known already, '' otherwise. */
  knownFor(id: string): string {
    return this.done.get(id) ?? ''
  }

  /** Begins with files that are quickly read. */
  warm(id: string): void {
    const source = this.session.byteSourceOf(id)
    if (source?.size !== null && source !== null && source.size <= AT_ONCE) void this.hashFor(id)
  }

  /** Hash of a source; null when it can no longer be read. */
  hashFor(id: string): Promise<string | null> {
    const before = this.known.get(id)
    if (before !== undefined) return before
    const source = this.session.byteSourceOf(id)
    const begun = source === null ? Promise.resolve(null) : this.read(id, source)
    this.known.set(id, begun)
    return begun
  }

  private async read(id: string, source: ByteSource): Promise<string | null> {
    try {
      const hash = await contentHash(source)
      if (hash !== null && this.known.has(id)) this.done.set(id, hash)
      return hash
    } catch {
      return null
    }
  }
}
