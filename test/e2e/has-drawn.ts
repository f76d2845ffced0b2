// When a test may begin: earlier than this a user sees nothing that keys, clicks or files could be meant for.
import { expect, type Page } from '@playwright/test'

export async function hasDrawn(page: Page): Promise<void> {
  // The start page has its buttons when the window has its listeners and has told main what it shows.
  await expect(page.locator('#root button').first()).toBeVisible()
  // Chromium drops keys and clicks that come before the page was painted for the first time.
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
}
