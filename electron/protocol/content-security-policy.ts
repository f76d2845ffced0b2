// The headers of every answer that the page gets, in Electron (app://bundle) and from the loopback server alike:
// anchors/security.md A4. Isolation headers beyond it give the workers SharedArrayBuffer.

/**
 * Directives in the order of the table in SECURITY.md; an end-to-end test compares header and table. No nonce for styles is
 * needed: React Aria's one style element is replaced by a rule of ours (renderer/index.html), and the tests fail on every
 * refusal they see.
 * @param captures origin that captures are fetched from when it is not the page's own
 */
export function contentSecurityPolicy(captures: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    captures === null ? "connect-src 'self'" : `connect-src 'self' ${captures}`,
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
