// Sentences about: capture files, their faults and what was skipped in them. Same keys in every language.
export const capture = {
  fault: {
    unreadable: 'This file could not be read: {{message}}',
    cancelled: 'Reading was cancelled.',
    empty: 'The file is empty (0 bytes): nothing was captured into it, or the copy failed.',
    unknownFormat:
      'This is no capture file that SynScope knows; its first bytes are {{head}}. It reads pcap, pcapng, snoop and ERF, also inside gzip, zstd or lz4.',
    otherCapture:
      'This is a {{format}} file. Open it in Wireshark and save it as pcapng, or run: editcap -F pcapng FILE out.pcapng.',
    otherCompression: 'The file is compressed with {{format}}: decompress it first.',
    archive: 'This is a {{format}} archive: unpack it and open the capture inside.',
    etl: 'This is a Windows event trace (ETL): convert it with “pktmon etl2pcap” or etl2pcapng first.',
    html: 'This is a web page, not a capture: the download probably saved an error or login page instead of the file.',
    text: 'This is a text (“{{start}}”), not a capture, and neither tcpdump output nor kernel counters were recognised in it.',
    cutHeader: 'The file ends at byte {{offset}}, inside its file header: no packet is in it.',
    pcapVariant: 'At byte {{offset}} stands a pcap variant that no program documents: save the capture again as pcap.',
    pcapVersion: 'At byte {{offset}} the pcap file says version {{version}}; only versions 2.0 to 2.4 are known.',
    linkTypeBits:
      'At byte {{offset}} the link type field of the pcap header holds {{value}}: this is a damaged header or no capture.',
    pcapngVersion: 'The section header at byte {{offset}} says pcapng version {{version}}; only version 1 is known.',
    byteOrder:
      'The section header at byte {{offset}} has no valid byte-order magic: the file is damaged at its beginning.',
    blockLength:
      'The {{block}} block at byte {{offset}} says it has {{length}} bytes, which is impossible: the file is damaged.',
    blockTrailer:
      'The {{block}} block at byte {{offset}} has two lengths that disagree: the file is damaged at its beginning.',
    shbOptions: 'An option of the section header at byte {{offset}} is longer than its block: the file is damaged.',
    snoopVersion: 'At byte {{offset}} the snoop file says version {{version}}; only version 2 is known.',
    nestedCompression: 'Inside the {{outer}} file is another compressed file: decompress it once and open the result.',
    compressedUseless: 'The {{format}} data breaks at byte {{offset}}, before anything could be decompressed.',
    tooMany:
      'More than {{most}} captures cannot be analysed at once: join this one with others first (mergecap -w all.pcapng FILES…), or leave some out.',
    notInFile: 'The packet at byte {{offset}} is no longer in the file: it was changed since it was analysed.',
  },
  warning: {
    cutPacket:
      'The file ends inside packet {{frame}} (at byte {{offset}}), as when tcpdump is killed; all packets before it are analysed.',
    cutBlock:
      'The file ends inside the {{block}} block at byte {{offset}}, as when the capture program is killed; everything before is analysed.',
    badRecord:
      'At byte {{offset}}, where packet {{frame}} should begin, the file is damaged (a record of {{length}} bytes); everything before is analysed.',
    blockLength:
      'The {{block}} block at byte {{offset}} (before packet {{frame}}) says it has {{length}} bytes, which is impossible: the file is damaged there.',
    blockTrailer:
      'The {{block}} block at byte {{offset}} (before packet {{frame}}) has two lengths that disagree: the file is damaged there.',
    packetBeyondBlock:
      'The {{block}} block at byte {{offset}} (packet {{frame}}) says its packet has {{length}} bytes, more than the block: the file is damaged there.',
    byteOrder: 'The section header at byte {{offset}} has no valid byte-order magic: the file is damaged there.',
    foundAgain: '{{bytes}} damaged bytes from byte {{from}} on were passed over; reading went on at byte {{offset}}.',
    damagedToEnd: 'No further packet was found behind the damage at byte {{offset}}.',
    appendedCapture: 'At byte {{offset}} another capture is appended to the first one; packet {{frame}} is its first.',
    fractionOutOfRange:
      '{{count}} time stamps have a fraction of a whole second or more (first at byte {{offset}}, packet {{frame}}); whole seconds were carried over, garbage was dropped.',
    pcapngVersion:
      'The section at byte {{offset}} is of pcapng version {{version}}, which nobody knows: it was passed over.',
    badOptions: '{{count}} {{block}} blocks have an option longer than the block (first at byte {{offset}}).',
    shortBlock: '{{count}} blocks are too short for their kind (first: {{block}} at byte {{offset}}).',
    secondTimeResolution: 'The interface at byte {{offset}} gives its time resolution twice; the first one is used.',
    badTimeResolution:
      'The interface at byte {{offset}} gives an impossible time resolution ({{value}}); microseconds are assumed.',
    finerThanNanoseconds:
      'Time stamps of {{count}} interfaces are finer than a nanosecond and were cut to nanoseconds.',
    noTimeStamp:
      '{{count}} packets have no time stamp (simple packet blocks, first: packet {{frame}}); they are given the time of the packet before them.',
    unknownInterface:
      '{{count}} packets name an interface that the file does not describe (first: packet {{frame}} at byte {{offset}}).',
    linkType: 'Packets of link type {{name}} ({{number}}) cannot be looked into.',
    compressedCut:
      'The {{format}} file ends too early (at byte {{offset}}), during packet {{frame}}; everything before is analysed.',
    compressedDamaged:
      'The {{format}} data is damaged near byte {{offset}}, during packet {{frame}}; everything before is analysed.',
    compressedTooLarge:
      'The {{format}} file grows beyond the limit when decompressed (stopped at byte {{offset}}, packet {{frame}}): if you trust it, decompress it yourself and open the result.',
    compressedWindow:
      'The {{format}} file needs a decompression window above 128 MB (at byte {{offset}}): decompress it with “zstd -d --long=31” and open the result.',
    more: '{{count}} further remarks about this file are not shown.',
  },
  skipped: {
    'not-ip': 'not IP',
    arp: 'ARP',
    udp: 'UDP',
    icmp: 'ICMP',
    igmp: 'IGMP',
    sctp: 'SCTP',
    'other-ip-protocol': 'other IP protocols',
    'ip-fragment': 'later IP fragments',
    'cut-before-tcp-flags': 'cut off before the TCP flags',
    'cut-before-ip': 'cut off before or inside the IP header',
    'malformed-ip': 'malformed IP headers',
    'malformed-tcp': 'malformed TCP headers',
    'unsupported-link-type': 'link type not supported',
    encrypted: 'encrypted (ESP, MACsec, protected 802.11)',
    'wireless-management': '802.11 management and control frames',
    'nested-too-deep': 'too many nested headers',
    'no-payload': 'no payload',
    'not-a-packet': 'records that hold no network packet',
    'unknown-interface': 'packets of an interface the file does not describe',
  },
} as const
