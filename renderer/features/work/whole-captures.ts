// Captures that go into a saved work whole: how large they are, whether they may, and their bytes as they were analysed.
import { bytesHash } from '../../../shared/project/content-hash.ts'
import { CAPTURE_LIMIT } from '../../../shared/project/project-file.ts'
import { MOST_CAPTURES } from '../../../shared/project/work-schema.ts'
import type { WorkCapture } from '../../../shared/project/work.ts'
import type { CommandContext } from '../../commands/command.ts'
import type { SourceCard } from '../../state/sources-slice.ts'
import { readBytes } from './read-bytes.ts'
import type { SourceHashes } from './source-hashes.ts'

const MEGABYTE = 1e6

export interface WholeSize {
  readonly bytes: number
  readonly files: number
}

/** Why captures cannot go along whole: a sentence of the catalogue. */
export class EmbedFault extends Error {
  constructor(
    readonly key: 'figure.work.tooLarge' | 'figure.work.changedSince' | 'figure.work.content.notOpen',
    readonly params: Readonly<Record<string, string | number>>,
  ) {
    super(key)
  }
}

/** Size of the captures among `cards`; null when there is none. */
export function wholeSize(cards: readonly SourceCard[]): WholeSize | null {
  const captures = cards.filter((card) => card.capture !== null)
  if (captures.length === 0) return null
  return { bytes: captures.reduce((sum, card) => sum + (card.size ?? 0), 0), files: captures.length }
}

export function canEmbed({ bytes, files }: WholeSize): boolean {
  return bytes <= CAPTURE_LIMIT && files <= MOST_CAPTURES
}

/** Figures of the sentence that captures are too large to go along. */
export function embedLimits(size: WholeSize): Readonly<Record<'megabytes' | 'files' | 'limit' | 'mostFiles', number>> {
  return {
    megabytes: Math.ceil(size.bytes / MEGABYTE),
    files: size.files,
    limit: Math.floor(CAPTURE_LIMIT / MEGABYTE),
    mostFiles: MOST_CAPTURES,
  }
}

/** The bytes by row of `cards`. Throws EmbedFault. What goes along is what was analysed, or nothing does. */
export async function wholeCaptures(
  { session, host }: CommandContext,
  cards: readonly SourceCard[],
  hashes: SourceHashes,
): Promise<readonly WorkCapture[]> {
  const size = wholeSize(cards)
  if (size === null) throw new EmbedFault('figure.work.content.notOpen', {})
  if (!canEmbed(size)) throw new EmbedFault('figure.work.tooLarge', embedLimits(size))
  const captures: WorkCapture[] = []
  for (const [row, card] of cards.entries()) {
    if (card.capture === null) continue
    const file = session.fileOf(card.id)
    const source = session.byteSourceOf(card.id)
    const bytes = source === null ? null : await readBytes(source, CAPTURE_LIMIT).catch(() => null)
    const isSame = file === null || (await host.stillSame(file))
    if (bytes === null || !isSame || bytesHash(bytes) !== (await hashes.hashFor(card.id)))
      throw new EmbedFault('figure.work.changedSince', { name: card.name })
    captures.push({ source: row, bytes })
  }
  return captures
}
