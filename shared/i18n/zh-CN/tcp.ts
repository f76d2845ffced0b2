// 同 en/tcp.ts，键必须一致。
import type { tcp as english } from '../en/tcp.ts'
import type { SameKeys } from '../same-keys.ts'

export const tcp: SameKeys<typeof english> = {}
