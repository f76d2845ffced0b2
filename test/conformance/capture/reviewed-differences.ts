// Where our reading of a public capture differs from Wireshark's on purpose. One line each: what we read instead
// (packets, TCP segments, SYNs; or the fault) and why that is right. A difference that is not listed fails the test.

export interface ReviewedDifference {
  readonly packets?: number
  readonly segments?: number
  readonly syns?: number
  /** Last part of the fault's key when the file is refused. */
  readonly fault?: string
  /** First and last time. */
  readonly times?: readonly [string, string]
  /** Key of a remark that must be among the warnings. */
  readonly warning?: string
  readonly why: string
}

// prettier-ignore
export const REVIEWED: Readonly<Record<string, ReviewedDifference>> = {
  'flowlab--19_tcp_syn_tcp_header_snaplen_truncated.pcap': { segments: 0, why: 'the header ends before its flags: nothing can be said of the segment, it is counted as cut' },
  'gopacket--le-test901.pcapng': { packets: 2, warning: 'pcapngVersion', why: 'only the section of the unknown version is passed over; Wireshark stops there' },
  'libpcap--linktype-reserved-field-not-zero.pcap': { fault: 'linkTypeBits', why: 'refused, as Wireshark does' },
  'libpcap--pcap-invalid-version-1.pcap': { fault: 'pcapVersion', why: 'refused, as Wireshark does' },
  'libpcap--pcapng-invalid-vers-1.pcapng': { fault: 'pcapngVersion', why: 'refused, as Wireshark does' },
  'libpcap--shb-option-too-long.pcapng': { fault: 'blockTrailer', why: 'refused, as Wireshark does' },
  'ns3--ns3tcp-state0-response-vectors.pcap': { fault: 'linkTypeBits', why: 'refused, as Wireshark does: no capture in spite of its magic number' },
  'pcapplusplus--crash-null-deref-pcapng-shb': { fault: 'unknownFormat', why: 'refused, as Wireshark does: the block type is zeroed' },
  'pcapplusplus--crash-pcapng-epb-unbounded-length': { warning: 'packetBeyondBlock', why: 'no packet, and the damage is named with its offset' },
  'pcapraven--zero_length.pcap': { fault: 'empty', why: 'an empty file is said to be empty; Wireshark takes it for an ERF file' },
  'suricata--frag-ip-tcp-syn.pcap': { segments: 0, syns: 0, why: 'the first fragment ends before the TCP flags; fragments are counted, not put together' },
  'suricata--tls_DER-incomplete-content.pcap': { packets: 13, segments: 13, warning: 'foundAgain', why: 'reading goes on behind 80 damaged bytes; Wireshark stops' },
  'tcpdump--hoobr_juniper3.pcap': { packets: 1, warning: 'linkType', why: 'the link type is unknown: its packet is counted, not read; Wireshark refuses the file' },
  'pcapplusplus--pcapng-example.pcapng.zst': { times: ['1422527998.578402281', '18446744073204.277451000'], why: 'capinfos takes stamps of a second interface, far beyond its range, for the earliest; tshark prints the same times as we do' },
  'tcpdump--tcp_header_heapoverflow.pcap': { segments: 0, why: 'the header ends before its flags' },
  'tcpdump--timestamp_invalid_micro.pcap': { times: ['1418145369.999999000', '1418145371.000000000'], why: '1 000 000 µs are carried into the seconds; Wireshark prints ten digits behind the point' },
  'wswiki--ejemplo.pcap': { times: ['4888310.000000000', '1251407462.000000000'], why: 'the second record is damaged: its impossible fraction is dropped' },
  'wswiki--RTSPPACKETS1.cap': { fault: 'otherCapture', why: 'Network Monitor format: named, not read' },
  'wswiki--pcap-ng_Wi-Fi_Bluetooth_USB_Cooked_timestamps_issue_1.ntar': { packets: 413, why: 'a 3-byte Bluetooth packet is one of those not read; Wireshark stops at it' },
  'wswiki--rarp_req_reply.pcap': { fault: 'blockTrailer', why: 'refused, as Wireshark does' },
  'wswiki--tcpshake.cap': { fault: 'otherCapture', why: 'NetXRay format: named, not read' },
}
