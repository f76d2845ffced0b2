// A new note on what is chosen now: the packet, the selected range, the counter interval, the handshake, or the moment
// under the crosshair – the most particular of them.
import { gapAnchor, handshakeAnchor, packetAnchor, synRows } from '../../../shared/annotation/handshake-identity.ts'
import type { Note, NoteAnchor, NoteColour, NoteKind } from '../../../shared/annotation/note.ts'
import { momentAt, packetOffset } from '../../../shared/timeline/moment.ts'
import type { WorkspaceState } from '../../state/workspace-store.ts'

export function newNote(kind: NoteKind, anchor: NoteAnchor, target: NoteAnchor | null, colour: NoteColour): Note {
  return {
    id: `note-${crypto.randomUUID()}`,
    kind,
    anchor,
    target,
    text: { kind: 'own', text: '' },
    colour,
    place: null,
    width: null,
    isSuggested: false,
  }
}

/** What a note made now would be tied to; null while nothing is loaded. */
export function anchorOfChoice(
  state: WorkspaceState,
  hashes: readonly string[],
): { readonly kind: NoteKind; readonly anchor: NoteAnchor; readonly target: NoteAnchor | null } | null {
  const { loaded, brushed, focused, focusedPacket, chosenInterval, hoverTime, range } = state
  if (loaded === null) return null
  const { packets, counters } = loaded.analysis
  const at = (second: number): NoteAnchor => ({ kind: 'time', time: momentAt(loaded.axis, second) })
  if (brushed !== null) return { kind: 'span', anchor: at(brushed.start), target: at(brushed.end) }
  if (focusedPacket !== null)
    return { kind: 'callout', anchor: packetAnchor(packets, focusedPacket, hashes), target: null }
  if (chosenInterval !== null) {
    const snapshot = counters.snapshots[chosenInterval.to]
    if (snapshot !== undefined) {
      const { source, line, time } = snapshot
      return {
        kind: 'callout',
        anchor: { kind: 'snapshot', source, line, counter: chosenInterval.counter, time },
        target: null,
      }
    }
  }
  if (focused !== null) return { kind: 'callout', anchor: handshakeAnchor(packets, focused), target: null }
  const inView = hoverTime !== null && hoverTime >= range.start && hoverTime <= range.end
  return { kind: 'point', anchor: at(inView ? hoverTime : (range.start + range.end) / 2), target: null }
}

/** The anchor under a point of the lanes: a packet near it, else (to frame it) the gap or the handshake, else the moment. */
export function anchorAt(
  kind: NoteKind,
  state: WorkspaceState,
  second: number,
  handshake: number | null,
  packet: number | null,
  hashes: readonly string[],
): NoteAnchor | null {
  const { loaded } = state
  if (loaded === null) return null
  const { packets } = loaded.analysis
  if (packet !== null) return packetAnchor(packets, packet, hashes)
  const time = momentAt(loaded.axis, second)
  if (handshake === null) return { kind: 'time', time }
  if (kind === 'highlight') return gapAt(state, handshake, second) ?? handshakeAnchor(packets, handshake)
  return { ...handshakeAnchor(packets, handshake), time: momentOfCapture(state, handshake, second) }
}

/** The gap between two SYNs of a handshake that holds this second; null outside of all. */
function gapAt({ loaded }: WorkspaceState, handshake: number, second: number): NoteAnchor | null {
  if (loaded === null) return null
  const { packets } = loaded.analysis
  const syns = synRows(packets, handshake)
  for (let i = 1; i < syns.length; i++) {
    const [from = 0, to = 0] = [syns[i - 1], syns[i]]
    const isInside =
      packetOffset(packets, loaded.axis, from) <= second && second <= packetOffset(packets, loaded.axis, to)
    if (isInside) return gapAnchor(packets, from, to)
  }
  return null
}

/** The time of the capture's own clock at a place of the axis. */
function momentOfCapture({ loaded }: WorkspaceState, handshake: number, second: number): NoteAnchor['time'] & object {
  if (loaded === null) return { seconds: 0, nanos: 0 }
  const { packets, handshakes } = loaded.analysis.packets
  const capture = packets.capture[handshakes.packetStart[handshake] ?? 0] ?? 0
  return momentAt(loaded.axis, second - (loaded.axis.clockOffsets[capture] ?? 0))
}
