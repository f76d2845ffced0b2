// Keeps `visible` up to date: filters and sorts whenever the filter, the order, the data or the limiting range change.
// Runs in slices of a few milliseconds so that typing and drawing go on; a newer wish ends the older run.
import { OUTCOMES } from '../../shared/analysis/tables.ts'
import { compileFilter } from '../../shared/filter/compile-filter.ts'
import type { RowTest } from '../../shared/filter/compile-filter.ts'
import { sortRows } from '../../shared/filter/sort-rows.ts'
import type { Tongue } from '../i18n/language.ts'
import type { Loaded } from './analysis-slice.ts'
import type { WorkspaceState, WorkspaceStore } from './workspace-store.ts'

type Language = WorkspaceState['settings']['language']

const SLICE_ROWS = 16_384
const SLICE_MS = 8

/**
 * Starts watching; answers with the function that ends it. `tongueOf`: the words of the window's language, in which free
 * text is looked for as well as in English.
 */
export function arrangeRows(store: WorkspaceStore, tongueOf?: (language: Language) => Promise<Tongue>): () => void {
  let run = 0
  const start = (): void => {
    const mine = ++run
    void arrange(store, () => mine === run, tongueOf)
  }
  start()
  const stop = store.subscribe(wishOf, start, { equalityFn: (a, b) => a.every((part, i) => Object.is(part, b[i])) })
  return () => {
    run++
    stop()
  }
}

/** Everything that `visible` depends on. */
function wishOf(state: WorkspaceState): readonly unknown[] {
  const { loaded, filterText, sort, onlyInRange, range, settings } = state
  return [
    loaded,
    filterText,
    sort,
    onlyInRange,
    onlyInRange ? range : null,
    filterText === '' ? null : settings.language,
  ]
}

async function arrange(
  store: WorkspaceStore,
  current: () => boolean,
  tongueOf: ((language: Language) => Promise<Tongue>) | undefined,
): Promise<void> {
  const { loaded, filterText, sort, onlyInRange, range, settings } = store.getState()
  if (loaded === null) {
    store.setState({ visible: new Uint32Array(0), filterFault: null, arranging: false })
    return
  }
  const tongue = filterText === '' ? undefined : await tongueOf?.(settings.language)
  if (!current()) return
  const outcomeWords = tongue === undefined ? [] : OUTCOMES.map((outcome) => tongue.t(`timeline.outcome.${outcome}`))
  const subject = { packets: loaded.analysis.packets, columns: loaded.columns, outcomeWords }
  const compiled = compileFilter(filterText, subject)
  if ('fault' in compiled) {
    // The rows of the last good filter stay while somebody is typing.
    store.setState({ filterFault: compiled.fault, arranging: false })
    return
  }
  const test = onlyInRange ? withinRange(compiled.test, loaded, range.start, range.end) : compiled.test
  const rows = await filterRows(subject.packets.handshakes.length, test, current, () =>
    store.setState({ arranging: true }),
  )
  if (rows === null) return
  if (sort.length > 0) {
    sortRows(rows, sort, subject)
    if (!current()) return
  }
  store.setState({ visible: rows, filterFault: null, arranging: false })
}

function withinRange(test: RowTest, { columns }: Loaded, start: number, end: number): RowTest {
  return (row) => (columns.start[row] ?? 0) <= end && (columns.end[row] ?? 0) >= start && test(row)
}

/** Null when a newer run has begun. `slow` is called once, when it takes more than a slice. */
async function filterRows(
  length: number,
  test: RowTest,
  current: () => boolean,
  slow: () => void,
): Promise<Uint32Array | null> {
  const rows = new Uint32Array(length)
  let kept = 0
  let sliceEnd = performance.now() + SLICE_MS
  let said = false
  for (let from = 0; from < length; from += SLICE_ROWS) {
    const to = Math.min(length, from + SLICE_ROWS)
    for (let row = from; row < to; row++) if (test(row)) rows[kept++] = row
    if (to < length && performance.now() > sliceEnd) {
      if (!said) slow()
      said = true
      await nextSlice()
      if (!current()) return null
      sliceEnd = performance.now() + SLICE_MS
    }
  }
  return rows.slice(0, kept)
}

/** Gives way to input and drawing without the delay that setTimeout has. */
function nextSlice(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      resolve()
    }
    channel.port2.postMessage(null)
  })
}
