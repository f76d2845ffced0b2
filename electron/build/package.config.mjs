// Packaging with electron-builder, which is not a dependency (it brings 300 packages and fetches programs at run time):
//   npm run build && npx electron-builder@26 --config electron/build/package.config.mjs
// SYNSCOPE_TEST_BUILD=1 makes the unsigned build for the end-to-end tests. Nothing of node_modules is packed: the bundles
// of out/ carry all they need.
import { RELEASE_FUSES, TEST_BUILD_FUSES } from './fuses.mjs'

const isTestBuild = process.env.SYNSCOPE_TEST_BUILD === '1'

/** Wireshark stays the default program for captures; SynScope is offered beside it. */
const CAPTURE_ENDINGS = ['pcap', 'pcapng', 'cap']

export default {
  appId: 'org.synscope.app',
  productName: 'SynScope',
  copyright: 'The SynScope authors, MIT',
  directories: { output: 'out/packages' },
  files: [
    'package.json',
    'LICENSE',
    'out/electron/**',
    'out/renderer/**',
    '!out/renderer/.vite/**',
    '!node_modules/**',
  ],
  asar: true,
  npmRebuild: false,
  publish: null,
  electronFuses: isTestBuild ? TEST_BUILD_FUSES : RELEASE_FUSES,
  fileAssociations: [
    { ext: CAPTURE_ENDINGS, name: 'Packet capture', role: 'Viewer', rank: 'Alternate' },
    { ext: ['synscope'], name: 'SynScope work', role: 'Editor', rank: 'Owner' },
  ],
  linux: {
    // chrome-sandbox is packed with mode 4755 by deb and rpm; no package starts the program with --no-sandbox.
    target: ['deb', 'rpm', 'tar.gz'],
    category: 'Network',
    synopsis: 'Finds unanswered SYNs in captures and says why',
    mimeTypes: ['application/vnd.tcpdump.pcap', 'application/x-pcapng'],
  },
  win: { target: [{ target: 'nsis' }, { target: 'portable' }] },
  nsis: { oneClick: false, perMachine: false, allowElevation: true, allowToChangeInstallationDirectory: true },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    notarize: true,
  },
}
