// Is this a counter text, and if not, what does it look like? Both answers come from the first bytes only.
import type { Remark } from '../analysis/tables.ts'
import { decode, detectEncoding } from './clean-text.ts'
import { readSource } from './read-source.ts'

const HEAD = 65_536

/** True when the beginning of a text (its last line may be cut) has something in it that the readers understand. */
export function looksLikeCounterText(head: Uint8Array): boolean {
  if (head.length === 0 || isBinary(head)) return false
  const contents = readSource(wholeLines(head))
  const { drafts, listeners, halfOpen, settings, kernelMessages, otherDrops, headings, kernelVersion } = contents
  const counters = drafts.reduce((sum, draft) => sum + draft.values.size + draft.sections.size, 0)
  const understood =
    counters + listeners.length + halfOpen.length + settings.length + kernelMessages.length + otherDrops.size + headings
  if (understood === 0) return kernelVersion !== null && contents.unreadCount === 0
  // A long log that happens to contain one line of ours is still a log, unless the kernel speaks in it.
  return kernelMessages.length > 0 || understood * 20 >= contents.unreadCount || counters >= 20
}

/** What a text that holds no counters looks like, as a sentence with the name of the source. */
export function describeText(head: Uint8Array, name: string): Remark {
  return { key: `counters.notCounters.${kindOf(head)}`, params: { source: name } }
}

type TextKind =
  | 'empty'
  | 'binary'
  | 'html'
  | 'xml'
  | 'json'
  | 'yaml'
  | 'tcpdump'
  | 'tshark'
  | 'script'
  | 'ifconfig'
  | 'csv'
  | 'log'
  | 'usage'
  | 'text'

function kindOf(head: Uint8Array): TextKind {
  if (head.length === 0) return 'empty'
  if (isBinary(head)) return 'binary'
  const { encoding, skip } = detectEncoding(head)
  const text = decode(head, skip, Math.min(head.length, HEAD), encoding)
  const lines = text
    .slice(0, HEAD)
    .split('\n')
    .map((line) => line.trim().slice(0, 500))
    .filter((line) => line !== '')
  const first = lines[0]
  if (first === undefined) return 'empty'
  const share = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length / lines.length
  if (/^<!doctype html|^<html/i.test(first)) return 'html'
  if (/^<\?xml|^<[a-z][\w:-]*(?:\s|>)/i.test(first))
    return lines.some((line) => /<\/?(?:html|body|div)\b/i.test(line)) ? 'html' : 'xml'
  if (/^[[{]/.test(first) && /["{}[\]]/.test(lines.at(-1) ?? '')) return 'json'
  if (share(/ > .{1,200}: (?:Flags \[|[SFRP.]+ )|^(?:\d\d:)?\d\d:\d\d\.\d+ (?:IP6?|ARP)\b|^tcpdump: /) > 0.3)
    return 'tcpdump'
  if (share(/ (?:→|->) .{1,200}\[(?:SYN|ACK|RST|FIN|PSH)/) > 0.2) return 'tshark'
  if (/^(?:usage|Usage): |unrecognized option|invalid option|command not found/.test(lines.slice(0, 3).join('\n')))
    return 'usage'
  if (/^#!\//.test(first)) return 'script'
  if (share(/^(?:\d+: )?[a-z][\w.@-]+: (?:flags=|<[A-Z,_]+>)|^(?:inet6?|ether|RX packets|TX packets|link\/)/) > 0.2)
    return 'ifconfig'
  if (share(/^\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]|[A-Z][a-z]{2} [ \d]\d \d\d:|\d\d:\d\d:\d\d|\[\s*\d+\.\d{6}\])/) > 0.5)
    return 'log'
  if (/^---$/.test(first) || share(/^(?:- )?[\w.-]+:(?:\s|$)/) > 0.6) return 'yaml'
  if (share(/^[^,;\t]*(?:[,;\t][^,;\t]*){2,}$/) > 0.8) return 'csv'
  return 'text'
}

/** Zero bytes outside UTF-16, or many other control characters. */
function isBinary(head: Uint8Array): boolean {
  const { encoding } = detectEncoding(head)
  if (encoding !== 'utf-8') return false
  const length = Math.min(head.length, 4_096)
  let controls = 0
  for (let i = 0; i < length; i++) {
    const byte = head[i] ?? 0
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 8 && byte !== 7) controls++
  }
  return controls > length / 20
}

function wholeLines(head: Uint8Array): Uint8Array {
  if (head.length < HEAD) return head
  const end = head.lastIndexOf(10)
  return end > 0 ? head.subarray(0, end + 1) : head
}
