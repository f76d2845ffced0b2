// Two captures of the same packets, one at each end: what the listener's side saw decides, and what the other side alone
// saw was lost on the way. With one capture everything is taken as it is.
import type { PacketAnalysis } from '../../analysis/tables.ts'

export class Perspective {
  /** True when captures of the server's side and of another place were read together. */
  readonly twoSided: boolean
  private readonly atServer: readonly boolean[]
  private readonly analysis: PacketAnalysis

  constructor(analysis: PacketAnalysis) {
    this.analysis = analysis
    this.atServer = analysis.captures.map((capture) => capture.vantage === 'server')
    this.twoSided = this.atServer.includes(true) && this.atServer.includes(false)
  }

  isAtServer(row: number): boolean {
    return this.atServer[this.analysis.packets.capture[row] ?? 0] === true
  }

  /** What is the same in every sighting of one packet: header fields that no router changes. */
  identity(row: number): string {
    const { kind, seq, ack, payloadLength, tsVal, ipId, flags } = this.analysis.packets
    return [kind, seq, ack, payloadLength, tsVal, ipId, flags].map((column) => column[row]).join(' ')
  }
}
