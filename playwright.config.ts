// Two hosts, one set of specs: `*.spec.ts` run in the browser and in Electron, `*.desktop.spec.ts` and `*.browser.spec.ts`
// only in theirs. Locale, zone and scale are pinned so that what is on the screen is the same everywhere.
import { defineConfig } from '@playwright/test'
import type { HostOptions } from './test/e2e/app.ts'
import { findChromium } from './test/run/find-chromium.mjs'
import { findElectron } from './test/run/find-electron.mjs'

process.env['TZ'] = 'UTC'

const chromium = findChromium()

export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/build-first.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // For a machine that stops for seconds; what fails only now and then is to be found, not tried again.
  retries: 1,
  reporter: 'line',
  use: {
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    actionTimeout: 20_000,
    colorScheme: 'light',
  },
  projects: [
    ...(chromium === null
      ? []
      : [
          {
            name: 'chromium',
            testIgnore: '**/*.desktop.spec.ts',
            use: {
              hostKind: 'browser' as const,
              launchOptions: {
                executablePath: chromium,
                args: [
                  // Chromium's own sandbox does not start as root, which is who runs containers.
                  '--no-sandbox',
                  '--disable-gpu',
                  '--disable-quic',
                  '--no-first-run',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                ],
              },
            },
          },
        ]),
    ...(findElectron() === null
      ? []
      : [
          {
            name: 'electron',
            testIgnore: '**/*.browser.spec.ts',
            // One program takes about a gigabyte.
            workers: 1,
            use: { hostKind: 'electron' as const },
          },
        ]),
  ],
})
