// The timeline in both hosts: what a user sees of the shipped sample, and that pointer and keys do what they say.
import { expect, test } from './app.ts'
import { crumbs, lanes, openSample, timeline } from './timeline-page.ts'

test.describe('the sample on the timeline', () => {
  test.beforeEach(({ app }) => openSample(app, 'accept-queue-overflow'))

  test('has a lane for each failed handshake, with its gaps in words for those who do not see the marks', async ({
    app,
  }) => {
    await expect(lanes(app)).toHaveAttribute('aria-rowcount', '343')
    await expect(lanes(app).getByRole('row').first()).toContainText(
      /unanswered\. 7 SYNs from .* Gaps: 1\.0\d s, 2\.0\d s, 4\.\d\d s/,
    )
  })

  test('says how much of a counter the capture explains', async ({ app }) => {
    const counter = timeline(app).getByRole('img', { name: /TcpExt\.ListenOverflows/ })
    await expect(counter).toBeVisible()
    await expect(counter).toHaveAttribute('aria-label', /capture explains 1,9\d\d of 1,957/)
    // Bars are drawn, and not too many of them.
    const bars = counter.locator('svg.recharts-surface rect')
    await expect.poll(() => bars.count()).toBeGreaterThan(50)
    expect(await bars.count()).toBeLessThanOrEqual(500)
  })

  test('draws what the canvas promises: marks of unanswered SYNs', async ({ app }) => {
    const orange = await lanes(app).evaluate((grid) => {
      const canvas = grid.parentElement?.querySelector('canvas')
      const context = canvas?.getContext('2d')
      if (!canvas || !context) return 0
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      let count = 0
      for (let i = 0; i < data.length; i += 4) {
        if ((data[i] ?? 0) > 190 && (data[i + 1] ?? 0) < 90 && (data[i + 2] ?? 0) < 60) count++
      }
      return count
    })
    expect(orange).toBeGreaterThan(500)
  })

  test('dragging selects, Enter goes in, the breadcrumb and Escape lead back', async ({ app }) => {
    const box = await lanes(app).boundingBox()
    if (box === null) throw new Error('the lanes have no place')
    const y = box.y + box.height / 2
    await app.page.mouse.move(box.x + box.width * 0.5, y)
    await app.page.mouse.down()
    await app.page.mouse.move(box.x + box.width * 0.7, y, { steps: 5 })
    await app.page.mouse.up()
    await expect(timeline(app).getByRole('button', { name: 'Zoom to the selection' })).toBeVisible()
    await app.page.keyboard.press('Enter')
    await expect(crumbs(app)).toHaveCount(2)
    await app.page.keyboard.press('Escape')
    await expect(crumbs(app)).toHaveCount(1)
  })

  test('W zooms, 0 shows the whole capture again', async ({ app }) => {
    const start = timeline(app).getByRole('slider', { name: 'Start of the shown range' })
    const before = await start.getAttribute('aria-valuetext')
    await app.page.keyboard.press('w')
    await app.page.keyboard.press('w')
    await expect(start).not.toHaveAttribute('aria-valuetext', before ?? '')
    await app.page.keyboard.press('0')
    await expect(start).toHaveAttribute('aria-valuetext', before ?? '')
  })

  test('arrow keys walk the lanes and the table follows', async ({ app }) => {
    await lanes(app).focus()
    await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('ArrowDown')
    const chosen = lanes(app).locator('[aria-selected="true"]')
    await expect(chosen).toHaveCount(1)
    const client = (await chosen.textContent())?.match(/10\.\d+\.\d+\.\d+:\d+/)?.[0] ?? 'none'
    await expect(app.page.locator('#handshake-table [aria-selected="true"]')).toContainText(client)
  })

  test('groups fold with their sums', async ({ app }) => {
    await timeline(app)
      .getByRole('button', { name: /^Group by/ })
      .click()
    await app.page.getByRole('menuitem', { name: 'listener' }).click()
    const header = lanes(app).getByRole('row', { expanded: true })
    await expect(header).toContainText('343 handshakes · 343 failed · 1,957 unanswered SYNs')
    await header.click()
    await expect(lanes(app)).toHaveAttribute('aria-rowcount', '1')
  })

  test('all lanes fit as density and come back', async ({ app }) => {
    const fit = timeline(app).getByRole('button', { name: 'Fit all lanes into view' })
    await fit.click()
    await expect(fit).toHaveAttribute('aria-pressed', 'true')
    await expect(lanes(app).getByRole('row').first()).toContainText('unanswered')
    await fit.click()
    await expect(fit).toHaveAttribute('aria-pressed', 'false')
  })

  test('the backoff chart names the timers', async ({ app }) => {
    await timeline(app).getByRole('button', { name: 'Backoff' }).click()
    await expect(timeline(app).getByText(/timer of 16 s/)).toBeVisible()
    await expect(timeline(app).getByText('Linux before 6.5')).toBeVisible()
    await expect.poll(() => timeline(app).locator('svg.recharts-surface').count()).toBe(2)
  })

  test('moving the snapshots shows how well they still fit', async ({ app }) => {
    await timeline(app).getByRole('button', { name: 'Move the snapshots in time' }).click()
    const slider = timeline(app).getByRole('slider', { name: /Snapshots moved by/ })
    const agreement = timeline(app).getByText(/% of packets and growth meet/)
    const before = Number.parseFloat((await agreement.textContent()) ?? '0')
    await slider.fill('60')
    await expect.poll(async () => Number.parseFloat((await agreement.textContent()) ?? '100')).toBeLessThan(before - 10)
  })
})
