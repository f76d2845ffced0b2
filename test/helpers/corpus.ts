// The corpora beside the project (../shared): real captures with truths. Users clone the project alone, so a test that
// needs them says so and is skipped with the reason printed.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'

export const CORPUS = process.env.SYNSCOPE_CORPUS ?? fileURLToPath(new URL('../../../shared', import.meta.url))

/** `describe` that runs only where the corpus folder `part` is, and says why it does not otherwise. */
export function describeWithCorpus(part: string, name: string, body: (folder: string) => void): void {
  const folder = `${CORPUS}/${part}`
  if (existsSync(folder)) {
    describe(name, () => {
      body(folder)
    })
    return
  }
  console.log(`skipped: ${name} — the corpus ${part} is not beside the project (set SYNSCOPE_CORPUS to its folder)`)
  describe.skip(`${name} (corpus ${part} is missing)`, () => {
    body(folder)
  })
}
