// What a cold worker takes longest for is not the reading but its own code, compiled at the first use of each function.
// A small capture made here and analysed once, before there is a file, leaves the first file only the reading.
import { analyse } from '../../shared/analysis/analyse.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { memorySource } from '../../shared/capture/byte-source.ts'

const CONNECTIONS = 120
const FRAME = 60
const SYN = 0x02
const ACK = 0x10

/** Analyses a capture of some answered and some unanswered handshakes; nobody waits for what it says. */
export async function warmUp(): Promise<Analysis> {
  const source = memorySource('', handshakes())
  return (await analyse([{ source, role: 'any' }])).analysis
}

/** A pcap file (microseconds, Ethernet) with IPv4 and TCP headers; every fourth SYN is repeated and not answered. */
function handshakes(): Uint8Array {
  const packets = Array.from({ length: CONNECTIONS }, (_, i) => connection(i)).flat()
  const bytes = new Uint8Array(24 + packets.length * (16 + FRAME))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0xa1b2c3d4, true)
  view.setUint16(4, 2, true)
  view.setUint16(6, 4, true)
  view.setUint32(16, FRAME, true)
  view.setUint32(20, 1, true)
  packets.forEach((packet, i) => writePacket(view, 24 + i * (16 + FRAME), packet, i))
  return bytes
}

interface MadePacket {
  readonly port: number
  readonly fromClient: boolean
  readonly flags: number
  readonly sequence: number
  readonly acknowledged: number
}

function connection(i: number): readonly MadePacket[] {
  const port = 20_000 + i
  const isn = 1_000_000 + i * 1000
  const syn: MadePacket = { port, fromClient: true, flags: SYN, sequence: isn, acknowledged: 0 }
  if (i % 4 === 0) return [syn, syn]
  return [
    syn,
    { port, fromClient: false, flags: SYN | ACK, sequence: 5000, acknowledged: isn + 1 },
    { port, fromClient: true, flags: ACK, sequence: isn + 1, acknowledged: 5001 },
    { port, fromClient: false, flags: ACK, sequence: 5001, acknowledged: isn + 1 },
  ]
}

function writePacket(view: DataView, at: number, packet: MadePacket, index: number): void {
  view.setUint32(at, 1_700_000_000 + (index >> 4), true)
  view.setUint32(at + 4, (index & 15) * 1000, true)
  view.setUint32(at + 8, FRAME, true)
  view.setUint32(at + 12, FRAME, true)
  const ip = at + 16 + 14
  view.setUint16(ip - 2, 0x0800)
  view.setUint8(ip, 0x45)
  view.setUint16(ip + 2, 40)
  view.setUint8(ip + 8, 64)
  view.setUint8(ip + 9, 6)
  const [client, server] = [0x0a000001, 0x0a000002]
  view.setUint32(ip + 12, packet.fromClient ? client : server)
  view.setUint32(ip + 16, packet.fromClient ? server : client)
  const tcp = ip + 20
  view.setUint16(tcp, packet.fromClient ? packet.port : 80)
  view.setUint16(tcp + 2, packet.fromClient ? 80 : packet.port)
  view.setUint32(tcp + 4, packet.sequence)
  view.setUint32(tcp + 8, packet.acknowledged)
  view.setUint8(tcp + 12, 5 << 4)
  view.setUint8(tcp + 13, packet.flags)
}
