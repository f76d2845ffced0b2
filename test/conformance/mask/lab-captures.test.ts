// Real captures written masked: read again they give the same handshakes with the same verdict and the same state of
// checksums, and no address of the original is left in any byte.
import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { analyse } from '../../../shared/analysis/analyse.ts'
import { extractPackets } from '../../../shared/analysis/extract-packets.ts'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { memorySource } from '../../../shared/capture/byte-source.ts'
import { maskAnalysis, maskingOf } from '../../../shared/mask/mask-analysis.ts'
import { maskPacket } from '../../../shared/mask/mask-packet.ts'
import type { MaskRefusal } from '../../../shared/mask/mask-packet.ts'
import { addressText } from '../../../shared/net/address.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { fileSource } from '../../helpers/file-source.ts'

const CASES = [
  ['02', 'server.pcap'],
  ['08', 'server.pcap'],
  ['09', 'client.pcap'],
  ['16a', 'server.pcap'],
  ['16b', 'server.pcap'],
  ['17b', 'server.pcap'],
  ['18a', 'underlay.pcap'],
  ['19a', 'server-sll2.pcap'],
  ['19a', 'server-sll.pcap'],
  ['20a', 'server.pcapng'],
  ['20c', 'server.pcap'],
  ['37', 'server.pcap'],
] as const

interface MaskedCapture {
  readonly bytes: Uint8Array
  readonly refused: readonly MaskRefusal[]
}

async function written(
  path: string,
  isMasked: boolean,
): Promise<{ before: PacketAnalysis; after: PacketAnalysis; out: MaskedCapture }> {
  const source = fileSource(path)
  const { analysis } = await analyse([{ source, role: 'capture' }])
  const masking = maskingOf(analysis)
  const shown = isMasked ? maskAnalysis(analysis, masking).packets : analysis.packets
  const blocks: Uint8Array[] = []
  const refused: MaskRefusal[] = []
  const rows = Array.from({ length: shown.handshakes.length }, (_, row) => row)
  await extractPackets(shown, rows, [source], (block) => blocks.push(block.slice()), {
    application: 'test',
    change: (bytes, linkType) => {
      if (!isMasked) return bytes
      const masked = maskPacket(bytes, linkType, masking.addresses)
      if (typeof masked !== 'string') return masked
      refused.push(masked)
      return null
    },
  })
  const bytes = new Uint8Array(Buffer.concat(blocks))
  const again = await analyse([{ source: memorySource('masked.pcapng', bytes), role: 'capture' }])
  return { before: analysis.packets, after: again.analysis.packets, out: { bytes, refused } }
}

describeWithCorpus('captures/lab', 'masked captures', (folder) => {
  it.each(CASES)('%s %s', async (scenario, file) => {
    const name = readdirSync(folder).find((each) => each.startsWith(scenario)) ?? ''
    const plain = await written(`${folder}/${name}/${file}`, false)
    const { before, after, out } = await written(`${folder}/${name}/${file}`, true)
    expect(out.refused).toEqual([])
    expect(after.handshakes.length).toBe(before.handshakes.length)
    // Compared with the same extract unmasked: what is lost by extracting is not the mask's.
    expect([...after.handshakes.outcome]).toEqual([...plain.after.handshakes.outcome])
    expect([...after.handshakes.features]).toEqual([...plain.after.handshakes.features])
    expect([...after.packets.marks]).toEqual([...plain.after.packets.marks])
    expect([...after.handshakes.isn]).toEqual([...plain.after.handshakes.isn])
    for (let row = 0; row < before.addresses.length; row++) {
      // Loopback addresses name nobody and stay.
      if (addressText(before.addresses, row) === '127.0.0.1') continue
      const words = before.addresses.words.subarray(row * 4, row * 4 + 4)
      const pattern = Buffer.alloc(before.addresses.family[row] === 4 ? 4 : 16)
      if (pattern.length === 4) pattern.writeUInt32BE(words[3] ?? 0)
      else words.forEach((word, i) => pattern.writeUInt32BE(word, i * 4))
      expect(Buffer.from(out.bytes).includes(pattern)).toBe(false)
    }
  })
})
