// Where our view of a connection attempt in a public capture differs from what tshark's packets say of it, on purpose. The
// key is file, then client port and ISN; one line each. A difference that is not listed fails the test.

export interface ReviewedAttempt {
  /** What we say instead: outcome (and reason when undecided), completeness, or 'missing'. */
  readonly outcome?: string
  readonly completeness?: number
  readonly times?: boolean
  readonly why: string
}

// prettier-ignore
export const REVIEWED_ATTEMPTS: Readonly<Record<string, Readonly<Record<string, ReviewedAttempt>>>> = {
  'arkime--no-syn-ack.pcap': {
    '40041#2576993255': { outcome: 'undecided/answer-without-handshake', why: 'one direction of the handshake is missing: the server’s ACK fits, its SYN-ACK is not in the file' },
    '61181#3968832546': { outcome: 'undecided/answer-without-handshake', why: 'likewise, seen at the first acknowledged data' },
  },
  'arkime--tcp_handshake_synthetic.pcap': {
    '40003#7777777': { outcome: 'challenge-acked', why: 'a bare ACK with numbers of another connection is what a challenge ACK is' },
    '40012#20000': { outcome: 'established', why: 'the SYN-ACK stands one millisecond before its SYN; the oracle goes by the order of the file' },
  },
  'ndpi--fuzz-2006-09-29-28586.pcap': {
    '53132#3384077454': { outcome: 'undecided/answer-without-handshake', why: 'the SYN-ACK’s number is damaged (fuzzed), the server’s later segments fit' },
    '2601#3830164138': { outcome: 'undecided/answer-without-handshake', why: 'the SYN-ACK is damaged (fuzzed), the server’s later segments fit' },
  },
  'ndpi--rtsp.pcap': {
    '52478#439451506': { outcome: 'established', why: 'the first SYN is refused, its repeat half a second later accepted: the outcome is the last word, the oracle names the first answer' },
  },
  'suricata--bug-5437-02-input.pcap': {
    '54530#3524690798': { outcome: 'challenge-acked', why: 'four SYNs without answer, then a bare ACK with other numbers' },
  },
  'suricata--bug-7657-01-input.pcap': {
    '45511#864369426': { outcome: 'undecided/capture-ended-first', completeness: 3, why: 'the SYN-ACK acknowledges another ISN of the same ports; tshark gives it a stream of its own' },
  },
  'suricata--frag-ip-tcp-syn.pcap': {
    '12345#1': { outcome: 'missing', why: 'the first fragment ends before the TCP flags; fragments are counted, not put together' },
  },
  'suricata--split-handshake-4whs.pcap': {
    '12345#1000': { outcome: 'simultaneous-open', why: 'the server answers a SYN with a SYN of its own: for both ends that is a simultaneous open' },
  },
  'suricata--tls_DER-incomplete-content.pcap': {
    '50802#3915133862': { completeness: 63, why: 'reading goes on behind 80 damaged bytes; tshark stops there and sees no close' },
  },
  'tcpdump--timestamp_invalid_micro.pcap': {
    '46656#797190859': { times: false, why: '1 000 000 µs are carried into the seconds; tshark prints ten digits behind the point' },
  },
  'trex--no_tcp_syn_ack.pcap': {
    '80#1427012318': { outcome: 'simultaneous-open', why: 'both SYNs crossed; the oracle names the ACK that answers the second one' },
  },
  'wswiki--RTSPPACKETS1.cap': { '*': { outcome: 'missing', why: 'Network Monitor format: named, not read' } },
  'wswiki--tcpshake.cap': { '*': { outcome: 'missing', why: 'NetXRay format: named, not read' } },
  'zeek--handshake-reorder.pcap': {
    '59856#4263588410': { outcome: 'established', why: 'SYN-ACK before SYN in the file, 0.26 ms earlier; the oracle goes by the order of the file' },
  },
  'zeek--ipv6-http-atomic-frag.pcap': {
    '36951#3810442574': { outcome: 'established', why: 'SYN-ACK before SYN in the file; the oracle goes by the order of the file' },
  },
  'zeek--syn-then-ack-then-rst.pcap': {
    '13131#0': { outcome: 'challenge-acked', why: 'a bare ACK that does not acknowledge the SYN is what a challenge ACK is' },
  },
}
