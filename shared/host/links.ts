// The only addresses that leave the program, into the system's browser: constants, chosen by key, never a string from
// the page or from a file (anchors/security.md A2).
import type { LinkKey } from './host.ts'

export const LINKS: Readonly<Record<LinkKey, string>> = {
  project: 'https://github.com/synscope/synscope',
  issues: 'https://github.com/synscope/synscope/issues',
  rfc9293: 'https://www.rfc-editor.org/rfc/rfc9293.html',
  rfc6298: 'https://www.rfc-editor.org/rfc/rfc6298.html',
  'kernel-snmp-counters': 'https://docs.kernel.org/networking/snmp_counter.html',
  'tcpdump-manual': 'https://www.tcpdump.org/manpages/tcpdump.1.html',
}
