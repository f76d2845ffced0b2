// The workspace where there is little room: 200 % zoom of 1280 × 720, presenter size. Everything can be reached and nothing is
// cut off at the side.
import { expect, test } from './app.ts'
import { lanes, openSample, timeline } from './timeline-page.ts'

/** Width of a thin scroll bar; headless browsers show none. */
const SCROLL_BAR = 11

/** What sticks out of the window to the right without anything to scroll it by. */
const cutAtTheSide = (): string[] => {
  const out: string[] = []
  for (const element of document.querySelectorAll('button, [role="tab"], [role="columnheader"], input')) {
    const { right, width } = element.getBoundingClientRect()
    if (width === 0 || right <= innerWidth + 1) continue
    let around = element.parentElement
    while (around && !/auto|scroll/.test(getComputedStyle(around).overflowX)) around = around.parentElement
    if (!around) out.push(element.getAttribute('aria-label') ?? element.textContent ?? '')
  }
  return out
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`at 640 × 360 the panels are stacked and all can be scrolled to (${language})`, async ({ app }) => {
    const { page } = app
    await openSample(app, 'accept-queue-overflow')
    if (language !== 'en') {
      await page.getByRole('button', { name: 'Language' }).click()
      await page.getByRole('menuitem', { name: /简体中文/ }).click()
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    }
    await page.setViewportSize({ width: 640, height: 360 })
    const main = page.getByRole('main')
    await expect.poll(() => main.evaluate((element) => element.scrollHeight > element.clientHeight * 2)).toBe(true)
    for (const part of [timeline(app), page.getByRole('complementary'), page.locator('#handshake-table')]) {
      await part.scrollIntoViewIfNeeded()
      await expect(part).toBeInViewport({ ratio: 0.2 })
      const box = await part.boundingBox()
      expect(box?.width).toBeGreaterThan(560)
      expect(box?.height).toBeGreaterThan(100)
    }
    expect(await page.evaluate(cutAtTheSide)).toEqual([])
    // Back in a large window nothing is lost: what was chosen is still chosen.
    await page.setViewportSize({ width: 1280, height: 720 })
    await expect(lanes(app).locator('[aria-selected="true"]')).toHaveCount(1)
  })
}

test('at 1280 × 720 outcome, start, ends and number of SYNs of a handshake are seen whole in any language', async ({
  app,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 720 })
  await openSample(app, 'accept-queue-overflow')
  /** Pixels from the end of a title to the scroll bar of the table. */
  const room = async (title: string): Promise<number> => {
    const table = page.locator('#handshake-table')
    const box = await table.boundingBox()
    const words = await table.getByText(title, { exact: true }).boundingBox()
    return (box?.x ?? 0) + (box?.width ?? 0) - SCROLL_BAR - (words?.x ?? Infinity) - (words?.width ?? 0)
  }
  await expect.poll(() => room('SYNs')).toBeGreaterThanOrEqual(0)
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: /简体中文/ }).click()
  await expect.poll(() => room('SYN 数')).toBeGreaterThanOrEqual(0)
})

test('presenter size keeps several lanes and the verdict on a 1280 × 720 projector', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 720 })
  await openSample(app, 'accept-queue-overflow')
  await page.keyboard.press('p')
  await expect(page.locator('html')).toHaveAttribute('data-presenter')
  await expect(page.getByRole('region', { name: 'Verdict' }).first()).toBeInViewport()
  await expect.poll(async () => (await lanes(app).boundingBox())?.height ?? 0).toBeGreaterThan(36 * 5)
  expect(await page.evaluate(cutAtTheSide)).toEqual([])
})

test('1280 × 720 shows lanes, a counter, the verdict and the table at once, and keeps the heights that were dragged', async ({
  app,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 720 })
  await openSample(app, 'accept-queue-overflow')
  await expect(timeline(app).getByRole('img', { name: /TcpExt\.ListenOverflows/ })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('heading', { name: 'Accept queue overflow' })).toBeInViewport()
  await expect(page.locator('#handshake-table')).toBeInViewport()
  const room = page.getByRole('region', { name: 'Timeline' })
  const height = async (): Promise<number> => (await room.boundingBox())?.height ?? 0
  expect((await lanes(app).boundingBox())?.height).toBeGreaterThan(24 * 4)
  const before = await height()
  const edge = await room.boundingBox()
  if (edge === null) throw new Error('the timeline has no place')
  await page.mouse.move(edge.x + 400, edge.y + edge.height + 0.5)
  await page.mouse.down()
  await page.mouse.move(edge.x + 400, edge.y + edge.height + 90, { steps: 6 })
  await page.mouse.up()
  await expect.poll(height).toBeGreaterThan(before + 60)
  const dragged = await height()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('synscope.settings') ?? '')).toContain('work')
  await page.reload()
  await openSample(app, 'accept-queue-overflow')
  await expect.poll(async () => Math.abs((await height()) - dragged)).toBeLessThan(4)
})
