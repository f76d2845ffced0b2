// 同 en/findings.ts，键必须一致。
import type { findings as english } from '../en/findings.ts'
import type { SameKeys } from '../same-keys.ts'

export const findings: SameKeys<typeof english> = {}
