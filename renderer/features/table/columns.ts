// The columns a table can show, with the width they begin with and what they sort by.

export interface TableColumn {
  readonly id: string
  /** Pixels at the normal size of type. */
  readonly width: number
  readonly numeric: boolean
  /** Column of sortRows; null = cannot be sorted by. */
  readonly sort: string | null
}

const column = (id: string, width: number, numeric = false, sort: string | null = id): TableColumn => ({
  id,
  width,
  numeric,
  sort,
})

/**
 * In the order of the column chooser. Titles are `app.column.<id>` with dots as underscores. The first five have room beside
 * the detail of a window 1280 pixels wide, scroll bar included.
 */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  column('outcome', 118),
  column('start', 122, true),
  column('client', 140),
  column('server', 120),
  column('syns', 62, true),
  column('pattern', 148, false, 'wait'),
  column('gaps', 220, false, 'gap'),
  column('wait', 92, true),
  column('schedule', 168),
  column('answer', 92, true),
  column('gap', 92, true),
  column('duration', 92, true),
  column('syns.unanswered', 92, true),
  column('syns.missing', 84, true),
  column('synacks', 80, true),
  column('reason', 180),
  column('frame', 84, true),
  column('client.port', 88, true),
  column('server.port', 88, true),
  column('isn', 108, true),
  column('mss', 64, true),
  column('window.scale', 72, true),
  column('completeness', 84, true),
  column('options', 140, false, null),
  column('name', 160, false, null),
  column('capture', 160),
]

const BY_ID = new Map(TABLE_COLUMNS.map((each) => [each.id, each]))

/** The chosen columns in their order; names nobody knows any more are passed over. */
export function columnsOf(ids: readonly string[]): readonly TableColumn[] {
  const known = ids.flatMap((id) => BY_ID.get(id) ?? [])
  return known.length > 0 ? known : TABLE_COLUMNS.slice(0, 9)
}

export function columnTitleKey(id: string): string {
  return `app.column.${id.replaceAll('.', '_')}`
}

export const NARROWEST = 48
export const WIDEST = 800
