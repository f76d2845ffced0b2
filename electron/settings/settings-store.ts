// The user's settings on the disk, and who wants to know when they change.
import { DEFAULT_SETTINGS, type Settings } from '../../shared/host/settings.ts'
import type { SettingsChange } from '../../shared/ipc/contract.ts'
import { settingsSchema } from '../../shared/ipc/schemas.ts'
import { JsonFile } from './json-file.ts'

export class SettingsStore {
  readonly #file: JsonFile<Settings>
  readonly #listeners: ((settings: Settings) => void)[] = []

  constructor(path: string) {
    this.#file = new JsonFile(path, settingsSchema, DEFAULT_SETTINGS)
  }

  get value(): Settings {
    return this.#file.value
  }

  /** Takes what is named in the change; preferences are merged by name. Tells all listeners. */
  change(change: SettingsChange): Settings {
    const before = this.#file.value
    const next: Settings = {
      version: 1,
      theme: change.theme ?? before.theme,
      language: change.language ?? before.language,
      rememberRecent: change.rememberRecent ?? before.rememberRecent,
      pageZoom: change.pageZoom ?? before.pageZoom,
      preferences: { ...before.preferences, ...change.preferences },
    }
    // A disk that cannot be written does not keep the choice from being used.
    void this.#file.set(next).catch(() => undefined)
    for (const listener of this.#listeners) listener(next)
    return next
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.push(listener)
  }

  settled(): Promise<void> {
    return this.#file.settled()
  }
}
