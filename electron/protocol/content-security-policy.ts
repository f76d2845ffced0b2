// The headers of every answer that the page gets, in Electron (app://bundle) and from the loopback server alike:
// anchors/security.md A4. Isolation headers beyond it give the workers SharedArrayBuffer.

/** Directives in the order of the table in SECURITY.md; an end-to-end test compares header and table. */
export function contentSecurityPolicy(options: {
  readonly styleNonce: string | null
  readonly captures: string | null
}): string {
  const style = options.styleNonce === null ? "'self'" : `'self' 'nonce-${options.styleNonce}'`
  const connect = options.captures === null ? "'self'" : `'self' ${options.captures}`
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** Headers that do not depend on the answer. */
export const FIXED_HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
