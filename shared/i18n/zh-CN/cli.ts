// 同 en/cli.ts，键必须一致。
import type { cli as english } from '../en/cli.ts'
import type { SameKeys } from '../same-keys.ts'

export const cli: SameKeys<typeof english> = {
}
