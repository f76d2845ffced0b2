// From the description that travels to a worker to the bytes behind it. Works in the page and in workers.
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { SourceDescriptor } from '../../shared/host/source.ts'
import { fileSource } from './file-source.ts'
import { urlSource } from './url-source.ts'

export function byteSourceOf(descriptor: SourceDescriptor): ByteSource {
  return descriptor.kind === 'file' ? fileSource(descriptor.file) : urlSource(descriptor)
}
