// A system's error code as a sentence of namespace `host`. No path and no stack leaves main.
import type { Remark } from '../../shared/analysis/tables.ts'

const KEYS: Readonly<Record<string, string>> = {
  ENOENT: 'host.refused.missing',
  ENOTDIR: 'host.refused.missing',
  EACCES: 'host.refused.notPermitted',
  EPERM: 'host.refused.notPermitted',
  EISDIR: 'host.refused.folder',
  EBUSY: 'host.refused.inUse',
  ENXIO: 'host.refused.notRegular',
  EMFILE: 'host.refused.tooManyOpen',
  ENFILE: 'host.refused.tooManyOpen',
  ENOSPC: 'host.refused.diskFull',
  EDQUOT: 'host.refused.diskFull',
  EROFS: 'host.refused.readOnly',
  ENAMETOOLONG: 'host.refused.nameTooLong',
  EIO: 'host.refused.device',
}

/** Why something could not be done with the file called `name`. */
export function fileFailure(error: unknown, name: string): Remark {
  const code = errorCode(error)
  const key = KEYS[code]
  return key === undefined
    ? { key: 'host.refused.other', params: { name, code: code === '' ? 'unknown' : code } }
    : { key, params: { name } }
}

const WRITE_KEYS: Readonly<Record<string, string>> = {
  ENOENT: 'host.refused.folderGone',
  ENOTDIR: 'host.refused.folderGone',
  EACCES: 'host.refused.writeNotPermitted',
  EPERM: 'host.refused.writeNotPermitted',
}

/** As {@link fileFailure}, for a file that was to be written. */
export function writeFailure(error: unknown, name: string): Remark {
  const key = WRITE_KEYS[errorCode(error)]
  return key === undefined ? fileFailure(error, name) : { key, params: { name } }
}

/** The `code` of a Node error, '' when there is none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
