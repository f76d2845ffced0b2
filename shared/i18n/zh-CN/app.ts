// 同 en/app.ts，键必须一致。
import type { app as english } from '../en/app.ts'
import type { SameKeys } from '../same-keys.ts'

export const app: SameKeys<typeof english> = {}
