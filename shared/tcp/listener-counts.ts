// Handshakes per listener: server address and port.
import type { ListenerTable } from '../analysis/tables.ts'

export class ListenerCounts {
  private readonly rows = new Map<number, number>()
  private readonly address: number[] = []
  private readonly port: number[] = []
  private readonly handshakes: number[] = []
  private readonly established: number[] = []
  private readonly unansweredHandshakes: number[] = []
  private readonly unansweredSynPackets: number[] = []
  private lastKey = -1
  private lastRow = -1

  /** Row of the listener at this row of the AddressTable and this port. */
  row(address: number, port: number): number {
    const key = address * 0x10000 + port
    if (key === this.lastKey) return this.lastRow
    let row = this.rows.get(key)
    if (row === undefined) {
      row = this.address.push(address) - 1
      this.port.push(port)
      this.handshakes.push(0)
      this.established.push(0)
      this.unansweredHandshakes.push(0)
      this.unansweredSynPackets.push(0)
      this.rows.set(key, row)
    }
    this.lastKey = key
    this.lastRow = row
    return row
  }

  count(row: number, handshakes: number, established: number, unanswered: number, unansweredSyns: number): void {
    this.handshakes[row]! += handshakes
    this.established[row]! += established
    this.unansweredHandshakes[row]! += unanswered
    this.unansweredSynPackets[row]! += unansweredSyns
  }

  table(): ListenerTable {
    return {
      length: this.address.length,
      address: Uint32Array.from(this.address),
      port: Uint16Array.from(this.port),
      handshakes: Uint32Array.from(this.handshakes),
      established: Uint32Array.from(this.established),
      unansweredHandshakes: Uint32Array.from(this.unansweredHandshakes),
      unansweredSynPackets: Uint32Array.from(this.unansweredSynPackets),
    }
  }
}
