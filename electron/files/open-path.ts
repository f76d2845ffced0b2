// Opening a file that the system or the user named, the only place in main that does: once, regular files only, the
// handle kept (anchors/security.md A6). Every refusal is a sentence of namespace `host`.
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Remark } from '../../shared/analysis/tables.ts'
import { displayName } from '../../shared/host/display-name.ts'
import type { ExactTime } from '../../shared/units/exact-time.ts'
import type { FileIdentity } from '../protocol/capture-shelf.ts'
import { fileFailure } from './file-failure.ts'

export interface OpenedPath {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly modified: ExactTime
  readonly identity: FileIdentity
  readonly handle: FileHandle
}

export type OpenPathResult =
  | { readonly kind: 'opened'; readonly file: OpenedPath }
  | { readonly kind: 'refused'; readonly name: string; readonly reason: Remark }

/** Opens a path for reading and looks at what was opened, not at what the path may name a moment later. */
export async function openPath(path: string): Promise<OpenPathResult> {
  const absolute = resolve(path)
  const name = displayName(basename(absolute) || absolute)
  let handle: FileHandle
  try {
    // Without O_NONBLOCK opening a FIFO would wait for a writer for ever. Windows does not know the flag.
    handle = await open(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return { kind: 'refused', name, reason: fileFailure(error, name) }
  }
  try {
    const status = await handle.stat({ bigint: true })
    if (!status.isFile()) {
      await handle.close()
      const key = status.isDirectory() ? 'host.refused.folder' : 'host.refused.notRegular'
      return { kind: 'refused', name, reason: { key, params: { name } } }
    }
    return {
      kind: 'opened',
      file: {
        path: absolute,
        name,
        size: Number(status.size),
        modified: exactTimeOf(status.mtimeNs),
        identity: { device: status.dev, inode: status.ino },
        handle,
      },
    }
  } catch (error) {
    await handle.close()
    return { kind: 'refused', name, reason: fileFailure(error, name) }
  }
}

/** Name of the folder a file lies in, for display. */
export function folderName(path: string): string | null {
  const name = basename(dirname(path))
  return name === '' ? null : displayName(name)
}

function exactTimeOf(nanoseconds: bigint): ExactTime {
  const billion = 1_000_000_000n
  const nanos = ((nanoseconds % billion) + billion) % billion
  return { seconds: Number((nanoseconds - nanos) / billion), nanos: Number(nanos) }
}
