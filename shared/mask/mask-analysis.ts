// A masked analysis: the same tables with other addresses and names. Everything that shows an analysis shows a masked one
// without knowing it, so no view can forget to mask. `labelledAnalysis` then writes client-1 and server-A into the words
// of the diagnosis; a work that was saved masked needs that step only.
import type { Analysis } from '../analysis/analysis.ts'
import type { CounterEvidence, HostSetting, UnreadLine } from '../analysis/counters.ts'
import type { AddressTable, CaptureSummary, PacketAnalysis } from '../analysis/tables.ts'
import { addressText } from '../net/address.ts'
import { AddressMask } from './address-mask.ts'
import { mapTexts } from './map-texts.ts'
import { labelled, TextMask } from './text-mask.ts'

/** The masking of one analysis: addresses and the names that occur in it. */
export interface Masking {
  readonly addresses: AddressMask
  readonly texts: TextMask
}

/** Learns all names of `analysis`: files, hosts, interfaces. */
export function maskingOf({ packets, counters }: Analysis): Masking {
  const addresses = new AddressMask(packets)
  const texts = new TextMask(addresses)
  for (const [row, name] of packets.names) texts.addName(name, addresses.labelFor(addressText(packets.addresses, row)))
  packets.captures.forEach((capture, i) => texts.addName(capture.path, `capture-${i + 1}`))
  const numbered = (names: Iterable<string | null>, word: string): void => {
    let next = 1
    for (const name of new Set(names)) if (name !== null && name !== '') texts.addName(name, `${word}-${next++}`)
  }
  numbered(
    packets.captures.flatMap((capture) => capture.interfaces.map((each) => each.name)),
    'if',
  )
  numbered(
    counters.snapshots.map((snapshot) => snapshot.host),
    'host',
  )
  numbered(
    [...counters.snapshots, ...counters.listenerQueues, ...counters.settings, ...counters.unread].map(
      (each) => each.source,
    ),
    'counters',
  )
  return { addresses, texts }
}

/** The analysis with every address and name replaced, and labels in place of addresses in words. */
export function maskAnalysis(analysis: Analysis, masking: Masking = maskingOf(analysis)): Analysis {
  const change = (text: string): string => masking.texts.masked(text)
  const diagnosis = mapTexts(analysis.diagnosis, change)
  const counters = maskCounters(analysis.counters, masking.texts)
  // Addresses that only texts know get their labels above, so the tables come last.
  const packets = maskPackets(analysis.packets, masking)
  return labelledAnalysis({ packets, counters, diagnosis }, masking.addresses.labels())
}

/** Puts the names of addresses into the words of the diagnosis. For a work that was saved masked, with its own names. */
export function labelledAnalysis(
  analysis: Analysis,
  labels: ReadonlyMap<string, string> = labelsOf(analysis.packets),
): Analysis {
  return { ...analysis, diagnosis: mapTexts(analysis.diagnosis, (text) => labelled(text, labels)) }
}

/** Names by the text of their address: client-1, server-A by 198.18.… once masked. */
export function labelsOf({ addresses, names }: PacketAnalysis): ReadonlyMap<string, string> {
  return new Map([...names].map(([row, name]) => [addressText(addresses, row), name]))
}

function maskPackets(packets: PacketAnalysis, { addresses, texts }: Masking): PacketAnalysis {
  const names = new Map<number, string>()
  for (let row = 0; row < packets.addresses.length; row++)
    names.set(row, addresses.labelFor(addressText(packets.addresses, row)))
  return {
    ...packets,
    captures: packets.captures.map((capture) => maskSummary(capture, texts)),
    addresses: maskTable(packets.addresses, addresses),
    names,
    paths: packets.paths.map((path) => texts.masked(path)),
  }
}

function maskTable(table: AddressTable, mask: AddressMask): AddressTable {
  const words = new Uint32Array(table.length * 4)
  for (let row = 0; row < table.length; row++) {
    const masked = mask.addressFor(addressText(table, row))
    if (masked !== null) words.set(masked.words, row * 4)
  }
  return { length: table.length, family: table.family, words }
}

function maskSummary(capture: CaptureSummary, texts: TextMask): CaptureSummary {
  return {
    ...capture,
    path: texts.nameFor(capture.path),
    interfaces: capture.interfaces.map((each) => ({
      ...each,
      name: each.name === null ? null : texts.nameFor(each.name),
    })),
    warnings: mapTexts(capture.warnings, (text) => texts.masked(text)),
    vantageReason: mapTexts(capture.vantageReason, (text) => texts.masked(text)),
    // Comments may say anything in any words.
    comments: [],
  }
}

function maskCounters(counters: CounterEvidence, texts: TextMask): CounterEvidence {
  const masked = mapTexts(counters, (text) => texts.masked(text))
  return {
    ...masked,
    settings: masked.settings.map(maskedSetting),
    kernelMessages: masked.kernelMessages.map((message) => ({ ...message, text: maskedLogLine(message.text) })),
    unread: masked.unread.map(maskedUnread),
    otherDrops: new Map([...masked.otherDrops].map(([name, value]) => [texts.masked(name), value])),
  }
}

/** A setting that is the name of the host says nothing else. */
export function maskedSetting(setting: HostSetting): HostSetting {
  return setting.name.endsWith('hostname') ? { ...setting, value: 'host-1' } : setting
}

/** Lines nobody understood may hold anything. */
export function maskedUnread(line: UnreadLine): UnreadLine {
  return { ...line, text: '…' }
}

/** `Nov 22 10:21:16 web01 kernel: …` and `Linux web01 6.1.0 …`: the host stands before what is always there. */
export function maskedLogLine(line: string): string {
  return line.replace(/\S+(?= kernel: )/, 'host-1').replace(/^(Linux )\S+(?= \d)/, '$1host-1')
}
