// Accessibility: axe on every screen in every theme and both languages, zoom to 200 %, and Tab that goes everywhere.
import { fileURLToPath } from 'node:url'
import { createTranslate } from '../../shared/i18n/translate.ts'
import { expect, test } from './app.ts'
import { setTheme, THEMES, violations } from './axe.ts'

const sample = (file: string): string =>
  fileURLToPath(new URL(`../../assets/samples/accept-queue-overflow/${file}`, import.meta.url))
const ALL = ['nginx-pod.pcap', 'netstat-series.txt', 'ss-lnt-series.txt', 'sysctl.txt'].map(sample)

test('the start page is clean', async ({ app }) => {
  for (const theme of THEMES) {
    await setTheme(app.page, theme)
    expect(await violations(app.page), theme).toEqual([])
  }
})

test('with reduced motion colours do not travel', async ({ app }) => {
  const { page } = app
  await setTheme(page, 'dark')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

for (const language of ['en', 'zh-CN'] as const) {
  const t = createTranslate(language)

  test.describe(`in ${language}`, () => {
    test.beforeEach(async ({ app: { page } }) => {
      if (language === 'en') return
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Find an action' }).fill('简体')
      await page.keyboard.press('Enter')
      await expect(page.locator('html')).toHaveAttribute('lang', language)
    })

    test('the workspace is clean in every theme', async ({ app }) => {
      const { page } = app
      await app.dropFiles(...ALL)
      await page
        .getByRole('button', { name: t('app.verdict.explain') })
        .first()
        .click()
      const packets = page.getByRole('list', { name: t('app.detail.packets') })
      await packets.getByRole('button').first().click()
      await expect(page.locator('summary', { hasText: 'IPv4' })).toBeVisible()
      for (const theme of THEMES) {
        await setTheme(page, theme)
        expect(await violations(page), theme).toEqual([])
      }
    })

    test('the side panels and the dialogs are clean', async ({ app }) => {
      const { page } = app
      await app.dropFiles(...ALL)
      await expect(page.getByRole('list', { name: t('app.detail.packets') })).toBeVisible()
      await setTheme(page, 'light')
      for (const tab of [0, 1, 2]) {
        await page.getByRole('complementary').getByRole('tab').nth(tab).click()
        expect(await violations(page, 'aside'), `side panel ${tab}`).toEqual([])
      }
      for (const keys of ['Control+k', '?', 'g', 'Control+Shift+v', 'Control+,']) {
        await page.keyboard.press(keys)
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await violations(page, '[role="dialog"]'), keys).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
    })
  })
}

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
