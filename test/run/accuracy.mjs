// `npm run accuracy`: every lab scenario under every condition, and a confusion table by cause. Ends with exit status 1
// when a whole-evidence run has another first cause than the truth, or any run is wrong and certain.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LAB = join(process.env.SYNSCOPE_CORPUS ?? join(ROOT, '..', 'shared'), 'captures', 'lab')

if (!existsSync(LAB)) {
  console.log(`skipped: the lab captures are not at ${LAB} (set SYNSCOPE_CORPUS to the folder that holds captures/lab)`)
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'synscope-accuracy-'))
try {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, 'test/helpers/lab-runs.ts'),
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'lab-runs.mjs' } },
    },
    ssr: { noExternal: true },
  })
  const { runAll, confusionTable } = await import(pathToFileURL(join(folder, 'lab-runs.mjs')).href)
  const results = await runAll(LAB)
  const { text, failed } = confusionTable(results)
  console.log(text)
  process.exitCode = failed ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
