// Settings and the recovery slot in the browser's localStorage. A damaged entry is dropped; a full or forbidden storage
// does not keep a choice from being used in this session.
import * as v from 'valibot'
import { DEFAULT_SETTINGS, type Settings } from '../../shared/host/settings.ts'
import type { SettingsChange } from '../../shared/ipc/contract.ts'
import { settingsSchema } from '../../shared/ipc/schemas.ts'

export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const SETTINGS_KEY = 'synscope.settings'
export const RECOVERY_KEY = 'synscope.recovery'

export interface StoredSettings {
  readonly value: Settings
  change(change: SettingsChange): Settings
  writeRecovery(text: string): void
  takeRecovery(): string | null
  clearRecovery(): void
}

export function storedSettings(storage: SettingsStorage): StoredSettings {
  let value = readSettings(storage)
  return {
    get value() {
      return value
    },
    change(change) {
      value = {
        ...value,
        ...(change.theme === undefined ? {} : { theme: change.theme }),
        ...(change.language === undefined ? {} : { language: change.language }),
        ...(change.rememberRecent === undefined ? {} : { rememberRecent: change.rememberRecent }),
        ...(change.pageZoom === undefined ? {} : { pageZoom: change.pageZoom }),
        preferences: { ...value.preferences, ...change.preferences },
      }
      attempt(() => storage.setItem(SETTINGS_KEY, JSON.stringify(value)))
      return value
    },
    writeRecovery: (text) => void attempt(() => storage.setItem(RECOVERY_KEY, text)),
    takeRecovery: () => {
      const text = attempt(() => storage.getItem(RECOVERY_KEY))
      attempt(() => storage.removeItem(RECOVERY_KEY))
      return text
    },
    clearRecovery: () => void attempt(() => storage.removeItem(RECOVERY_KEY)),
  }
}

function readSettings(storage: SettingsStorage): Settings {
  const parsed = attempt(() => v.safeParse(settingsSchema, JSON.parse(storage.getItem(SETTINGS_KEY) ?? 'null')))
  return parsed?.success === true ? parsed.output : DEFAULT_SETTINGS
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
