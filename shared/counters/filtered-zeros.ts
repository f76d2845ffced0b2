// A counter that a visible `| grep …` would have shown and did not show is 0; one that it hides is unknown.
import { NETSTAT_TEXTS } from './netstat-texts.ts'
import { netstatTextsOf, TCP_EXT_NAMES } from './mib-names.ts'
import type { Draft } from './split-blocks.ts'

/** Every counter netstat -s may print, with all its texts. */
const ALL_TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ...new Set([
    ...Object.entries(NETSTAT_TEXTS).flatMap(([section, wordings]) => wordings.map(([mib]) => `${section}.${mib}`)),
    ...TCP_EXT_NAMES.map((name) => `TcpExt.${name}`),
  ]),
].map((name) => [name, netstatTextsOf(name)])

/** Only texts that every version prints at a growth above 0 count: a wording another build uses must match as well. */
export function addZerosOfCommand(draft: Draft): void {
  if (draft.format !== 'netstat-s') return
  for (const { tool, filtered, shows } of draft.commands) {
    if (tool !== 'netstat' || !filtered || shows === null) continue
    for (const [name, texts] of ALL_TEXTS) {
      if (draft.values.has(name)) continue
      if (texts.every((text) => shows(`    ${text.replace('N', '1')}`))) draft.values.set(name, 0)
    }
  }
}
