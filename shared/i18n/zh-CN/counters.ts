// 同 en/counters.ts，键必须一致。
import type { counters as english } from '../en/counters.ts'
import type { SameKeys } from '../same-keys.ts'

export const counters: SameKeys<typeof english> = {}
