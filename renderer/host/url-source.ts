// An address that answers ranges (a one-time token of main or of the loopback server, a shipped sample) as a byte source.
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { SourceDescriptor } from '../../shared/host/source.ts'

type UrlDescriptor = Extract<SourceDescriptor, { kind: 'url' }>

/** The other end no longer gives the bytes: the token was released, the file was cut, the drive is gone. */
export class SourceGoneError extends Error {
  readonly offset: number

  constructor(offset: number, cause?: unknown) {
    super(`file no longer readable at offset ${offset}`, { cause })
    this.offset = offset
  }
}

export function urlSource({ url, name, size, modified }: UrlDescriptor): ByteSource {
  async function answerTo(offset: number, end: number): Promise<Response> {
    let response: Response
    try {
      response = await fetch(url, { headers: { range: `bytes=${offset}-${end - 1}` }, cache: 'no-store' })
    } catch (error) {
      throw new SourceGoneError(offset, error)
    }
    // 200 to a range request would be the file from its beginning.
    if (response.status !== 206) throw new SourceGoneError(offset)
    return response
  }

  return {
    name,
    size,
    modified,
    async read(offset, length) {
      const end = Math.min(size, offset + length)
      if (offset >= end) return new Uint8Array(0)
      return new Uint8Array(await (await answerTo(offset, end)).arrayBuffer())
    },
    async readInto(offset, target) {
      const end = Math.min(size, offset + target.length)
      if (offset >= end) return 0
      const response = await answerTo(offset, end)
      if (response.body === null) return 0
      const reader = response.body.getReader()
      let filled = 0
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return filled
        target.set(value.subarray(0, target.length - filled), filled)
        filled += Math.min(value.length, target.length - filled)
      }
    },
  }
}
