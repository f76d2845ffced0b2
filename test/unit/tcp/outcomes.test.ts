// Every outcome, and the special cases around it, on captures built packet by packet.
import { describe, expect, test } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { MARK, OUTCOMES, PACKET_KINDS, UNDECIDED_REASONS } from '../../../shared/analysis/tables.ts'
import { hasFeature } from '../../../shared/analysis/handshake-view.ts'
import { buildCapture, type CaptureBuilder } from '../../helpers/capture-builder.ts'
import { figuresOf, trackBytes } from '../../helpers/track-file.ts'

/** One more handshake later, so that the capture goes on long after the one in question. */
function later(capture: CaptureBuilder): CaptureBuilder {
  return capture
    .from('10.0.0.99:9999')
    .to('10.0.9.9:443')
    .syn({ at: 300, iss: 77 })
    .synAck({ at: 300.001 })
    .ack()
    .data()
    .serverData()
}

async function track(capture: CaptureBuilder): Promise<PacketAnalysis> {
  return (await trackBytes([capture.bytes()])).analysis
}

function outcome({ handshakes }: PacketAnalysis, row = 0): string {
  const word = OUTCOMES[handshakes.outcome[row] ?? 0] ?? '?'
  return word === 'undecided' ? `undecided/${UNDECIDED_REASONS[handshakes.undecidedReason[row] ?? 0]}` : word
}

/** Kinds of the packets of a handshake, duplicates in brackets, unanswered SYNs with `!`. */
function story({ handshakes, packets }: PacketAnalysis, row = 0): string {
  const words: string[] = []
  for (let p = handshakes.packetStart[row] ?? 0; p < (handshakes.packetStart[row + 1] ?? 0); p++) {
    const marks = packets.marks[p] ?? 0
    const kind = PACKET_KINDS[packets.kind[p] ?? 0] ?? '?'
    const word = (marks & MARK.unanswered) !== 0 ? `${kind}!` : kind
    words.push((marks & MARK.duplicate) !== 0 ? `(${word})` : word)
  }
  return words.join(' ')
}

describe('outcomes', () => {
  test('established: SYN, SYN-ACK, ACK, data both ways, FIN', async () => {
    const analysis = await track(buildCapture().syn().synAck().ack().data().serverData().ack().fin().serverFin().ack())
    expect(outcome(analysis)).toBe('established')
    expect(story(analysis)).toBe('syn syn-ack final-ack client-data server-data fin')
    expect(analysis.handshakes.completeness[0]).toBe(31)
  })

  test('established when the ACK comes with the first data', async () => {
    const analysis = await track(buildCapture().syn().synAck().data().serverData())
    expect(outcome(analysis)).toBe('established')
    expect(story(analysis)).toBe('syn syn-ack final-ack server-data')
  })

  test('unanswered: the mission’s backoff', async () => {
    const capture = buildCapture()
    for (const at of [0, 1.03, 3.04, 7.17, 15.36, 31.49, 65.28]) capture.syn({ at })
    const analysis = await track(later(capture))
    expect(outcome(analysis)).toBe('unanswered')
    expect(story(analysis)).toBe('syn! syn! syn! syn! syn! syn! syn!')
    expect(analysis.handshakes.unansweredSyns[0]).toBe(7)
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 2, completed: 1, unanswered: 1, unansweredSynPackets: 7 })
  })

  test('answered at last: the SYNs before count as unanswered', async () => {
    const analysis = await track(
      buildCapture().syn({ at: 0 }).syn({ at: 1.02 }).syn({ at: 3.04 }).synAck().ack().data().serverData(),
    )
    expect(outcome(analysis)).toBe('established')
    expect(story(analysis)).toBe('syn! syn! syn syn-ack final-ack client-data server-data')
    expect(analysis.handshakes.unansweredSyns[0]).toBe(2)
  })

  test('refused: a RST that acknowledges the SYN', async () => {
    const analysis = await track(later(buildCapture().syn().refuse()))
    expect(outcome(analysis)).toBe('refused')
    expect(story(analysis)).toBe('syn reset')
    expect(analysis.handshakes.completeness[0]).toBe(37)
  })

  test('a RST with another acknowledgment number refuses nothing', async () => {
    const analysis = await track(
      later(buildCapture().syn({ at: 0 }).refuse({ at: 0.01, ack: 999_999 }).syn({ at: 1.02 })),
    )
    expect(outcome(analysis)).toBe('unanswered')
    expect(story(analysis)).toBe('syn! reset syn!')
  })

  test('icmp-rejected: an error that quotes the SYN', async () => {
    const analysis = await track(later(buildCapture().syn({ iss: 4000 }).icmp({ code: 13 })))
    expect(outcome(analysis)).toBe('icmp-rejected')
    expect(story(analysis)).toBe('syn icmp')
    expect(analysis.packets.seq[1]).toBe((3 << 8) | 13)
  })

  test('an ICMP error that quotes another sequence number is none of this handshake', async () => {
    const analysis = await track(later(buildCapture().syn({ iss: 4000 }).icmp({ seq: 4001 })))
    expect(outcome(analysis)).toBe('unanswered')
  })

  test('half-open: nobody acknowledges the SYN-ACK, which comes again', async () => {
    const analysis = await track(
      later(buildCapture().syn({ at: 0 }).synAck({ at: 0.001 }).synAck({ at: 1.02 }).synAck({ at: 3.05 })),
    )
    expect(outcome(analysis)).toBe('half-open')
    expect(story(analysis)).toBe('syn syn-ack syn-ack syn-ack')
  })

  test('half-open scan: the client resets instead of acknowledging', async () => {
    const analysis = await track(buildCapture().syn().synAck().rst({ seq: 1001 }))
    expect(outcome(analysis)).toBe('half-open')
    expect(story(analysis)).toBe('syn syn-ack reset')
    expect(analysis.handshakes.completeness[0]).toBe(35)
  })

  test('final-ack-ignored: the ACK is there and the SYN-ACK keeps coming', async () => {
    const capture = buildCapture().syn({ at: 0 }).synAck({ at: 0.01 }).ack({ at: 0.05 }).data({ at: 0.06, seq: 1001 })
    capture
      .data({ at: 0.26, seq: 1001 })
      .synAck({ at: 1.03 })
      .ack({ at: 1.04, seq: 1101 })
      .synAck({ at: 3.05 })
      .ack({ at: 3.06, seq: 1101 })
    const analysis = await track(later(capture))
    expect(outcome(analysis)).toBe('final-ack-ignored')
    expect(hasFeature(analysis, 0, 'synAckRepeated')).toBe(true)
    expect(story(analysis)).toBe(
      'syn syn-ack final-ack client-data client-data syn-ack repeated-ack syn-ack repeated-ack',
    )
  })

  test('the server accepts after all: established, and the repeats are noted', async () => {
    const capture = buildCapture()
      .syn({ at: 0 })
      .synAck({ at: 0.01 })
      .ack({ at: 0.05 })
      .synAck({ at: 1.03 })
      .ack({ at: 1.04 })
    const analysis = await track(later(capture.serverData({ at: 1.5 })))
    expect(outcome(analysis)).toBe('established')
    expect(hasFeature(analysis, 0, 'synAckRepeated')).toBe(true)
  })

  test('reset-after-handshake: abort_on_overflow resets right behind the ACK', async () => {
    const analysis = await track(
      later(buildCapture().syn().synAck({ iss: 7000 }).ack().data().serverRst({ seq: 7001 })),
    )
    expect(outcome(analysis)).toBe('reset-after-handshake')
    expect(story(analysis)).toBe('syn syn-ack final-ack client-data reset')
  })

  test('a connection that worked and is reset later is established', async () => {
    const analysis = await track(later(buildCapture().syn().synAck().ack().data().serverData().rst()))
    expect(outcome(analysis)).toBe('established')
  })

  test('challenge-acked: a bare ACK with numbers of the old connection', async () => {
    const capture = buildCapture()
      .syn({ at: 0 })
      .serverAck({ at: 0.001, seq: 9, ack: 3_000_000_000 })
      .rst({ at: 0.002, seq: 3_000_000_000 })
    const analysis = await track(later(capture))
    expect(outcome(analysis)).toBe('challenge-acked')
    expect(story(analysis)).toBe('syn bare-ack reset')
    expect(figuresOf(analysis)).toMatchObject({ unanswered: 1, unansweredSynPackets: 0 })
  })

  test('the quick SYN after a challenge ACK succeeds', async () => {
    const capture = buildCapture()
      .syn({ at: 0 })
      .serverAck({ at: 0.001, seq: 9, ack: 3_000_000_000 })
      .rst({ at: 0.002, seq: 3_000_000_000 })
    const analysis = await track(capture.syn({ at: 0.012 }).synAck().ack().data().serverData())
    expect(outcome(analysis)).toBe('established')
    expect(story(analysis)).toBe('syn bare-ack reset syn syn-ack final-ack client-data server-data')
    expect(analysis.handshakes.unansweredSyns[0]).toBe(0)
  })

  test('simultaneous-open: two SYNs cross, two SYN-ACKs, one connection and two rows', async () => {
    const capture = buildCapture().syn({ at: 0, iss: 1000 }).serverSyn({ at: 0.01, iss: 2000 })
    const analysis = await track(
      capture.clientSynAck({ at: 0.1 }).synAck({ at: 0.11, iss: 2000 }).ack({ at: 0.2 }).serverAck({ at: 0.21 }),
    )
    expect(analysis.handshakes.length).toBe(2)
    expect([outcome(analysis, 0), outcome(analysis, 1)]).toEqual(['simultaneous-open', 'simultaneous-open'])
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 2, unansweredSynPackets: 0, synPackets: 2 })
  })
})

describe('what a capture cannot tell', () => {
  test('a lone SYN in the last second of the capture', async () => {
    const analysis = await track(buildCapture().syn({ at: 0 }).from('10.0.0.6:1').syn({ at: 0.9 }))
    expect(outcome(analysis, 0)).toBe('undecided/capture-ended-first')
    expect(figuresOf(analysis)).toMatchObject({ unanswered: 2, unansweredSynPackets: 2 })
  })

  test('a lone SYN that has had time for its first repeat is unanswered', async () => {
    const analysis = await track(buildCapture().syn({ at: 0 }).from('10.0.0.6:1').syn({ at: 1.3 }))
    expect(outcome(analysis, 0)).toBe('unanswered')
  })

  test('a SYN-ACK in the last second may still be acknowledged', async () => {
    const analysis = await track(buildCapture().syn({ at: 0 }).synAck({ at: 0.1 }))
    expect(outcome(analysis)).toBe('undecided/capture-ended-first')
  })

  test('a SYN-ACK without its SYN is no handshake, and is said to be there', async () => {
    const analysis = await track(buildCapture().synAck().ack().data().serverData())
    expect(analysis.handshakes.length).toBe(0)
    expect(analysis.captures[0]?.warnings).toContainEqual({ key: 'tcp.warning.synAckWithoutSyn', params: { count: 1 } })
  })

  test('data of a server whose SYN-ACK the capture lost', async () => {
    const analysis = await track(later(buildCapture().syn().ack().data().serverData()))
    expect(outcome(analysis)).toBe('undecided/answer-without-handshake')
  })

  test('a capture of SYN segments only is said to be one', async () => {
    const analysis = await track(buildCapture().syn({ at: 0 }).synAck({ at: 0.1 }).from('10.0.0.7:1').syn({ at: 5 }))
    expect(analysis.captures[0]?.warnings).toContainEqual({ key: 'tcp.warning.onlySyn', params: {} })
  })
})

describe('which packet belongs to which handshake', () => {
  test('a new ISN on the same ports is a new handshake; its predecessor keeps its own answers', async () => {
    const capture = buildCapture().syn({ at: 0, iss: 100 }).syn({ at: 0.5, iss: 200 }).syn({ at: 1.02, iss: 100 })
    const analysis = await track(later(capture.synAck({ at: 1.1, ack: 101 })))
    expect(analysis.handshakes.length).toBe(3)
    expect(story(analysis, 0)).toBe('syn! syn syn-ack')
    expect(story(analysis, 1)).toBe('syn!')
    expect(hasFeature(analysis, 1, 'portReused')).toBe(true)
  })

  test('a port used again after a close', async () => {
    const capture = buildCapture().syn({ at: 0, iss: 100 }).synAck().ack().data().serverData().fin().serverFin().ack()
    const analysis = await track(
      capture.syn({ at: 10, iss: 900_000 }).synAck({ iss: 800_000 }).ack({ seq: 900_001, ack: 800_001 }),
    )
    expect([hasFeature(analysis, 1, 'portReused'), hasFeature(analysis, 1, 'timeWaitReused')]).toEqual([true, true])
    expect([hasFeature(analysis, 0, 'portReused'), hasFeature(analysis, 0, 'timeWaitReused')]).toEqual([false, false])
  })

  test('hundreds of ISNs on one 4-tuple stay addressable', async () => {
    const capture = buildCapture()
    for (let n = 0; n < 300; n++) capture.syn({ at: n * 0.01, iss: 1000 + n * 7 })
    const { handshakes } = await track(capture.syn({ at: 4, iss: 1007 }).synAck({ at: 4.1, ack: 1001 }))
    expect(handshakes.length).toBe(300)
    const rows = (isn: number): number => {
      const row = handshakes.isn.indexOf(isn)
      return (handshakes.packetStart[row + 1] ?? 0) - (handshakes.packetStart[row] ?? 0)
    }
    expect([rows(1000), rows(1007), rows(1014)]).toEqual([2, 2, 1])
  })

  test('Fast Open: the SYN-ACK acknowledges SYN and data', async () => {
    const cookie = [34, 10, 1, 2, 3, 4, 5, 6, 7, 8, 2, 4, 5, 180]
    const capture = buildCapture().syn({ iss: 5000, data: 40, options: cookie }).synAck({ ack: 5041 })
    const analysis = await track(capture.serverData().ack({ seq: 5041 }))
    expect(outcome(analysis)).toBe('established')
    expect([hasFeature(analysis, 0, 'fastOpenData'), hasFeature(analysis, 0, 'synData')]).toEqual([true, false])
    expect(analysis.handshakes.mss[0]).toBe(1460)
  })

  test('SYN-ACK before its SYN in the file', async () => {
    const capture = buildCapture().synAck({ at: 0.001, ack: 1001 }).syn({ at: 0, iss: 1000 }).ack({ at: 0.002 })
    const analysis = await track(capture.data().serverData())
    expect(outcome(analysis)).toBe('established')
    expect(story(analysis)).toBe('syn syn-ack final-ack client-data server-data')
    expect(Array.from(analysis.packets.frame)).toEqual([2, 1, 3, 4, 5])
  })

  test('SYN-ACK before a SYN with data in the file', async () => {
    const capture = buildCapture()
      .synAck({ at: 0.001, ack: 1041 })
      .syn({ at: 0, iss: 1000, data: 40 })
      .ack({ at: 0.002, seq: 1041 })
    const analysis = await track(capture.serverData())
    expect(analysis.handshakes.length).toBe(1)
    expect(story(analysis)).toBe('syn syn-ack final-ack server-data')
  })

  test('IPv6, and an IPv4 handshake with the same ports', async () => {
    const capture = buildCapture().from('[2001:db8::5]:51000').to('[2001:db8::9]:443').syn({ iss: 1 }).synAck().ack()
    const analysis = await track(capture.from('10.0.0.5:51000').to('10.0.9.9:443').syn({ iss: 1 }).refuse())
    expect([outcome(analysis, 0), outcome(analysis, 1)]).toEqual(['established', 'refused'])
    expect(Array.from(analysis.addresses.family)).toEqual([6, 6, 4, 4])
  })
})

describe('options and flags of the SYN', () => {
  test('MSS, window scale, SACK, time stamps', async () => {
    const analysis = await track(buildCapture().syn())
    expect(analysis.handshakes.mss[0]).toBe(1460)
    expect(analysis.handshakes.windowScale[0]).toBe(7)
    expect([hasFeature(analysis, 0, 'sackPermitted'), hasFeature(analysis, 0, 'timestamps')]).toEqual([true, true])
  })

  test('ECN asked for, and given up in the repeat', async () => {
    const analysis = await track(later(buildCapture().syn({ at: 0, flags: 0xc2 }).syn({ at: 1.02 })))
    expect([hasFeature(analysis, 0, 'ecn'), hasFeature(analysis, 0, 'ecnFallback')]).toEqual([true, true])
  })

  test('accurate ECN, MPTCP, MD5, AO, Fast Open request', async () => {
    const md5 = [19, 18, ...Array.from({ length: 16 }, (_, i) => i)]
    const capture = buildCapture().syn({ at: 0, flags: 0x1c2 })
    capture.from('10.0.0.6:1').syn({ at: 1, options: [30, 12, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9] })
    capture
      .from('10.0.0.7:1')
      .syn({ at: 2, options: md5 })
      .from('10.0.0.8:1')
      .syn({ at: 3, options: [29, 4, 1, 1] })
    capture.from('10.0.0.9:1').syn({ at: 4, options: [34, 2] })
    const analysis = await track(later(capture))
    expect(hasFeature(analysis, 0, 'accEcn')).toBe(true)
    expect(hasFeature(analysis, 1, 'mptcp')).toBe(true)
    expect(hasFeature(analysis, 2, 'md5')).toBe(true)
    expect(hasFeature(analysis, 3, 'tcpAo')).toBe(true)
    expect(hasFeature(analysis, 4, 'fastOpenCookieRequest')).toBe(true)
    // What differs from packet to packet is not kept: the set of options is the same for all handshakes of a host.
    expect(Array.from(analysis.optionSets[analysis.packets.options[2] ?? 0] ?? []).slice(0, 18)).toEqual([
      19,
      18,
      ...Array.from({ length: 16 }, () => 0),
    ])
  })

  test('options cut by the snap length are unknown, not absent', async () => {
    const analysis = await track(buildCapture({ snaplen: 54 }).syn())
    expect(hasFeature(analysis, 0, 'optionsCut')).toBe(true)
  })

  test('a damaged checksum, and the repeat that gets through', async () => {
    const capture = buildCapture().syn({ at: 0, damaged: true }).syn({ at: 1.02 }).synAck().ack()
    const analysis = await track(capture.data().serverData())
    expect(hasFeature(analysis, 0, 'badChecksum')).toBe(true)
    expect(story(analysis)).toBe('syn! syn syn-ack final-ack client-data server-data')
  })
})

describe('second sightings', () => {
  test('-i any: the same packet on two interfaces is no retransmission', async () => {
    const capture = buildCapture({ linkType: 'linux-sll2' })
    capture.syn({ at: 0, ipId: 7, interface: 2 }).syn({ at: 0.00001, ipId: 7, interface: 5, packetType: 4, ttl: 63 })
    capture.syn({ at: 1.02, ipId: 8, interface: 2 }).syn({ at: 1.02001, ipId: 8, interface: 5, packetType: 4, ttl: 63 })
    const again = capture
      .synAck({ at: 1.03, interface: 5, timestamps: [5, 6] })
      .synAck({ at: 1.03001, interface: 2, timestamps: [5, 6] })
    const analysis = await track(again.ack({ at: 1.04, ipId: 9 }).ack({ at: 1.04001, ipId: 9, interface: 5, ttl: 63 }))
    expect(story(analysis)).toBe('syn! (syn) syn (syn) syn-ack (syn-ack) final-ack (final-ack)')
    expect(hasFeature(analysis, 0, 'duplicates')).toBe(true)
    expect(figuresOf(analysis)).toMatchObject({ synPackets: 2, unansweredSynPackets: 1 })
  })

  test('inside and outside of a VLAN', async () => {
    const capture = buildCapture()
      .syn({ at: 0, ipId: 7, vlan: 100, timestamps: [9, 0] })
      .syn({ at: 0.002, ipId: 7, timestamps: [9, 0] })
    expect(figuresOf(await track(later(capture)))).toMatchObject({ handshakes: 2, synPackets: 2 })
  })

  test('a mirror port that shows both directions: twins microseconds apart', async () => {
    const capture = buildCapture().syn({ at: 0, ipId: 7 }).syn({ at: 0.000003, ipId: 7 })
    capture.synAck({ at: 0.01, timestamps: [5, 6] }).synAck({ at: 0.010003, timestamps: [5, 6] })
    expect(story(await track(capture.ack()))).toBe('syn (syn) syn-ack (syn-ack) final-ack')
  })

  test('an early repeat with new numbers is a repeat', async () => {
    const capture = buildCapture()
      .syn({ at: 0, ipId: 7 })
      .syn({ at: 0.004, ipId: 8, timestamps: [10_004, 0] })
    expect(figuresOf(await track(later(capture)))).toMatchObject({ synPackets: 3 })
  })
})
