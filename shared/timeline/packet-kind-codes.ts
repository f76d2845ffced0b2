// The codes that the `kind` column of the PacketTable holds, by name, for drawing loops.
import { PACKET_KINDS } from '../analysis/tables.ts'

export const KIND = {
  syn: PACKET_KINDS.indexOf('syn'),
  synAck: PACKET_KINDS.indexOf('syn-ack'),
  finalAck: PACKET_KINDS.indexOf('final-ack'),
  bareAck: PACKET_KINDS.indexOf('bare-ack'),
  repeatedAck: PACKET_KINDS.indexOf('repeated-ack'),
  clientData: PACKET_KINDS.indexOf('client-data'),
  serverData: PACKET_KINDS.indexOf('server-data'),
  reset: PACKET_KINDS.indexOf('reset'),
  fin: PACKET_KINDS.indexOf('fin'),
  icmp: PACKET_KINDS.indexOf('icmp'),
} as const
