// 同 en/report.ts，键必须一致。
import type { report as english } from '../en/report.ts'
import type { SameKeys } from '../same-keys.ts'

export const report: SameKeys<typeof english> = {}
