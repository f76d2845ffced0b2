// A file on disk as a ByteSource. Opened once; everything is asked of the open handle, so what was checked is what is read.
import { readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { ExactTime } from '../../shared/units/exact-time.ts'
import { openScannerPort } from './scanner-port.ts'

export interface NodeSource extends ByteSource {
  close(): Promise<void>
}

/** A named file that cannot be opened or is no regular file; `key` is a sentence of the `cli` catalogue. */
export class SourceError extends Error {
  constructor(
    readonly key: string,
    readonly params: Readonly<Record<string, string | number>>,
  ) {
    super(key)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'cli.error.not-found',
  EACCES: 'cli.error.no-permission',
  EPERM: 'cli.error.no-permission',
  EISDIR: 'cli.error.folder',
  ENOTDIR: 'cli.error.not-found',
}

/** Opens `path` for reading. Throws SourceError: not there, no permission, a folder, a device. */
export async function openNodeSource(path: string): Promise<NodeSource> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw new SourceError(REASONS[code] ?? 'cli.error.unreadable', { path, code })
  }
  const stat = await handle.stat()
  if (!stat.isFile()) {
    await handle.close()
    throw new SourceError(stat.isDirectory() ? 'cli.error.folder' : 'cli.error.not-a-file', { path })
  }
  return {
    name: path,
    size: stat.size,
    modified: modifiedTime(stat),
    async read(offset, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, stat.size - offset)))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
      return bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
    },
    async readInto(offset, target) {
      const { bytesRead } = await handle.read(target, 0, target.length, offset)
      return bytesRead
    },
    readIntoSync: (offset, target) => readSync(handle.fd, target, 0, target.length, offset),
    openScanner: () => openScannerPort(handle.fd),
    close: () => handle.close(),
  }
}

/** When the file was changed last, as exactly as the system said it in milliseconds. */
export function modifiedTime({ mtimeMs }: { readonly mtimeMs: number }): ExactTime {
  const seconds = Math.floor(mtimeMs / 1000)
  return { seconds, nanos: Math.floor((mtimeMs - seconds * 1000) * 1e6) }
}
