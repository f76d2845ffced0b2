// 同 en/capture.ts，键必须一致。
import type { capture as english } from '../en/capture.ts'
import type { SameKeys } from '../same-keys.ts'

export const capture: SameKeys<typeof english> = {
}
