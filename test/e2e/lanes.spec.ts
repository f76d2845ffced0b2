// What can be done with a lane, and what lies over the strips under the lanes.
import { expect, test } from './app.ts'
import { lanes, openSample, timeline } from './timeline-page.ts'

test.beforeEach(({ app }) => openSample(app, 'accept-queue-overflow'))

test('a lane has a menu under the pointer and under the keyboard', async ({ app }) => {
  const { page } = app
  const place = await lanes(app).boundingBox()
  if (place === null) throw new Error('the lanes have no place')
  await page.mouse.click(place.x + place.width / 2, place.y + 36, { button: 'right' })
  const menu = page.getByRole('menu', { name: 'What to do with this handshake' })
  await expect(menu.getByRole('menuitem', { name: /Wireshark filter/ })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: /packets/i })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: /note/i })).toBeVisible()
  const chosen = await lanes(app).locator('[aria-selected="true"]').textContent()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()

  await lanes(app).focus()
  await page.keyboard.press('ArrowDown')
  await expect(lanes(app).locator('[aria-selected="true"]')).not.toHaveText(chosen ?? '')
  await page.keyboard.press('Shift+F10')
  await menu.getByRole('menuitem', { name: /outcome == unanswered/ }).click()
  await expect(page.locator('#filter-text')).toHaveValue('outcome == unanswered')
})

test('the pointer over lanes too thin to draw says what lies there', async ({ app }) => {
  const { page } = app
  await timeline(app).getByRole('button', { name: 'Fit all lanes into view' }).click()
  const place = await lanes(app).boundingBox()
  if (place === null) throw new Error('the lanes have no place')
  const words = timeline(app).getByText('Lanes here')
  await expect
    .poll(async () => {
      // Somewhere on this line there is a cell; which one depends on the width.
      for (let i = 0; i < 60 && (await words.count()) === 0; i++) {
        await page.mouse.move(place.x + place.width * (0.4 + i * 0.006), place.y + place.height * 0.4)
      }
      return words.count()
    })
    .toBe(1)
  await expect(timeline(app).getByText(/^\d+ SYNs?$/)).toBeVisible()
})

test('a note on a stretch of time goes on through the counters, one on a counter has its number there', async ({
  app,
}) => {
  const { page } = app
  const place = await lanes(app).boundingBox()
  if (place === null) throw new Error('the lanes have no place')
  const y = place.y + place.height / 2
  await page.mouse.move(place.x + place.width * 0.5, y)
  await page.mouse.down()
  await page.mouse.move(place.x + place.width * 0.6, y, { steps: 5 })
  await page.mouse.up()
  await page.keyboard.press('m')
  await expect(page.locator('textarea')).toBeFocused()
  await page.keyboard.type('here')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const strip = timeline(app)
    .getByRole('img', { name: /TcpExt\.ListenOverflows/ })
    .getByTestId('strip-notes')
  await expect(strip.locator('rect')).toHaveCount(1)
  const box = await strip.boundingBox()
  if (box === null) throw new Error('the strip has no place')
  await page.mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.7)
  await page.keyboard.press('m')
  await expect(page.locator('textarea')).toBeFocused()
  await page.keyboard.type('here')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(strip.locator('circle')).toHaveCount(1)
  // Panned away, the marks go along.
  const before = await strip.locator('rect').getAttribute('x')
  await lanes(app).focus()
  await page.keyboard.press('w')
  await expect(strip.locator('rect')).not.toHaveAttribute('x', before ?? '')
  // Undone, they are gone from the strips as well.
  await expect
    .poll(async () => {
      await app.accelerator('Control+Z')
      return strip.count()
    })
    .toBe(0)
})

test('moving the snapshots shows the lanes that they are moved under', async ({ app }) => {
  const { page } = app
  await timeline(app).getByRole('button', { name: 'Backoff' }).click()
  await expect(timeline(app).getByRole('heading', { name: 'When each attempt came' })).toBeVisible()
  await page.getByRole('button', { name: 'Save, share and check' }).click()
  await page.getByRole('menuitem', { name: 'Align Clocks' }).click()
  await expect(timeline(app).getByRole('slider', { name: /Snapshots moved by/ })).toBeVisible()
})

test('back and forward undo and redo changes of the view', async ({ app }) => {
  const { page } = app
  const start = timeline(app).getByRole('slider', { name: 'Start of the shown range' })
  const whole = await start.getAttribute('aria-valuetext')
  await page.keyboard.press('f')
  await expect(start).not.toHaveAttribute('aria-valuetext', whole ?? '')
  const near = await start.getAttribute('aria-valuetext')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(start).toHaveAttribute('aria-valuetext', whole ?? '')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(start).toHaveAttribute('aria-valuetext', near ?? '')
})
