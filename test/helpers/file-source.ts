// A file as a ByteSource for tests.
import { readFileSync } from 'node:fs'
import { type ByteSource, memorySource } from '../../shared/capture/byte-source.ts'

export function fileSource(path: string): ByteSource {
  return memorySource(path, new Uint8Array(readFileSync(path)))
}
