// The files behind an analysis by name, size and hash, as reports and pictures name them.
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { FigureSource } from '../../shared/figure/figure-input.ts'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import { modifiedTime } from './node-source.ts'
import type { OpenAnalysis } from './read-inputs.ts'

const PIECE_BYTES = 4 * 1024 * 1024

/** SHA-256 of the whole file, lower-case hexadecimal. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for (let offset = 0; ;) {
    const bytes = await source.read(offset, PIECE_BYTES)
    if (bytes.length === 0) return hash.digest('hex')
    hash.update(bytes)
    offset += bytes.length
  }
}

/** A capture that is still being written is not what was analysed any more. */
async function stateOf({ name, size, modified }: ByteSource): Promise<'same' | 'changed' | 'missing'> {
  const now = await stat(name).catch(() => null)
  if (now === null) return 'missing'
  const { seconds, nanos } = modifiedTime(now)
  const isSame = now.size === size && modified?.seconds === seconds && modified.nanos === nanos
  return isSame ? 'same' : 'changed'
}

/** Captures in the order of the analysis, then the counter texts. */
export async function namedFiles({ analysis, sources }: OpenAnalysis): Promise<FigureSource[]> {
  const order = new Map(analysis.packets.captures.map((capture, row) => [capture.path, row]))
  const rank = (source: ByteSource): number => order.get(source.name) ?? Number.MAX_SAFE_INTEGER
  const sorted = [...sources].sort((a, b) => rank(a) - rank(b))
  return Promise.all(
    sorted.map(async (source) => ({
      kind: order.has(source.name) ? ('capture' as const) : ('counters' as const),
      name: source.name.replace(/^.*[/\\]/, ''),
      size: source.size ?? 0,
      sha256: await sha256Of(source),
      state: await stateOf(source),
    })),
  )
}
