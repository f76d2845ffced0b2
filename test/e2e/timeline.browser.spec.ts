// Axe opens a page of its own, which the desktop program does not allow: the same page is looked at in the browser.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './app.ts'
import { openSample, timeline } from './timeline-page.ts'

for (const theme of ['light', 'dark'] as const) {
  for (const view of ['Lanes', 'Backoff'] as const) {
    test(`axe finds nothing wrong with ${view} in the ${theme} theme`, async ({ app }) => {
      await app.page.emulateMedia({ colorScheme: theme })
      await openSample(app, 'accept-queue-overflow')
      await timeline(app).getByRole('button', { name: view, exact: true }).click()
      const { violations } = await new AxeBuilder({ page: app.page }).include('[data-testid="timeline"]').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    })
  }
}
