// 同 en/figure.ts，键必须一致。
import type { figure as english } from '../en/figure.ts'
import type { SameKeys } from '../same-keys.ts'

export const figure: SameKeys<typeof english> = {}
