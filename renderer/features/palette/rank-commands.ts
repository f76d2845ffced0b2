// Finds commands by what was typed: all words must occur, beginnings of words count more.

export interface RankedText {
  readonly text: string
  /** Further words it is found by. */
  readonly also: string
}

/** Higher is better; null = does not match. */
export function matchRank({ text, also }: RankedText, typed: string): number | null {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const title = text.toLowerCase()
  const rest = also.toLowerCase()
  let rank = 0
  for (const word of words) {
    if (title.startsWith(word)) rank += 4
    else if (title.includes(` ${word}`)) rank += 3
    else if (title.includes(word)) rank += 2
    else if (rest.includes(word)) rank += 1
    else return null
  }
  return rank
}
