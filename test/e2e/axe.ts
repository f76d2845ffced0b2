// axe in both hosts. It runs in a page of its own where it can; Electron's debugger cannot make one, and there is only our own
// frame to look at, so it runs in the page itself there.
import { AxeBuilder } from '@axe-core/playwright'
import type { App } from './app.ts'

export function axe({ page, host }: App): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(host === 'electron')
}
