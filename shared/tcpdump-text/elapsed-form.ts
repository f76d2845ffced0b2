// Decides for a whole text what its time column means, from the first packets of it.
import type { PacketBlock } from './packet-blocks.ts'
import { chooseElapsedForm, type ElapsedForm, type TimestampPair } from './time-column.ts'

/** @param timeOption `ttt` or `ttttt` where the text shows tcpdump's command line */
export function elapsedForm(blocks: readonly PacketBlock[], timeOption: string | null): ElapsedForm {
  if (timeOption === 'ttt') return 'since-previous'
  if (timeOption === 'ttttt') return 'since-first'
  const nanos = blocks.map(({ column }) => (column.kind === 'elapsed' || column.kind === 'clock' ? column.nanos : 0))
  const form = chooseElapsedForm(nanos, timestampPairs(blocks, nanos))
  if (!blocks.some((block) => block.column.kind === 'clock')) return form
  // Copying often loses the blank before -ttt and -ttttt columns; they begin at zero, a time of day hardly ever does.
  if (nanos[0] === 0 || (form === 'since-previous' && !passesMidnight(nanos) && decreases(nanos))) return form
  return 'time-of-day'
}

const decreases = (nanos: readonly number[]): boolean => nanos.some((value, i) => i > 0 && value < (nanos[i - 1] ?? 0))

/** Decreases at most once, from near the end of a day to near its beginning. */
function passesMidnight(nanos: readonly number[]): boolean {
  const falls = nanos.filter((value, i) => i > 0 && value < (nanos[i - 1] ?? 0) - 1e9)
  return (
    falls.length <= 1 &&
    nanos.every((value, i) => i === 0 || (nanos[i - 1] ?? 0) - value < 1e9 || (nanos[i - 1] ?? 0) - value > 12 * 3600e9)
  )
}

/** Repeated SYNs with time stamps: printed times in both readings beside the growth of TSval. */
function timestampPairs(blocks: readonly PacketBlock[], nanos: readonly number[]): TimestampPair[] {
  const pairs: TimestampPair[] = []
  const earlier = new Map<string, { readonly first: number; readonly sum: number; readonly tsVal: number }>()
  let sum = 0
  blocks.forEach((block, i) => {
    const printed = nanos[i] ?? 0
    sum += printed
    const match = /(\S+ > \S+): Flags \[S\w?\w?\], seq (\d+),.*?TS val (\d+)/.exec(block.text)
    if (match === null) return
    const key = `${match[1] ?? ''} ${match[2] ?? ''}`
    const tsVal = Number(match[3])
    const before = earlier.get(key)
    if (before !== undefined) {
      pairs.push({ sinceFirst: printed - before.first, sincePrevious: sum - before.sum, ticks: tsVal - before.tsVal })
    }
    earlier.set(key, { first: printed, sum, tsVal })
  })
  return pairs
}
