// Writing what the page made: where the user says, or again where it was written before; never over an open capture.
import { basename } from 'node:path'
import type { SaveOutcome, SaveRequest } from '../../shared/host/host.ts'
import { displayName } from '../../shared/host/display-name.ts'
import type { CaptureShelf } from '../protocol/capture-shelf.ts'
import { writeFailure } from './file-failure.ts'
import type { OpenedFiles } from './opened-files.ts'
import { OpenCaptureError, writeFileAtomically } from './write-file.ts'

export interface SaveContext {
  readonly shelf: CaptureShelf
  readonly files: OpenedFiles
  /** Shows the save dialog; null when cancelled. */
  readonly choosePath: (request: SaveRequest) => Promise<string | null>
}

export async function saveRequest(
  request: SaveRequest,
  { shelf, files, choosePath }: SaveContext,
): Promise<SaveOutcome> {
  const isAgain = request.again !== undefined
  const path = isAgain ? files.pathOf(request.again ?? '') : await choosePath(request)
  if (path === null) {
    return isAgain ? { kind: 'failed', reason: { key: 'host.refused.gone', params: {} } } : { kind: 'cancelled' }
  }
  const name = displayName(basename(path))
  try {
    // Only saved work may be written over although it is open: it was read whole.
    const again = request.again === undefined ? undefined : shelf.get(request.again)
    await writeFileAtomically(path, request.content, (identity) => {
      const isItself =
        request.kind === 'project' &&
        again !== undefined &&
        again.identity.device === identity.device &&
        again.identity.inode === identity.inode
      return !isItself && shelf.holds(identity)
    })
    return { kind: 'saved', id: await files.noteWritten(path), name }
  } catch (error) {
    const reason =
      error instanceof OpenCaptureError
        ? { key: 'host.refused.openCapture', params: { name } }
        : writeFailure(error, name)
    return { kind: 'failed', reason }
  }
}
