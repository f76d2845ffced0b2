// The page's policy says `require-trusted-types-for 'script'`: an address of a worker must come through a policy. Ours is
// the default one and lets through addresses of our own origin, nothing else (anchors/security.md A4).
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): unknown
}

/** Called once in the page and once in every worker that starts workers, before the first `new Worker`. */
export function allowOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory }
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      const url = new URL(address, globalThis.location.href)
      if (url.origin !== globalThis.location.origin || url.protocol === 'blob:') throw new TypeError('foreign script')
      return url.href
    },
  })
}
