// Sentences about: capture files, their faults and what was skipped in them. Same keys in every language.
export const capture = {
  fault: {
    textWithoutPackets: 'This is text, but there is no line in it that tcpdump prints for a packet.',
    cancelled: 'Reading was cancelled.',
    empty: 'The file is empty (0 bytes): nothing was captured into it, or the copy failed.',
    unknownFormat: 'This is no capture file that SynScope knows; its first bytes are {{head}}.',
    cutHeader: 'The file ends at byte {{offset}}, inside its file header: no packet is in it.',
  },
  warning: {
    cutPacket:
      'The file ends inside packet {{frame}} (at byte {{offset}}), as when tcpdump is killed; all packets before it are analysed.',
    badRecord:
      'At byte {{offset}}, where packet {{frame}} should begin, the file is damaged (a record of {{length}} bytes); everything before is analysed.',
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
  },
} as const
