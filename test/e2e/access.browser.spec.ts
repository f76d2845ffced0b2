// Accessibility: axe on every screen in every theme and both languages, zoom to 200 %, and Tab that goes everywhere.
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

const SAMPLE = 'accept-queue-overflow'
const sample = (file: string): string =>
  fileURLToPath(new URL(`../../assets/samples/${SAMPLE}/${file}`, import.meta.url))

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}

/** By command, so that the test does not depend on the words of a language. */
async function setTheme(page: Page, theme: string): Promise<void> {
  // Colours on their way from one theme to the other are nobody's contrast.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
}

const THEMES = ['light', 'dark', 'contrast']

test('the start page is clean', async ({ app }) => {
  await expect(app.page.getByRole('button', { name: /Open files/ })).toBeVisible()
  for (const theme of THEMES) {
    await setTheme(app.page, theme)
    expect(await violations(app.page), theme).toEqual([])
  }
})

test('the workspace, its side panels and its dialogs are clean in both languages', async ({ app }) => {
  test.slow()
  const { page } = app
  await app.dropFiles(
    sample('nginx-pod.pcap'),
    sample('netstat-series.txt'),
    sample('ss-lnt-series.txt'),
    sample('sysctl.txt'),
  )
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  await page
    .getByRole('button', { name: /Explain from the beginning/ })
    .first()
    .click()
  await page.getByRole('list', { name: 'Packets of this handshake' }).getByRole('button').first().click()
  await expect(page.locator('summary', { hasText: 'IPv4' })).toBeVisible()
  for (const language of ['en', 'zh-CN']) {
    if (language === 'zh-CN') {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Find an action' }).fill('简体')
      await page.keyboard.press('Enter')
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    }
    for (const theme of THEMES) {
      await setTheme(page, theme)
      expect(await violations(page), `${language} ${theme}`).toEqual([])
    }
    await setTheme(page, 'light')
    for (const tab of [1, 2, 0]) {
      await page.getByRole('complementary').getByRole('tab').nth(tab).click()
      expect(await violations(page), `${language} side panel ${tab}`).toEqual([])
    }
    for (const keys of ['Control+k', '?', 'g', 'Control+Shift+v', 'Control+,']) {
      await page.keyboard.press(keys)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page), `${language} ${keys}`).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  }
})

test('Tab walks through the whole window and comes round', async ({ app }) => {
  const { page } = app
  await app.dropFiles(sample('nginx-pod.pcap'))
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  const seen = new Set<string>()
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab')
    seen.add(
      await page.evaluate(() => {
        const place = document.activeElement?.closest('header, aside, footer, [role=grid], section, main')
        return `${place?.tagName ?? ''} ${place?.getAttribute('role') ?? ''} ${place?.getAttribute('aria-label') ?? ''}`
      }),
    )
  }
  const places = [...seen].join('\n')
  for (const place of ['HEADER', 'ASIDE', 'role grid'.slice(5), 'FOOTER']) expect(places).toContain(place)
})

test('at 200 % nothing is cut off and the page does not scroll sideways', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 640, height: 400 })
  await app.dropFiles(sample('nginx-pod.pcap'))
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('presenter size makes type and marks half as large again', async ({ app }) => {
  const { page } = app
  await app.dropFiles(sample('nginx-pod.pcap'))
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  const size = (): Promise<number> => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  const before = await size()
  await page.keyboard.press('p')
  await expect.poll(size).toBeCloseTo(before * 1.5)
  const scale = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--mark-scale'))
  expect(scale.trim()).toBe('1.5')
})
