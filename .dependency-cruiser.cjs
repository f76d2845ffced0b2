// The folder rule of ARCHITECTURE.md, checked by a program. Packages that are pure JavaScript (no platform) may be used
// from shared/; everything else that shared/ needs comes in as a parameter.
const PURE = '^node_modules/(i18next|valibot|fflate|fzstd|@noble/hashes|@types)/'

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'shared-is-pure', severity: 'error', from: { path: '^shared/' }, to: { pathNot: ['^shared/', PURE] } },
    {
      name: 'renderer-not-electron',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^electron/', '^node_modules/electron/'] },
    },
    {
      // pcap-parser is written for Node; the npm packages that stand in for it there are named like core modules.
      name: 'renderer-not-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/workers/(crosscheck[.]worker|pcap-parser/)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workers-not-views',
      severity: 'error',
      from: { path: '^renderer/workers/' },
      to: { path: '^renderer/(?!workers/|host/(byte-source|file-source|url-source|trusted-types)[.]ts)' },
    },
    { name: 'electron-not-renderer', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    {
      name: 'cli-not-electron',
      severity: 'error',
      from: { path: '^electron/cli/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'recharts-in-one-folder',
      severity: 'error',
      from: { path: '^renderer/(?!charts/)' },
      to: { path: '^node_modules/recharts/' },
    },
    {
      name: 'product-not-test',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '^test/' },
    },
    {
      name: 'preload-is-thin',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: {
        pathNot: [
          '^electron/preload/',
          '^electron/host/electron-versions[.]ts',
          '^shared/(ipc|host)/',
          '^node_modules/electron/',
        ],
      },
    },
    {
      name: 'build-not-product',
      severity: 'error',
      from: { path: '^electron/(?!start/start|cli/synscope|build/)' },
      to: { path: '^electron/build/' },
    },
    // What the build writes is not there before it has run.
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '(^|/)out/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
