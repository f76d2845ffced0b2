// `node test/run/contact-sheet.mjs [OUT] [SCENARIO …]`: figures of lab scenarios in both languages, side by side, to be
// looked at with a critical eye. Writes into test-results/contact-sheet unless another folder is named.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LAB = join(process.env.SYNSCOPE_CORPUS ?? join(ROOT, '..', 'shared'), 'captures', 'lab')
const [out = join(ROOT, 'test-results', 'contact-sheet'), ...scenarios] = process.argv.slice(2)

if (!existsSync(LAB)) {
  console.log(`skipped: the lab captures are not at ${LAB} (set SYNSCOPE_CORPUS to the folder that holds captures/lab)`)
  process.exit(0)
}

// Inside the repository, so that the built file finds @napi-rs/canvas and the fonts.
const folder = mkdtempSync(join(existsSync(join(ROOT, 'out')) ? join(ROOT, 'out') : tmpdir(), 'contact-sheet-'))
try {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, 'test/helpers/contact-sheet.ts'),
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'contact-sheet.mjs' }, external: ['@napi-rs/canvas'] },
    },
    ssr: { noExternal: true, external: ['@napi-rs/canvas'] },
  })
  const { drawContactSheet } = await import(pathToFileURL(join(folder, 'contact-sheet.mjs')).href)
  for (const name of await drawContactSheet(LAB, out, scenarios)) console.log(join(out, name))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
