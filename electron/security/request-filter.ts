// SynScope needs no network at all: every request of a page that is not our own scheme, a blob or an inline picture is
// cancelled and logged (anchors/security.md A2). The address itself is not logged, only its scheme.
import type { Session } from 'electron'

/** Whether a page of ours may load this address. */
export function isAllowedRequest(url: string, resourceType: string): boolean {
  if (url.startsWith('app://bundle/') || url.startsWith('app://capture/')) return true
  if (url.startsWith('blob:app://bundle/')) return true
  // Chromium's own developer tools, where they are allowed at all.
  if (url.startsWith('devtools://')) return true
  return resourceType === 'image' && url.startsWith('data:image/')
}

export function filterRequests(session: Session, log: (line: string) => void): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isAllowedRequest(details.url, details.resourceType)
    if (!allowed) log(`request refused: ${schemeOf(details.url)} (${details.resourceType})`)
    answer({ cancel: !allowed })
  })
}

function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? 'no scheme'
}
