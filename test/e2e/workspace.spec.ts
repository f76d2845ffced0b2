// The main job on the screen, in both hosts: open a capture with its counters, read the verdict, follow its numbers, filter,
// sort, look at one handshake, hand something on.
import { fileURLToPath } from 'node:url'
import { expect, test } from './app.ts'
import { hasDrawn } from './has-drawn.ts'

const sample = (file: string): string =>
  fileURLToPath(new URL(`../../assets/samples/accept-queue-overflow/${file}`, import.meta.url))
const CAPTURE = sample('nginx-pod.pcap')
const ALL = ['nginx-pod.pcap', 'netstat-series.txt', 'ss-lnt-series.txt', 'sysctl.txt'].map(sample)

test('opening the sample tells the story in one look', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: /Accept queue overflow/ }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(
    /accept queue of 10\.244\.1\.23:80 was full/i,
  )
  await expect(page.getByText('certain').first()).toBeVisible()
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  // One of the handshakes that tell it is in focus: seven SYNs, none answered.
  const ladder = page.getByRole('list', { name: 'Packets of this handshake' })
  await expect(ladder.getByRole('button')).toHaveCount(7)
  await expect(ladder.getByText('no answer')).toHaveCount(7)
  await page.getByRole('tab', { name: 'Counters' }).click()
  await expect(page.getByRole('row', { name: /TcpExt\.ListenOverflows/ })).toContainText('+1,957')
})

test('a number of the verdict selects exactly what it counts', async ({ app }) => {
  const { page } = app
  await app.dropFiles(...ALL)
  const card = page.getByRole('article').first()
  await card.getByRole('button', { name: '343', exact: true }).first().click()
  await expect(page.getByText('343 selected', { exact: false }).first()).toBeVisible()
  await expect(page.locator('footer')).toContainText('343 selected: 1,957 SYNs, 1,957 unanswered')
})

test('the filter narrows table and count, explains faults, and back undoes', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  const box = page.getByRole('combobox', { name: 'Filter handshakes' })
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  await box.fill('outcome == unanswered && syns >= 7')
  await expect(page.getByRole('status').filter({ hasText: ' of 421' })).toBeVisible()
  await box.fill('server.prot == 80')
  await expect(page.getByRole('alert')).toContainText('Did you mean server.port?')
  await box.fill('outcome == established')
  await expect(page.getByText('78 of 421')).toBeVisible()
  await box.press('Enter')
  await expect(page.getByRole('grid', { name: 'Handshakes' })).toBeFocused()
})

test('rows are sorted, chosen with the keyboard and copied', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  await page.getByRole('button', { name: 'SYNs', exact: true }).click()
  await page.getByRole('button', { name: 'SYNs', exact: true }).click()
  const grid = page.getByRole('grid', { name: 'Handshakes' })
  await grid.focus()
  await page.keyboard.press('Home')
  const first = grid.locator('[aria-rowindex="2"]')
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await expect(first).toContainText('unanswered')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('2 rows copied.')).toBeVisible()
  if (app.host === 'browser') {
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text.trimEnd().split('\n')).toHaveLength(3)
    expect(text).toContain('Outcome\tStart\tClient')
  }
})

test('N goes to the next failed handshake, G to a frame, and its bytes are shown', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  const ladder = page.getByRole('list', { name: 'Packets of this handshake' })
  await expect(ladder).toBeVisible()
  const before = await ladder.textContent()
  await page.keyboard.press('n')
  await expect(ladder).not.toHaveText(before ?? '')
  await page.keyboard.press('g')
  await page.getByRole('textbox', { name: 'Frame number, as in Wireshark' }).fill('617')
  await page.keyboard.press('Enter')
  const pane = page.getByRole('region', { name: 'Frame 617' })
  await expect(pane.locator('summary', { hasText: 'IPv4' })).toBeVisible()
  await expect(pane.getByLabel('Bytes of the packet')).toContainText('0000')
})

test('the palette finds an action by its words, in the language of the window', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  await expect(page.getByRole('grid', { name: 'Handshakes' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find an action' }).fill('简体')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid', { name: '握手列表' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('region', { name: '结论' })).toBeVisible()
})

test('masked addresses are nowhere on the screen', async ({ app }) => {
  const { page } = app
  await app.dropFiles(...ALL)
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  await page.getByRole('button', { name: 'Mask addresses' }).click()
  await expect(page.getByText('server-A:80').first()).toBeVisible()
  for (const tab of ['Verdict', 'Counters', 'Files']) {
    await page.getByRole('tab', { name: tab }).click()
    expect(await page.locator('body').innerText()).not.toMatch(/10\.244\.1\.|nginx-pod/)
  }
})

test('what is listed is exported as CSV and JSON', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  await page.getByRole('combobox', { name: 'Filter handshakes' }).fill('syns >= 7')
  await expect(page.getByText('82 of 421')).toBeVisible()
  for (const kind of ['CSV', 'JSON'] as const) {
    const { name, bytes } = await app.savedBy(async () => {
      await page.getByRole('button', { name: 'Copy and export' }).click()
      await page.getByRole('menuitem', { name: new RegExp(`as ${kind}`) }).click()
    })
    const text = new TextDecoder().decode(bytes)
    expect(name).toMatch(new RegExp(`\\.${kind.toLowerCase()}$`))
    if (kind === 'CSV') expect(text.trimEnd().split('\r\n')).toHaveLength(83)
    else expect((JSON.parse(text) as { handshakes: unknown[] }).handshakes).toHaveLength(82)
  }
})

test('columns, theme and language are remembered', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  await page.getByRole('button', { name: 'Columns…' }).click()
  await page.getByRole('checkbox', { name: 'Frame', exact: true }).check()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('columnheader', { name: 'Frame' })).toBeAttached()
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  // At once: what is not written yet is written on leaving.
  await page.reload()
  await hasDrawn(page)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await app.openFiles(CAPTURE)
  await expect(page.getByRole('columnheader', { name: 'Frame' })).toBeAttached()
})
