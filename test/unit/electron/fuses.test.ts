// The fuses of the packaged program are the table of anchors/security.md A7.
import { expect, it } from 'vitest'
import { RELEASE_FUSES, TEST_BUILD_FUSES } from '../../../electron/build/fuses.mjs'
import config from '../../../electron/build/package.config.mjs'

it('a release has the fuses of the table', () => {
  expect(RELEASE_FUSES).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
  expect(config.electronFuses).toEqual(RELEASE_FUSES)
})

it('the build for tests differs in the inspector alone', () => {
  expect({ ...TEST_BUILD_FUSES, enableNodeCliInspectArguments: false }).toEqual(RELEASE_FUSES)
})

it('nothing is packed but the bundles', () => {
  expect(config.files).toContain('!node_modules/**')
  expect(JSON.stringify(config)).not.toContain('--no-sandbox')
})
