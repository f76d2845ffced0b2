// The error of this folder; its sentences live in the catalogue under counters.bundle.
import { CaptureFault } from '../capture/capture-fault.ts'
import type { Remark } from '../analysis/tables.ts'

/** An archive that cannot be opened as a whole. Handled wherever CaptureFault is. */
export class BundleFault extends CaptureFault {
  override readonly name: string = 'BundleFault'
  override readonly key: string

  constructor(code: 'damaged' | 'tooLarge' | 'empty', params: Remark['params']) {
    super('archive', params)
    this.key = `counters.bundle.${code}`
  }
}
