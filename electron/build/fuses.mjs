// The switches burnt into the packaged program (anchors/security.md A7, SECURITY.md). Names are those of electron-builder's
// `electronFuses`; a unit test compares them with the table.

/** For everything that is given to users. */
export const RELEASE_FUSES = /** @type {const} */ ({
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
})

/** Only for the unsigned build that the end-to-end tests drive through the inspector; never shipped. */
export const TEST_BUILD_FUSES = /** @type {const} */ ({ ...RELEASE_FUSES, enableNodeCliInspectArguments: true })
