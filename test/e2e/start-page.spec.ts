// The smoke test of both hosts: the window comes up, alone, with nothing wrong on the console.
import { expect, test } from './app.ts'

test('the window opens on a start page, isolated and under the strict policy', async ({ app }) => {
  await expect(app.page).toHaveTitle(/SynScope/)
  await expect(app.page.locator('#root')).not.toBeEmpty()
  const facts = await app.page.evaluate(() => ({
    isolated: crossOriginIsolated,
    origin: location.origin,
    host: 'synscope' in window ? 'electron' : 'browser',
  }))
  expect(facts.isolated).toBe(true)
  expect(facts.host).toBe(app.host)
  expect(facts.origin).toMatch(app.host === 'electron' ? /^app:\/\/bundle$/ : /^http:\/\/127\.0\.0\.1:\d+$/)
})

test('About shows the licences of what is built in', async ({ app }) => {
  const { page } = app
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find an action' }).fill('About SynScope')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Licences of what is built in' }).click()
  await expect(page.getByRole('region', { name: 'Licences of what is built in' })).toContainText(/react \d.*\(MIT\)/)
})
