// tcpdump's text output as a capture: the same segments to the same sink as from a binary file, as far as the text has
// them. Every time form (-t … -ttttt), with and without -n, -e, -v, -S and -#, tcpdump 4 and 3 (inputs.md §11).
import type { Remark } from '../analysis/tables.ts'
import type { ByteSource } from '../capture/byte-source.ts'
import { CaptureFault } from '../capture/capture-fault.ts'
import type { CaptureReadResult, ReadContext } from '../capture/read-capture.ts'
import type { SegmentSink } from '../net/segment.ts'
import { PacketBlocks } from './packet-blocks.ts'
import { textLines } from './text-lines.ts'
import { TextPackets } from './text-packets.ts'
import { splitTimedLine } from './time-column.ts'

/** True when the first lines look like packets printed by tcpdump. */
export function looksLikeTcpdumpText(head: string): boolean {
  return head.split('\n', 60).some((line) => {
    const timed = splitTimedLine(line.replace(/\r$/, ''))
    return (
      timed !== null &&
      / > \S+: (?:Flags \[|[SFRP.]{1,4} (?:\d+:\d+\(|ack )|ICMP|UDP|tcp )|^(?:IP6?|ARP),? |^(?:\S+ +)?(?:In|Out|B|M|P) +IP6? |ethertype /.test(
        timed.rest,
      )
    )
  })
}

/** Reads `source` to its end. Throws CaptureFault when there is not one packet line in it. */
export async function readTcpdumpText(
  source: ByteSource,
  sink: SegmentSink,
  context: ReadContext,
): Promise<CaptureReadResult> {
  const blocks = new PacketBlocks()
  const progress = { bytesRead: 0, cutLines: 0 }
  const reader = new TextPackets(sink, context, source)
  for await (const lines of textLines(source, context.signal, progress)) {
    for (const line of lines) {
      const block = blocks.push(line)
      if (block !== null) reader.take(block, blocks.notes.timeOption)
    }
    context.onProgress?.({ bytesRead: progress.bytesRead, bytesTotal: source.size, packets: reader.packets })
  }
  const last = blocks.finish()
  if (last !== null) reader.take(last, blocks.notes.timeOption)
  reader.decide(blocks.notes.timeOption)
  if (reader.packets === 0) throw new CaptureFault('textWithoutPackets')
  const { notes } = blocks
  const warnings: Remark[] = [...reader.remarks()]
  if (progress.cutLines > 0) warnings.push({ key: 'tcpdump.cutLines', params: { count: progress.cutLines } })
  const unread = notes.unread[0]
  if (unread !== undefined) {
    warnings.push({
      key: 'tcpdump.unread',
      params: { count: notes.unreadCount, line: unread.number, text: unread.text.slice(0, 120) },
    })
  }
  if ((notes.droppedByKernel ?? 0) > 0)
    warnings.push({ key: 'tcpdump.dropped', params: { count: notes.droppedByKernel ?? 0 } })
  return {
    path: source.name,
    format: 'tcpdump text',
    compression: [],
    linkTypes: notes.linkType === null ? [] : [notes.linkType],
    interfaces: reader.interfaces(notes.droppedByKernel),
    packets: reader.packets,
    tcpPackets: reader.tcpPackets,
    icmpErrors: reader.icmpErrors,
    bytes: source.size ?? progress.bytesRead,
    firstPacketTime: reader.first,
    lastPacketTime: reader.last,
    skipped: Object.fromEntries(reader.skipped),
    encapsulations: Object.fromEntries(reader.encapsulations),
    warnings,
    partial: false,
    comments: [],
    names: reader.hosts.names,
  }
}
