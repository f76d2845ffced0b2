// Sentences about: handshakes, captures seen together, where a capture was taken. Same keys in every language.
export const tcp = {
  vantage: {
    told: 'You said so.',
    directionServer:
      'SYNs come in and are not sent on ({{share}} % of the handshakes), as the link layer says: taken on the server.',
    directionClient: 'SYNs go out ({{share}} % of the handshakes), as the link layer says: taken on the client.',
    directionMiddle:
      'SYNs come in and go out again ({{share}} % of the handshakes), as the link layer says: taken on a router or node between.',
    directionMixed:
      'SYNs come in for {{incoming}} handshakes, go out for {{outgoing}} and pass through for {{forwarded}}, as the link layer says: a proxy, or a node with both ends behind it.',
    placeClient:
      'Other captures show the same packets later on the way to the server ({{way}} ms between first and last point): nearest to the client.',
    placeServer:
      'Other captures show the same packets earlier on their way ({{way}} ms between first and last point): nearest to the server.',
    placeMiddle:
      'Other captures show the same packets earlier and later on their way ({{way}} ms between first and last point): taken between.',
    hopsServer:
      'SYNs have passed {{hops}} router(s), answers none (TTL): taken on the server or in its network segment.',
    hopsClient:
      'Answers have passed {{hops}} router(s), SYNs none (TTL): taken on the client or in its network segment.',
    hopsMiddle: 'SYNs have passed {{syn}} router(s) and answers {{answer}} (TTL): taken between the two.',
    timeServer:
      'The server answers in {{server}} ms, the client in {{client}} ms (medians): the distance lies on the client’s side, so it was taken on the server or close to it.',
    timeClient:
      'The client answers in {{client}} ms, the server in {{server}} ms (medians): the distance lies on the server’s side, so it was taken on the client or close to it.',
    timeMiddle: 'The server answers in {{server}} ms, the client in {{client}} ms (medians): taken between the two.',
    tooClose:
      'Client and server are too close to each other to tell: the server answers in {{server}} ms, the client in {{client}} ms (medians).',
    noHandshake: 'No complete handshake without repeats is in the capture, and the link layer and TTL do not tell.',
    nothing: 'There is no handshake in the capture.',
  },
  warning: {
    clockSetBack:
      'The clock was set back by {{seconds}} s at frame {{frame}}; handshakes are judged with this corrected, times are shown as in the file.',
    clockSetForward:
      'The clock was set forward at frame {{frame}} ({{seconds}} s without a packet that retransmissions contradict); gaps across it are not used.',
    synAckWithoutSyn:
      '{{count}} SYN-ACKs answer SYNs that are not in the capture: it began later, lost packets, or sees one direction only.',
    notKept: '{{count}} SYN and SYN-ACK packets are only counted: their handshakes have more than 255 of them.',
    onlySyn:
      'The capture holds SYN segments only (a filter on the flags): whether the client’s ACK came and whether a reset followed cannot be seen.',
  },
} as const
