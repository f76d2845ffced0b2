// 同 en/timeline.ts，键必须一致。
import type { timeline as english } from '../en/timeline.ts'
import type { SameKeys } from '../same-keys.ts'

export const timeline: SameKeys<typeof english> = {}
