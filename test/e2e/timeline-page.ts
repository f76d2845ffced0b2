// The timeline as specs speak of it.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type App } from './app.ts'

const SAMPLES = fileURLToPath(new URL('../../assets/samples', import.meta.url))

/** Opens every file of a shipped sample and waits for the lanes. */
export async function openSample(app: App, name: string): Promise<void> {
  const folder = join(SAMPLES, name)
  const files = readdirSync(folder).filter((file) => /\.(pcap|txt)$/.test(file))
  await app.answerOpenDialog(...files.map((file) => join(folder, file)))
  await app.page.getByRole('button', { name: 'Open files…' }).click()
  await expect(lanes(app)).toBeVisible()
  await expect(lanes(app).getByRole('row').first()).toBeVisible()
}

export const timeline = (app: App) => app.page.getByTestId('timeline')
export const lanes = (app: App) => timeline(app).getByRole('treegrid')
export const crumbs = (app: App) =>
  timeline(app).getByRole('navigation', { name: 'Ranges gone into' }).getByRole('button')
