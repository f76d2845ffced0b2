// When a test may begin: before that, keys and drops have nobody who listens.
import { expect, type Page } from '@playwright/test'

export async function hasDrawn(page: Page): Promise<void> {
  // The start page has its buttons when the window has its listeners and has told main what it shows.
  await expect(page.locator('#root button').first()).toBeVisible()
}
