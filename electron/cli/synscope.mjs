#!/usr/bin/env node
// `synscope …` and `npm run cli -- …`: builds the command line when its sources changed, then runs it.
import { ensureBuilt } from '../build/ensure-built.mjs'

try {
  await ensureBuilt(['cli'])
} catch (error) {
  process.stderr.write(
    `synscope: the command line could not be built: ${error instanceof Error ? error.message : error}\n`,
  )
  process.exit(1)
}
const { main } = await import('../../out/cli/main.js')
await main()
