// What axe finds on the page, in words for the report of a failed test. Browser only: axe measures colours, which the
// software screen of an Electron under test need not show.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const THEMES = ['light', 'dark', 'contrast'] as const

/** Everything that is wrong on the page, or only inside what the selector finds. */
export async function violations(page: Page, within: string | null = null): Promise<string[]> {
  // "Legacy" is axe in the page itself. There are no frames here that would need the other way, which takes three times as
  // long.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations: found } = await (within === null ? axe : axe.include(within)).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}

/** At once and without words, so that a test depends neither on the language nor on colours that are on their way. */
export async function setTheme(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
}
