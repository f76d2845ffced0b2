// Builds packets byte by byte for tests: each function wraps what stands inside it. Checksums of TCP are right unless asked
// otherwise.

export interface TcpParts {
  readonly sourcePort?: number
  readonly destinationPort?: number
  readonly seq?: number
  readonly ack?: number
  readonly flags?: number
  readonly window?: number
  /** TCP options, padded to four bytes by this function. */
  readonly options?: readonly number[]
  readonly payload?: number
}

export type Bytes = readonly number[]

export const u16 = (value: number): number[] => [(value >>> 8) & 255, value & 255]
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)]
export const u24 = (value: number): number[] => [(value >>> 16) & 255, ...u16(value)]
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)

export const MSS_OPTION = [2, 4, 5, 0xb4]

export function tcp(parts: TcpParts = {}): number[] {
  const options = [...(parts.options ?? [])]
  while (options.length % 4 !== 0) options.push(0)
  const words = 5 + options.length / 4
  return [
    ...u16(parts.sourcePort ?? 40000),
    ...u16(parts.destinationPort ?? 80),
    ...u32(parts.seq ?? 1000),
    ...u32(parts.ack ?? 0),
    ...u16((words << 12) | (parts.flags ?? 2)),
    ...u16(parts.window ?? 64240),
    ...u16(0),
    ...u16(0),
    ...options,
    ...zeros(parts.payload ?? 0),
  ]
}

export function ipv4(protocol: number, inner: Bytes, source = '10.0.0.1', destination = '10.0.0.2'): number[] {
  const address = (text: string): number[] => text.split('.').map(Number)
  const header = [0x45, 0, ...u16(20 + inner.length), ...u16(0x1234), ...u16(0x4000), 64, protocol, ...u16(0)]
  const packet = [...header, ...address(source), ...address(destination), ...inner]
  if (protocol === 6) setTcpChecksum(packet, 20, [...address(source), ...address(destination)])
  return packet
}

export function ipv6(protocol: number, inner: Bytes, source = 1, destination = 2): number[] {
  const address = (last: number): number[] => [0xfd, 0x77, ...zeros(13), last]
  const packet = [
    0x60,
    0,
    0,
    0,
    ...u16(inner.length),
    protocol,
    63,
    ...address(source),
    ...address(destination),
    ...inner,
  ]
  if (protocol === 6) setTcpChecksum(packet, 40, [...address(source), ...address(destination)])
  return packet
}

export function udp(destinationPort: number, inner: Bytes, sourcePort = 50000): number[] {
  return [...u16(sourcePort), ...u16(destinationPort), ...u16(8 + inner.length), ...u16(0), ...inner]
}

export function ethernet(type: number, inner: Bytes): number[] {
  return [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, ...u16(type), ...inner]
}

/** A tag, to stand behind an EtherType of 0x8100 or 0x88a8. */
export function vlanTag(id: number, type: number, inner: Bytes): number[] {
  return [...u16(id), ...u16(type), ...inner]
}

/** The everyday packet: Ethernet, IPv4, TCP. */
export function ethernetTcp(parts: TcpParts = {}, source?: string, destination?: string): number[] {
  return ethernet(0x0800, ipv4(6, tcp(parts), source, destination))
}

function setTcpChecksum(packet: number[], at: number, addresses: Bytes): void {
  const segment = packet.slice(at)
  const pseudo = [...addresses, ...u32(segment.length), ...u32(6)]
  const all = [...pseudo, ...segment, ...(segment.length % 2 === 1 ? [0] : [])]
  let sum = 0
  for (let i = 0; i < all.length; i += 2) sum += (all[i] ?? 0) * 256 + (all[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 65536)
  const checksum = 0xffff - sum
  packet[at + 16] = checksum >>> 8
  packet[at + 17] = checksum & 255
}
