// A small analysis with its columns and axis, for the tests of the timeline.
import { handshakeColumns } from '../../../shared/analysis/handshake-columns.ts'
import type { HandshakeColumns } from '../../../shared/analysis/handshake-columns.ts'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import type { FilterSubject } from '../../../shared/filter/column-readers.ts'
import { timeAxis } from '../../../shared/timeline/moment.ts'
import type { TimeAxis } from '../../../shared/timeline/moment.ts'
import { buildPackets } from '../../helpers/handshake-analysis.ts'
import type { BuiltHandshake } from '../../helpers/handshake-analysis.ts'
import { BASE } from '../../helpers/stories.ts'

export interface MadeLanes extends FilterSubject {
  readonly packets: PacketAnalysis
  readonly columns: HandshakeColumns
  readonly axis: TimeAxis
  readonly rows: Uint32Array
}

export function madeLanes(handshakes: readonly BuiltHandshake[], endsAt?: number): MadeLanes {
  const packets = buildPackets({ handshakes, baseSeconds: BASE, endsAt })
  const axis = timeAxis(packets, null)
  const columns = handshakeColumns(packets, axis)
  return { packets, columns, axis, rows: Uint32Array.from(handshakes, (_, i) => i) }
}
