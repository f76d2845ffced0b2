// Writes an output file whole or not at all: a temporary file beside it, then a rename.
import { open, rename, rm } from 'node:fs/promises'
import { dirname, basename, join, resolve } from 'node:path'
import { InputError } from './input-error.ts'

/** Throws InputError when `path` is one of the files that are read, or cannot be written. */
export async function writeFileWhole(
  path: string,
  content: Uint8Array | string,
  inputs: readonly string[],
): Promise<void> {
  if (inputs.some((input) => resolve(input) === resolve(path)))
    throw new InputError('cli.error.would-overwrite', { path })
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const handle = await open(temporary, 'wx', 0o644)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw new InputError('cli.error.write-failed', { path, code: (error as NodeJS.ErrnoException).code ?? '' })
  }
}
