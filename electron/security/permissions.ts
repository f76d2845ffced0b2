// Which permissions a page of ours gets: a table with a reason for each yes; everything else, also what future versions
// of Chromium invent, is no (anchors/security.md A2).
import type { Session } from 'electron'

/** The only permissions granted. */
export const GRANTED_PERMISSIONS: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'copies pictures and table rows when the user asks for it'],
  ['fullscreen', 'presenting to a room'],
])

export function guardPermissions(session: Session): void {
  // Grants of an earlier version are asked again.
  session.setPermissionRequestHandler(null)
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(GRANTED_PERMISSIONS.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => GRANTED_PERMISSIONS.has(permission))
  session.setDevicePermissionHandler(() => false)
  // An empty answer refuses to share the screen.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
