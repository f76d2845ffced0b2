// 同 en/catalog.ts，键必须一致。
import type { catalog as english } from '../en/catalog.ts'
import type { SameKeys } from '../same-keys.ts'

export const catalog: SameKeys<typeof english> = {}
