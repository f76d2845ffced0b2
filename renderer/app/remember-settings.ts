// Settings of the store ↔ settings of the host. The host's schema holds small texts and numbers by dotted name; lists and
// maps are JSON texts there, and what comes back is checked, because people edit files.
import * as v from 'valibot'
import type { Host } from '../../shared/host/host.ts'
import type { PreferenceValue, Settings as HostSettings } from '../../shared/host/settings.ts'
import { TIME_FORMATS } from '../../shared/timeline/time-text.ts'
import type { TimeFormat } from '../../shared/timeline/time-text.ts'
import { DEFAULT_SETTINGS } from '../state/settings-slice.ts'
import type { Settings } from '../state/settings-slice.ts'
import type { WorkspaceStore } from '../state/workspace-store.ts'

const columns = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(60))
const widths = v.record(v.string(), v.pipe(v.number(), v.minValue(16), v.maxValue(2000)))
const layouts = v.record(v.string(), v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100))))

const SAVE_AFTER_MS = 400

type Preferences = HostSettings['preferences']

/** The store's settings as the host keeps them. */
export function toPreferences(settings: Settings, timeFormat: TimeFormat): Record<string, PreferenceValue> {
  return {
    'view.presenter': settings.presenter,
    'view.maskAddresses': settings.maskAddresses,
    'view.timeFormat': timeFormat,
    'view.sidePanel': settings.sidePanel ?? '',
    'table.columns': JSON.stringify(settings.tableColumns),
    'table.widths': JSON.stringify(settings.columnWidths),
    layouts: JSON.stringify(settings.layouts),
  }
}

/** What the host remembered; anything odd falls back to its default. */
export function fromHost(settings: HostSettings): { readonly settings: Settings; readonly timeFormat: TimeFormat } {
  const { preferences } = settings
  return {
    settings: {
      theme: settings.theme,
      language: settings.language,
      pageZoom: settings.pageZoom,
      rememberRecent: settings.rememberRecent,
      presenter: preferences['view.presenter'] === true,
      maskAddresses: preferences['view.maskAddresses'] === true,
      tableColumns: parsed(preferences, 'table.columns', columns) ?? DEFAULT_SETTINGS.tableColumns,
      columnWidths: parsed(preferences, 'table.widths', widths) ?? DEFAULT_SETTINGS.columnWidths,
      layouts: parsed(preferences, 'layouts', layouts) ?? DEFAULT_SETTINGS.layouts,
      sidePanel: sidePanel(preferences['view.sidePanel']),
    },
    timeFormat: TIME_FORMATS.find((format) => format === preferences['view.timeFormat']) ?? 'utc',
  }
}

function sidePanel(value: PreferenceValue | undefined): string | null {
  if (typeof value !== 'string') return DEFAULT_SETTINGS.sidePanel
  return value === '' ? null : value
}

function parsed<T>(preferences: Preferences, name: string, schema: v.GenericSchema<unknown, T>): T | null {
  const text = preferences[name]
  if (typeof text !== 'string') return null
  try {
    const result = v.safeParse(schema, JSON.parse(text))
    return result.success ? result.output : null
  } catch {
    return null
  }
}

/**
 * Restores now, and keeps both sides equal from here on. `page` is told when it is left: what was changed a moment ago
 * is kept then, too.
 */
export function rememberSettings(
  store: WorkspaceStore,
  host: Host,
  page: Pick<EventTarget, 'addEventListener'> = window,
): void {
  let { preferences } = host.start.settings
  let known = fromHost(host.start.settings)
  store.setState(known)
  let timer: ReturnType<typeof setTimeout> | null = null
  let fromOutside = false
  host.onSettings((given) => {
    preferences = given.preferences
    const incoming = fromHost(given)
    const local = store.getState()
    fromOutside = true
    // What was changed here and is not saved yet stays as it is here; it is saved in its time.
    store.setState(
      timer === null
        ? incoming
        : {
            settings: changedOver(incoming.settings, local.settings, known.settings),
            timeFormat: local.timeFormat === known.timeFormat ? incoming.timeFormat : local.timeFormat,
          },
    )
    fromOutside = false
    known = incoming
  })
  const save = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const { settings, timeFormat } = store.getState()
    known = { settings, timeFormat }
    preferences = { ...preferences, ...toPreferences(settings, timeFormat) }
    const { theme, language, pageZoom, rememberRecent } = settings
    void host.changeSettings({ theme, language, pageZoom, rememberRecent, preferences })
  }
  const soon = (): void => {
    if (fromOutside) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  store.subscribe((state) => state.settings, soon)
  store.subscribe((state) => state.timeFormat, soon)
  page.addEventListener('pagehide', () => {
    if (timer !== null) save()
  })
}

/** `incoming` with everything that is in `local` another than it was in `known`. */
function changedOver(incoming: Settings, local: Settings, known: Settings): Settings {
  const changed = Object.entries(local).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof Settings]),
  )
  return { ...incoming, ...Object.fromEntries(changed) }
}
