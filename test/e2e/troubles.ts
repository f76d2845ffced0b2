// What goes wrong without a test looking: errors on the console, exceptions, refusals of the content security policy. Each
// test fails on them unless it expects them.
import type { ConsoleMessage, Page } from '@playwright/test'

export interface Troubles {
  watch(page: Page): void
  unwatch(page: Page): void
  allow: (pattern: RegExp) => void
  seen(): readonly string[]
}

export function watchTroubles(): Troubles {
  const all: string[] = []
  const allowed: RegExp[] = []
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() !== 'error') return
    // A resource that is missing is named by its place only.
    all.push(`console: ${message.text()} ${message.location().url}`.trim())
  }
  const onError = (error: Error): void => {
    all.push(`exception: ${error.message}`)
  }
  return {
    watch(page) {
      page.on('console', onConsole)
      page.on('pageerror', onError)
    },
    unwatch(page) {
      page.off('console', onConsole)
      page.off('pageerror', onError)
    },
    allow: (pattern) => void allowed.push(pattern),
    seen: () => all.filter((each) => !allowed.some((pattern) => pattern.test(each))),
  }
}
