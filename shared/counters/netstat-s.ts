// `netstat -s` of Linux net-tools, every version: text first (table in netstat-texts.ts), raw `Name: N` for the rest.
// The same words stand in several sections, so the section (and which ICMP histogram) is tracked; in a fragment without
// headers only wordings that are unique are read. Grammar: net-tools statistics.c.
import { NETSTAT_TEXTS, ALWAYS_PRINTED } from './netstat-texts.ts'
import { isSection, sectionOfRawName } from './mib-names.ts'
import { MIB_NAME, parseCount, type FormatReader, type Line, type ReadingSink } from './readings.ts'

/** Text with N for its number → MIB names with section that may be meant. */
const BY_TEXT: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>()
  for (const [section, wordings] of Object.entries(NETSTAT_TEXTS)) {
    for (const [mib, ...texts] of wordings) {
      for (const text of texts) {
        const names = map.get(text) ?? []
        const name = `${section}.${mib}`
        if (!names.includes(name)) names.push(name)
        map.set(text, names)
      }
    }
  }
  return map
})()

/** Sections of `-s6` use the wordings of their older sisters. */
const TEXTS_OF: Readonly<Record<string, string>> = {
  Ip6: 'Ip',
  Icmp6: 'Icmp',
  Udp6: 'Udp',
  UdpLite: 'Udp',
  UdpLite6: 'Udp',
}

/** Wordings that only the IPv6 tables have. */
const IP6_TEXTS: ReadonlyMap<string, string> = new Map([
  ['N outgoing multicast packets', 'Ip6.OutMcastPkts'],
  ['N incoming multicast packets', 'Ip6.InMcastPkts'],
  ['N incoming packets with no route', 'Ip6.InNoRoutes'],
  ['N incoming too big packets', 'Ip6.InTooBigErrors'],
  ['neighbor solicits: N', 'Icmp6.NeighborSolicits'],
  ['neighbor advertisement: N', 'Icmp6.NeighborAdvertisements'],
  ['neighbour solicits: N', 'Icmp6.NeighborSolicits'],
  ['neighbour advertisement: N', 'Icmp6.NeighborAdvertisements'],
  ['router solicits: N', 'Icmp6.RouterSolicits'],
  ['router advertisement: N', 'Icmp6.RouterAdvertisements'],
  ['packets too big: N', 'Icmp6.PktTooBigs'],
  ['packet too big: N', 'Icmp6.PktTooBigs'],
  ['group member queries: N', 'Icmp6.GroupMembQueries'],
  ['group member responses: N', 'Icmp6.GroupMembResponses'],
  ['group member reductions: N', 'Icmp6.GroupMembReductions'],
])

const HEADER = /^([A-Za-z][A-Za-z0-9]{1,15}):$/
const RAW = /^([A-Za-z][A-Za-z0-9]{1,47}): (-?\d{1,20})$/

export class NetstatReader implements FormatReader {
  private section: string | null = null
  private histogram: 'In' | 'Out' | null = null
  /** Always-printed counters of the open section that were not seen yet. */
  private missing: string[] = []
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    const header = HEADER.exec(text)
    if (header) return this.openSection(header[1] ?? '', line)
    if (/^ICMP (?:in|out)put histogram:$/.test(text)) {
      this.histogram = text.startsWith('ICMP in') ? 'In' : 'Out'
      return true
    }
    if (/^error parsing \/proc\/net\/\w+: /.test(text)) {
      // net-tools 1.60 cuts lines at 1024 bytes: what follows in the file was never printed.
      this.missing = ['(cut)']
      this.sink.remark('counters.remark.netstatCut')
      return true
    }
    return this.readText(line) || this.readRaw(line)
  }

  flush(): void {
    this.closeSection()
    this.section = null
    this.histogram = null
  }

  private openSection(name: string, line: Line): boolean {
    if (!isSection(name)) return false
    this.closeSection()
    this.section = name
    this.histogram = null
    this.missing = [...(ALWAYS_PRINTED[name] ?? [])]
    this.sink.section('netstat-s', name, line.number)
    return true
  }

  private closeSection(): void {
    if (this.section !== null && this.missing.length === 0) this.sink.whole('netstat-s', this.section)
    this.missing = []
  }

  private readText(line: Line): boolean {
    const number = /-?\d{1,20}/.exec(line.trimmed)
    if (!number) return false
    const key = line.trimmed.slice(0, number.index) + 'N' + line.trimmed.slice(number.index + number[0].length)
    const candidates = BY_TEXT.get(key)
    const six = IP6_TEXTS.get(key)
    if (six !== undefined && this.section !== null && six.startsWith(this.section + '.')) {
      const mib = six.slice(six.indexOf('.') + 1)
      const name = this.section === 'Icmp6' ? `Icmp6.${this.histogram ?? 'In'}${mib}` : six
      return this.count(name, number[0], key, line)
    }
    if (!candidates) return false
    const name = this.choose(candidates)
    if (name === null) {
      this.sink.unread(line.number, line.trimmed, 'section-unknown')
      return true
    }
    return this.count(name, number[0], key, line)
  }

  /** The candidate of the open section; without one, the only candidate there is. */
  private choose(candidates: readonly string[]): string | null {
    if (this.section !== null) {
      const texts = TEXTS_OF[this.section] ?? this.section
      let here = candidates.filter((name) => name.startsWith(texts + '.'))
      // Lines of the histograms read alike; the messages sent and received stand between them.
      const { histogram } = this
      if (here.length > 1 && histogram) here = here.filter((name) => name.startsWith(`Icmp.${histogram}`))
      const found = here[0]
      if (here.length === 1 && found !== undefined) return this.section + found.slice(found.indexOf('.'))
      if (here.length > 1) return null
    }
    // Without a section: Udp and Icmp share their wordings with UdpLite, Udp6 and Icmp6, and both histograms.
    const only = candidates.length === 1 ? (candidates[0] ?? null) : null
    return only === null || /^(?:Udp|Icmp)\./.test(only) ? null : only
  }

  private readRaw(line: Line): boolean {
    const raw = RAW.exec(line.trimmed)
    const name = raw?.[1]
    const value = raw?.[2]
    if (name === undefined || value === undefined || !MIB_NAME.test(name)) return false
    if (this.section === null) {
      const section = sectionOfRawName(name)
      if (section !== null) return this.count(`${section}.${name}`, value, `${name}: N`, line)
      if (!/^(?:In|Out)CsumErrors$|^In(?:Errors|Msgs|Octets)$|^Out(?:Errors|Msgs|Octets)$/.test(name)) return false
      this.sink.unread(line.number, line.trimmed, 'section-unknown')
      return true
    }
    // The IPv6 tables print raw names with the section glued on: `Ip6InOctets: 128` in section Ip6.
    const bare =
      /^(?:Ip6|Icmp6|Udp6|UdpLite6)/.test(name) && name.startsWith(this.section)
        ? name.slice(this.section.length)
        : name
    return this.count(`${this.section}.${bare}`, value, `${name}: N`, line)
  }

  private count(name: string, digits: string, text: string, line: Line): boolean {
    let value = parseCount(digits)
    if (Number.isNaN(value)) return false
    if (value < 0 && !name.endsWith('.MaxConn')) {
      // net-tools 1.60 prints unknown counters as a signed C int.
      if (value < -0x8000_0000) return false
      value += 0x1_0000_0000
      this.sink.remark('counters.remark.negative')
    }
    const mib = name.slice(name.indexOf('.') + 1)
    this.missing = this.missing.filter((expected) => expected !== mib)
    this.sink.counter('netstat-s', name, value, text, line.number)
    return true
  }
}
