// The Vite configurations of the three parts. No config file is read: what is built is said here and nowhere else.
import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { licences } from './licences.mjs'
import { ROOT } from './parts.mjs'
import { pcapParserModules } from './pcap-parser-modules.mjs'
import { shippedSamples } from './shipped-samples.mjs'
import { wat } from './wat.mjs'

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** Packages that the command line loads at run time: one has native code, the other is the second opinion as published. */
const CLI_PACKAGES = ['@napi-rs/canvas', 'pcap-parser']

const NODE_MODULES = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/**
 * @param {import('./parts.mjs').PartName} name
 * @param {string} outDir absolute
 * @returns {import('vite').InlineConfig[]}
 */
export function configsOf(name, outDir) {
  switch (name) {
    case 'window':
      return [windowConfig(outDir)]
    case 'desktop':
      return [mainConfig(outDir), preloadConfig(outDir)]
    case 'start':
      return [startConfig(outDir)]
    case 'cli':
      return [cliConfig(outDir)]
  }
}

/** @returns {import('vite').InlineConfig} */
function common() {
  return {
    configFile: false,
    envFile: false,
    mode: 'production',
    logLevel: 'silent',
    publicDir: false,
    define: { __SYNSCOPE_VERSION__: JSON.stringify(version) },
  }
}

/** @param {string} outDir @returns {import('vite').InlineConfig} */
export function windowConfig(outDir) {
  return {
    ...common(),
    root: join(ROOT, 'renderer'),
    base: '/',
    plugins: [react(), licences(), shippedSamples()],
    worker: { format: 'es', plugins: () => [pcapParserModules()] },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome120',
      // The content security policy knows no data: except for pictures, and small files compress better together.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        output: {
          // Half a hundred small files cost more than their bytes: what the first page needs is one.
          codeSplitting: {
            groups: [{ name: (id, graph) => (isNeededAtOnce(id, graph) ? 'start' : null) }],
          },
        },
      },
    },
  }
}

/**
 * True for modules that the page imports directly or through others, none of them on demand.
 * @param {string} id
 * @param {{ getModuleInfo: (id: string) => { isEntry: boolean, importers: readonly string[] } | null }} graph
 */
function isNeededAtOnce(id, graph) {
  const seen = new Set([id])
  for (const each of seen) {
    const info = graph.getModuleInfo(each)
    if (info?.isEntry) return true
    for (const importer of info?.importers ?? []) seen.add(importer)
  }
  return false
}

/** @param {string} outDir @returns {import('vite').InlineConfig} */
function mainConfig(outDir) {
  return nodeConfig({
    outDir,
    target: 'node18',
    format: 'cjs',
    entries: { main: join(ROOT, 'electron/main.ts') },
    external: ['electron'],
  })
}

/**
 * A sandboxed preload cannot load modules: everything is in the one file.
 * @param {string} outDir
 * @returns {import('vite').InlineConfig}
 */
function preloadConfig(outDir) {
  return nodeConfig({
    outDir,
    target: 'chrome120',
    format: 'cjs',
    entries: { preload: join(ROOT, 'electron/preload/preload.ts') },
    external: ['electron'],
  })
}

/** @param {string} outDir @returns {import('vite').InlineConfig} */
function startConfig(outDir) {
  return nodeConfig({
    outDir,
    target: 'node20',
    format: 'es',
    entries: {
      start: join(ROOT, 'electron/start/start.ts'),
      // The end-to-end tests serve the page with it.
      'loopback-server': join(ROOT, 'electron/start/loopback-server.ts'),
    },
    external: [],
  })
}

/** @param {string} outDir @returns {import('vite').InlineConfig} */
function cliConfig(outDir) {
  return nodeConfig({
    outDir,
    target: 'node20',
    format: 'es',
    entries: cliEntries(),
    external: CLI_PACKAGES,
  })
}

/** main.ts and every *-worker.ts, which worker_threads loads by its file name (out/cli/NAME.js). */
function cliEntries() {
  const folder = join(ROOT, 'electron/cli')
  /** @type {Record<string, string>} */
  const entries = { main: join(folder, 'main.ts') }
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const match = /(?:^|[\\/])([\w-]+-worker)\.ts$/.exec(file)
    if (match?.[1] !== undefined) entries[match[1]] = join(folder, file)
  }
  return entries
}

/**
 * @param {{ outDir: string, target: string, format: 'cjs' | 'es', entries: Record<string, string>, external: string[] }} part
 * @returns {import('vite').InlineConfig}
 */
function nodeConfig({ outDir, target, format, entries, external }) {
  return {
    ...common(),
    root: ROOT,
    plugins: [wat()],
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      outDir,
      emptyOutDir: false,
      target,
      ssr: true,
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: entries,
        external: [...external, ...NODE_MODULES],
        output: {
          format,
          // Comments and spaces are half of the text, and every start reads it again. Names stay for stack traces.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: format === 'cjs' ? 'part-[name].cjs' : 'part-[name].js',
        },
      },
    },
  }
}
