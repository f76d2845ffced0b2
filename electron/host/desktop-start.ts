// What the desktop tells the page at once.
import type { HostStart } from '../../shared/host/host.ts'
import type { Settings } from '../../shared/host/settings.ts'

const PLATFORMS: Partial<Record<NodeJS.Platform, HostStart['platform']>> = {
  darwin: 'mac',
  win32: 'windows',
  linux: 'linux',
}

export function desktopStart(version: string, locale: string, settings: Settings): HostStart {
  return {
    host: 'desktop',
    platform: PLATFORMS[process.platform] ?? 'other',
    version,
    locale,
    settings,
    can: {
      recent: true,
      saveAgain: true,
      pdf: true,
      print: true,
      recovery: true,
      nativeMenu: true,
      reveal: true,
      openBeside: true,
    },
  }
}
