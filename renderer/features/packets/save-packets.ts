// The packets of the selected handshakes (else of the filtered, else of all failed ones) as a pcapng file for a colleague.
// With masking on nothing leaves unmasked: addresses, names of files and interfaces, payload; what cannot be cleaned for
// sure is left out and counted.
import { choosePackets } from '../../../shared/analysis/extract-packets.ts'
import { figureName } from '../../../shared/figure/figure-name.ts'
import { IS_FAILED } from '../../../shared/filter/column-readers.ts'
import { maskAnalysis } from '../../../shared/mask/mask-analysis.ts'
import type { Remark } from '../../../shared/analysis/tables.ts'
import type { CommandContext } from '../../commands/command.ts'
import type { Extracted } from '../../workers/analysis-messages.ts'
import type { WorkspaceState } from '../../state/workspace-store.ts'

/** Rows of the handshakes whose packets are meant now. */
export function handshakesToSave({ loaded, selected, visible, filterText, filterFault }: WorkspaceState): Uint32Array {
  if (loaded === null) return new Uint32Array(0)
  if (selected.size > 0) return selected.rows
  if (filterText.trim() !== '' && filterFault === null) return visible
  const { outcome, length } = loaded.analysis.packets.handshakes
  return Uint32Array.from({ length }, (_, row) => row).filter((row) => IS_FAILED[outcome[row] ?? 0] === 1)
}

export async function savePackets({ store, session, host }: CommandContext): Promise<void> {
  const state = store.getState()
  const { loaded, settings, say } = state
  if (loaded === null) return
  const rows = handshakesToSave(state)
  if (rows.length === 0) return say({ key: 'tools.packets.noFailed', params: {} })
  const { packets } = loaded.analysis
  const { addresses, handshakes } = packets
  const isMasked = settings.maskAddresses
  const { length, serverAddress, clientAddress } = handshakes
  const captures = isMasked ? maskAnalysis(loaded.analysis).packets.captures : packets.captures
  const extracted = await session.extract({
    chosen: { ...choosePackets(packets, rows), captures },
    mask: isMasked ? { addresses, handshakes: { length, serverAddress, clientAddress } } : null,
    application: `SynScope ${host.start.version}`,
  })
  if (extracted === null) return say({ key: 'tools.packets.noFile', params: {} }, 'bad')
  if (extracted.packets === 0) {
    return say({ key: extracted.leftOut > 0 ? 'tools.packets.noneMasked' : 'tools.packets.noBytes', params: {} }, 'bad')
  }
  const name = figureName(loaded.analysis, { ...state.figure, isMasked, panels: [] }).replace(/_figure$/, '')
  const suggestedName = `${name}_handshakes.pcapng`
  const outcome = await host.save({ kind: 'pcapng', suggestedName, content: extracted.file })
  if (outcome.kind === 'failed') say(outcome.reason, 'bad')
  if (outcome.kind === 'saved') say(savedWords(extracted, rows.length, isMasked, outcome.name), 'good')
}

function savedWords(
  { packets, withoutBytes, leftOut }: Extracted,
  handshakes: number,
  isMasked: boolean,
  name: string,
): Remark {
  const params = { packets, handshakes, name, left: leftOut, without: withoutBytes }
  if (leftOut > 0) return { key: 'tools.packets.savedLeftOut', params }
  if (withoutBytes > 0) return { key: 'tools.packets.savedWithoutBytes', params }
  return { key: isMasked ? 'tools.packets.savedMasked' : 'tools.packets.saved', params }
}
