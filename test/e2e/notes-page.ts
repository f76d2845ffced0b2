// The sample with suggested notes: where specs of pictures, works and reports begin.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from './app.ts'
import type { App } from './app.ts'

export const SAMPLE = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow', import.meta.url))

export async function openWithNotes(app: App): Promise<void> {
  await app.openFiles(join(SAMPLE, 'nginx-pod.pcap'), join(SAMPLE, 'netstat-series.txt'))
  await expect(app.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  await app.page.getByRole('tab', { name: /^Notes/ }).click()
  await app.page.getByRole('button', { name: 'Suggest notes' }).click()
  await expect(app.page.getByTestId('note-item').first()).toBeVisible()
}
