// From the description that travels to a worker to the bytes behind it. Works in the page and in workers.
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { SourceDescriptor } from '../../shared/host/source.ts'
import { fileSource } from './file-source.ts'
import { urlSource } from './url-source.ts'

export function byteSource(descriptor: SourceDescriptor): ByteSource {
  if (descriptor.kind === 'file') return fileSource(descriptor.file)
  const byAddress = urlSource(descriptor)
  return descriptor.file === undefined ? byAddress : firstWorking(fileSource(descriptor.file), byAddress)
}

/**
 * Reads `fast` until it fails once and `safe` from then on. A File refuses to be read after the file has changed (a capture
 * that is still being written); main's handle goes on with what was opened.
 */
function firstWorking(fast: ByteSource, safe: ByteSource): ByteSource {
  let hasFailed = false
  async function attempt<T>(read: (source: ByteSource) => Promise<T>): Promise<T> {
    if (!hasFailed) {
      try {
        return await read(fast)
      } catch {
        hasFailed = true
      }
    }
    return read(safe)
  }
  return {
    name: safe.name,
    size: safe.size,
    modified: safe.modified,
    read: (offset, length) => attempt((source) => source.read(offset, length)),
    readInto: (offset, target) => attempt((source) => source.readInto?.(offset, target) ?? Promise.resolve(0)),
  }
}
