// Rows as text for other programs: TSV for the clipboard, CSV and JSON as files. What is masked on screen is masked here.
import { handshakeJson } from '../../../shared/analysis/analysis-json.ts'
import { captureName } from '../../../shared/figure/figure-name.ts'
import { digitsNeeded, isoText, utcOffset } from '../../../shared/timeline/time-text.ts'
import type { CommandContext } from '../../commands/command.ts'
import { loadedTongue, settledLanguage } from '../../i18n/language.ts'
import { addressNamesOf } from '../../state/use-analysis.ts'
import { TABLE_COLUMNS, columnTitleKey, columnsOf } from './columns.ts'
import { csvLine, tsvLine } from './delimited-text.ts'
import { cellText, startTime } from './row-text.ts'
import type { RowWords } from './row-text.ts'

function wordsOf({ store, host }: CommandContext): RowWords | null {
  const { loaded, settings, timeFormat } = store.getState()
  if (loaded === null) return null
  const tongue = loadedTongue(settledLanguage(settings.language, host.start.locale))
  if (tongue === null) return null
  const digits = digitsNeeded(loaded.analysis.packets.packets.nanos)
  return { loaded, names: addressNamesOf(loaded, settings.maskAddresses), t: tongue.t, timeFormat, digits }
}

/** Copies the selected rows, in the order of the table, with the columns that are shown. */
export async function copyRows(context: CommandContext): Promise<void> {
  const words = wordsOf(context)
  const { selected, visible, settings, say } = context.store.getState()
  if (words === null) return
  const columns = columnsOf(settings.tableColumns).filter((column) => column.id !== 'pattern')
  const lines = [tsvLine(columns.map((column) => words.t(columnTitleKey(column.id))))]
  let count = 0
  for (const row of selected.size === 0 ? visible : visible.filter((each) => selected.has(each))) {
    lines.push(tsvLine(columns.map((column) => cellText(words, column.id, row))))
    count++
  }
  await context.host.copyText(lines.join(''))
  say({ key: 'app.notice.rowsCopied', params: { count } }, 'good')
}

/** Saves what is listed (all columns, whatever is shown) as CSV or JSON. */
export async function exportRows(context: CommandContext, kind: 'csv' | 'json'): Promise<void> {
  const words = wordsOf(context)
  const { visible, say } = context.store.getState()
  if (words === null) return
  const parts = kind === 'csv' ? csvParts(words, visible) : jsonParts(words, visible)
  const content = new Uint8Array(await new Blob([...parts]).arrayBuffer())
  const saved = await context.host.save({
    kind,
    suggestedName: `${captureName(words.loaded.analysis, words.names.masked)}_handshakes.${kind}`,
    content,
  })
  if (saved.kind === 'saved') say({ key: 'app.notice.saved', params: { name: saved.name } }, 'good')
  if (saved.kind === 'failed') say(saved.reason, 'bad')
}

function* csvParts(words: RowWords, rows: Uint32Array): Generator<string> {
  const columns = TABLE_COLUMNS.filter((column) => column.id !== 'pattern')
  yield csvLine(columns.map((column) => words.t(columnTitleKey(column.id))))
  for (const row of rows) yield csvLine(columns.map((column) => exportedCell(words, column.id, row)))
}

/** Exact and unambiguous where the cell on screen is short: ISO time, seconds without unit. */
function exportedCell(words: RowWords, column: string, row: number): string {
  const { columns } = words.loaded
  switch (column) {
    case 'start':
      return isoText(startTime(words, row), words.digits, utcOffset)
    case 'wait':
      return figure(columns.wait[row])
    case 'answer':
      return figure(columns.answerAfter[row])
    case 'gap':
      return figure(columns.longestGap[row])
    case 'duration':
      return figure((columns.end[row] ?? 0) - (columns.start[row] ?? 0))
    default:
      return cellText(words, column, row)
  }
}

function figure(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : value.toFixed(9).replace(/\.?0+$/, '')
}

function* jsonParts({ loaded, names }: RowWords, rows: Uint32Array): Generator<string> {
  const { packets } = loaded.analysis
  const { clientAddress, clientPort, serverAddress, serverPort } = packets.handshakes
  yield '{\n  "schema": "synscope.handshakes/1",\n  "handshakes": ['
  let first = true
  for (const row of rows) {
    const shown = {
      ...handshakeJson(packets, row),
      client: { address: names.address(clientAddress[row] ?? 0), port: clientPort[row] },
      server: { address: names.address(serverAddress[row] ?? 0), port: serverPort[row] },
    }
    yield `${first ? '' : ','}\n    ${JSON.stringify(shown)}`
    first = false
  }
  yield '\n  ]\n}\n'
}
