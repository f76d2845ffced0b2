// Axe on the timeline; the page of the desktop program is the same.
import { expect, test } from './app.ts'
import { violations } from './axe.ts'
import { openSample, timeline } from './timeline-page.ts'

test('axe finds nothing wrong with lanes and backoff in the light and the dark theme', async ({ app }) => {
  const { page } = app
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openSample(app, 'accept-queue-overflow')
  for (const view of ['Lanes', 'Backoff'] as const) {
    await timeline(app).getByRole('button', { name: view, exact: true }).click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page, '[data-testid="timeline"]'), `${view} ${colorScheme}`).toEqual([])
    }
  }
})
