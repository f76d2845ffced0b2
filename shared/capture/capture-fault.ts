// The only error the reader throws, and the remarks it leaves about a file. Both are catalogue keys with values; the
// sentences live in shared/i18n/*/capture.ts. Every fault of a file names the byte offset and the block or record.
import type { Remark } from '../analysis/tables.ts'

/** Nothing could be read: what the file is instead, or where it broke before its first packet. */
export class CaptureFault extends Error {
  override readonly name: string = 'CaptureFault'
  readonly key: string
  readonly params: Remark['params']

  /** `code` is completed to the catalogue key `capture.fault.<code>`. */
  constructor(code: string, params: Remark['params'] = {}) {
    super(`capture.fault.${code} ${JSON.stringify(params)}`)
    this.key = `capture.fault.${code}`
    this.params = params
  }
}

/** The caller's signal was raised while a file was being read. */
export class ReadCancelled extends CaptureFault {
  override readonly name: string = 'AbortError'
  constructor() {
    super('cancelled')
  }
}
