// Writing a file so that a failure leaves the old one whole: a temporary file in the same folder, fsync, rename
// (anchors/security.md A6). A capture that is open is never written over.
import { randomBytes } from 'node:crypto'
import { open, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FileIdentity } from '../protocol/capture-shelf.ts'

/** The target is one of the files that the analysis is reading. */
export class OpenCaptureError extends Error {}

/**
 * @param isOpenCapture whether a file with this identity is one that the user has open as a source
 * @throws {OpenCaptureError} or the system's error; the old file is then as it was
 */
export async function writeFileAtomically(
  path: string,
  content: Uint8Array | string,
  isOpenCapture: (identity: FileIdentity) => boolean = () => false,
): Promise<void> {
  const old = await stat(path, { bigint: true }).catch(() => null)
  if (old !== null && isOpenCapture({ device: old.dev, inode: old.ino })) throw new OpenCaptureError()
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`)
  const mode = old === null ? 0o666 : Number(old.mode & 0o777n)
  const file = await open(temporary, 'wx', mode)
  try {
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  }
  await syncFolder(folder)
}

/** Makes the rename itself durable where folders can be synchronised; elsewhere (Windows) it is not needed. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Some network file systems refuse it; the file itself is safe.
  }
}
