// LINKTYPE numbers in files (tcpdump.org link-layer header types) with their names, and which of them are read here.

export const LINKTYPE = {
  NULL: 0,
  EN10MB: 1,
  PPP: 9,
  RAW_BSD: 12,
  RAW_OPENBSD: 14,
  PPP_HDLC: 50,
  PPP_ETHER: 51,
  RAW: 101,
  C_HDLC: 104,
  IEEE802_11: 105,
  FRELAY: 107,
  LOOP: 108,
  LINUX_SLL: 113,
  PFLOG: 117,
  IEEE802_11_PRISM: 119,
  IEEE802_11_RADIOTAP: 127,
  IEEE802_11_AVS: 163,
  PPP_PPPD: 166,
  PPI: 192,
  ERF: 197,
  MPLS: 219,
  IPNET: 226,
  IPV4: 228,
  IPV6: 229,
  NFLOG: 239,
  IPOIB: 242,
  PKTAP: 258,
  LINUX_SLL2: 276,
} as const

/** Names of numbers that are known but not read, so that a message can say what the file holds. */
const OTHER_NAMES: Readonly<Record<number, string>> = {
  3: 'AX25',
  6: 'IEEE802_5',
  7: 'ARCNET_BSD',
  8: 'SLIP',
  10: 'FDDI',
  11: 'ATM_RFC1483',
  99: 'SYMANTEC_FIREWALL',
  100: 'ATM_RFC1483',
  109: 'ENC',
  114: 'LTALK',
  122: 'IP_OVER_FC',
  123: 'SUNATM',
  138: 'APPLE_IP_OVER_IEEE1394',
  143: 'DOCSIS',
  147: 'USER0',
  149: 'USER2',
  187: 'BLUETOOTH_HCI_H4',
  189: 'USB_LINUX',
  195: 'IEEE802_15_4_WITHFCS',
  201: 'BLUETOOTH_HCI_H4_WITH_PHDR',
  220: 'USB_LINUX_MMAPPED',
  227: 'CAN_SOCKETCAN',
  249: 'USBPCAP',
  251: 'BLUETOOTH_LE_LL',
  252: 'WIRESHARK_UPPER_PDU',
  253: 'NETLINK',
  254: 'BLUETOOTH_LINUX_MONITOR',
}

const READ_NAMES = new Map<number, string>(
  Object.entries(LINKTYPE).map(([name, number]) => [
    number,
    name === 'RAW_BSD' || name === 'RAW_OPENBSD' ? 'RAW' : name,
  ]),
)

/** LINKTYPE name without its prefix, e.g. `EN10MB`; `LINKTYPE_<n>` for a number without a known name. */
export function linkTypeName(linkType: number): string {
  return READ_NAMES.get(linkType) ?? OTHER_NAMES[linkType] ?? `LINKTYPE_${linkType}`
}

/** The number behind a name of {@link linkTypeName} (`RAW` gives 101); null when it is unknown. */
export function linkTypeNumber(name: string): number | null {
  const numbered = /^LINKTYPE_(\d{1,10})$/.exec(name)
  if (numbered) return Number(numbered[1])
  const read = Object.entries(LINKTYPE).find(([known]) => known === name)
  if (read) return read[1]
  const other = Object.entries(OTHER_NAMES).find(([, known]) => known === name)
  return other ? Number(other[0]) : null
}

/** True when packets of this link type can be looked into. */
export function isReadableLinkType(linkType: number): boolean {
  return READ_NAMES.has(linkType)
}
