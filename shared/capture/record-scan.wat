;; The loop over records for the second thread (record-scan.ts): finds whole records of a capture in memory, and the flow of
;; each everyday TCP packet. In WebAssembly because it looks at every packet of a file: three times as fast as the same
;; in JavaScript, from the first packet on. Facts: pcap savefile(5), pcapng EPB, the headers as in ../net/quick-skip.ts,
;; whose quickFlow gives the same flows.
(module
  (import "scan" "memory" (memory 1 65536 shared))
  ;; Takes note of a packet that is no everyday TCP (address of its data, captured bytes); answers whether from now on
  ;; every packet must be handed on.
  (import "scan" "note" (func $note (param i32 i32) (result i32)))

  ;; Functions are for what is rare: a call in the everyday way would take as long as the work.
  (func $swap (param $word i32) (result i32)
    (i32.or
      (i32.and (i32.rotl (local.get $word) (i32.const 8)) (i32.const 0x00ff00ff))
      (i32.and (i32.rotr (local.get $word) (i32.const 8)) (i32.const 0xff00ff00))))

  ;; The word at $at, whose first byte is the highest.
  (func $word (param $at i32) (result i32)
    (call $swap (i32.load align=1 (local.get $at))))

  ;; foldAddress (../net/segment.ts) of the IPv6 address at $at.
  (func $fold (param $at i32) (result i32)
    (i32.add (i32.mul (i32.add (i32.mul (i32.add (i32.mul
      (call $word (local.get $at)) (i32.const 31))
      (call $word (i32.add (local.get $at) (i32.const 4)))) (i32.const 31))
      (call $word (i32.add (local.get $at) (i32.const 8)))) (i32.const 31))
      (call $word (i32.add (local.get $at) (i32.const 12)))))

  ;; True for plain TCP without SYN, FIN and RST in the IPv6 packet of an Ethernet frame at $at: quickFlowIpv6.
  (func $isQuickIpv6 (param $at i32) (param $captured i32) (result i32)
    (if (i32.lt_u (local.get $captured) (i32.const 74)) (then (return (i32.const 0))))
    ;; EtherType IPv6, version 6
    (if (i32.ne
          (i32.and (i32.load offset=12 align=1 (local.get $at)) (i32.const 0x00f0ffff))
          (i32.const 0x0060dd86))
      (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u offset=20 (local.get $at)) (i32.const 6)) (then (return (i32.const 0))))
    (if (i32.and (i32.load8_u offset=67 (local.get $at)) (i32.const 7)) (then (return (i32.const 0))))
    ;; payload length below 20
    (i32.or
      (i32.load8_u offset=18 (local.get $at))
      (i32.ge_u (i32.load8_u offset=19 (local.get $at)) (i32.const 20))))

  ;; Scans $length bytes at $from. $bits and $mask: the flows that are handed on (isAwaited), $mask in words; $isBlind: all
  ;; are. Up to $room entries of three words go to $index. At $out, in words: packets, entries, where the last record
  ;; begins, where the first one begins that was not scanned (both counted from $from), 1 if that one is unusual, 0;
  ;; smallest and largest time stamp, high word first.
  (func (export "scan")
    (param $from i32) (param $length i32)
    (param $isPcap i32) (param $swapped i32) (param $unitsPerSecond i32) (param $mostCaptured i32) (param $mostBlock i32)
    (param $bits i32) (param $mask i32) (param $isBlind i32)
    (param $index i32) (param $room i32) (param $out i32)
    (local $at i32) (local $data i32) (local $end i32) (local $next i32) (local $last i32)
    (local $head i32) (local $timeAt i32) (local $capturedAt i32) (local $dataAt i32)
    (local $high i32) (local $low i32) (local $captured i32) (local $type i32) (local $size i32) (local $isUnusual i32)
    (local $one i32) (local $other i32) (local $portsAt i32) (local $source i32) (local $destination i32)
    (local $h i32) (local $flow i32)
    (local $packets i32) (local $entries i32)
    (local $time i64) (local $first i64) (local $newest i64)
    (if (local.get $isPcap)
      (then
        (local.set $head (i32.const 16))
        (local.set $capturedAt (i32.const 8))
        (local.set $dataAt (i32.const 16)))
      (else
        (local.set $head (i32.const 32))
        (local.set $timeAt (i32.const 12))
        (local.set $capturedAt (i32.const 20))
        (local.set $dataAt (i32.const 28))))
    (local.set $at (local.get $from))
    (local.set $last (local.get $from))
    (local.set $end (i32.add (local.get $from) (local.get $length)))
    (local.set $first (i64.const -1))
    (block $stop
      (loop $record
        (br_if $stop (i32.gt_u (i32.add (local.get $at) (local.get $head)) (local.get $end)))
        (br_if $stop (i32.ge_u (local.get $entries) (local.get $room)))
        (local.set $high (i32.load align=1 (i32.add (local.get $at) (local.get $timeAt))))
        (local.set $low (i32.load offset=4 align=1 (i32.add (local.get $at) (local.get $timeAt))))
        (local.set $captured (i32.load align=1 (i32.add (local.get $at) (local.get $capturedAt))))
        (if (local.get $swapped)
          (then
            (local.set $high (call $swap (local.get $high)))
            (local.set $low (call $swap (local.get $low)))
            (local.set $captured (call $swap (local.get $captured)))))
        (local.set $data (i32.add (local.get $at) (local.get $dataAt)))
        (if (local.get $isPcap)
          (then
            ;; no bytes or too many, a file header, a fraction of a second that is none
            (local.set $isUnusual (i32.or
              (i32.or
                (i32.ge_u (i32.sub (local.get $captured) (i32.const 1)) (local.get $mostCaptured))
                (i32.eq (i32.shr_u (local.get $high) (i32.const 16)) (i32.const 0xa1b2)))
              (i32.ge_u (local.get $low) (local.get $unitsPerSecond))))
            (br_if $stop (local.get $isUnusual))
            (local.set $next (i32.add (local.get $data) (local.get $captured)))
            (br_if $stop (i32.gt_u (local.get $next) (local.get $end))))
          (else
            ;; an enhanced packet block of interface 0 without options, nothing else
            (local.set $type (i32.load align=1 (local.get $at)))
            (local.set $size (i32.load offset=4 align=1 (local.get $at)))
            (if (local.get $swapped)
              (then
                (local.set $type (call $swap (local.get $type)))
                (local.set $size (call $swap (local.get $size)))))
            (local.set $isUnusual (i32.or
              (i32.or
                (i32.ne (local.get $type) (i32.const 6))
                (i32.load offset=8 align=1 (local.get $at)))
              (i32.or
                (i32.or
                  (i32.gt_u (local.get $size) (local.get $mostBlock))
                  (i32.gt_u (local.get $captured) (local.get $size)))
                (i32.ne
                  (local.get $size)
                  (i32.add (i32.const 32) (i32.and (i32.add (local.get $captured) (i32.const 3)) (i32.const -4)))))))
            (br_if $stop (local.get $isUnusual))
            (local.set $next (i32.add (local.get $at) (local.get $size)))
            (br_if $stop (i32.gt_u (local.get $next) (local.get $end)))
            ;; the length once more at the end of the block, in the same byte order
            (local.set $isUnusual (i32.ne
              (i32.load align=1 (i32.sub (local.get $next) (i32.const 4)))
              (i32.load offset=4 align=1 (local.get $at))))
            (br_if $stop (local.get $isUnusual))))
        (local.set $time (i64.or
          (i64.shl (i64.extend_i32_u (local.get $high)) (i64.const 32))
          (i64.extend_i32_u (local.get $low))))
        (if (i64.gt_u (local.get $time) (local.get $newest)) (then (local.set $newest (local.get $time))))
        (if (i64.lt_u (local.get $time) (local.get $first)) (then (local.set $first (local.get $time))))
        ;; quickFlow (../net/quick-skip.ts): -1 for all but plain TCP without SYN, FIN and RST. Words are compared as they
        ;; lie in memory, last byte first.
        (local.set $flow (i32.const -1))
        (block $sorted
          (br_if $sorted (i32.lt_u (local.get $captured) (i32.const 54)))
          ;; EtherType IPv4, header of 20 bytes
          (if (i32.eq
                (i32.and (i32.load offset=12 align=1 (local.get $data)) (i32.const 0x00ffffff))
                (i32.const 0x00450008))
            (then
              ;; a fragment, another protocol
              (br_if $sorted (i32.ne
                (i32.and (i32.load offset=20 align=1 (local.get $data)) (i32.const 0xff00ff3f))
                (i32.const 0x06000000)))
              (br_if $sorted (i32.and (i32.load8_u offset=47 (local.get $data)) (i32.const 7)))
              ;; total length below 40: malformed or offloaded
              (br_if $sorted (i32.and
                (i32.eqz (i32.load8_u offset=16 (local.get $data)))
                (i32.lt_u (i32.load8_u offset=17 (local.get $data)) (i32.const 40))))
              (local.set $one (i32.load offset=26 align=1 (local.get $data)))
              (local.set $one (i32.or
                (i32.and (i32.rotl (local.get $one) (i32.const 8)) (i32.const 0x00ff00ff))
                (i32.and (i32.rotr (local.get $one) (i32.const 8)) (i32.const 0xff00ff00))))
              (local.set $other (i32.load offset=30 align=1 (local.get $data)))
              (local.set $other (i32.or
                (i32.and (i32.rotl (local.get $other) (i32.const 8)) (i32.const 0x00ff00ff))
                (i32.and (i32.rotr (local.get $other) (i32.const 8)) (i32.const 0xff00ff00))))
              (local.set $portsAt (i32.add (local.get $data) (i32.const 34))))
            (else
              (br_if $sorted (i32.eqz (call $isQuickIpv6 (local.get $data) (local.get $captured))))
              (local.set $one (call $fold (i32.add (local.get $data) (i32.const 22))))
              (local.set $other (call $fold (i32.add (local.get $data) (i32.const 38))))
              (local.set $portsAt (i32.add (local.get $data) (i32.const 54)))))
          ;; flowHash (../net/segment.ts)
          (local.set $source (i32.or
            (i32.shl (i32.load8_u (local.get $portsAt)) (i32.const 8))
            (i32.load8_u offset=1 (local.get $portsAt))))
          (local.set $destination (i32.or
            (i32.shl (i32.load8_u offset=2 (local.get $portsAt)) (i32.const 8))
            (i32.load8_u offset=3 (local.get $portsAt))))
          (local.set $h (i32.xor
            (i32.mul
              (i32.xor (local.get $one) (i32.const 0x2545f491))
              (i32.xor (local.get $other) (i32.const 0x2545f491)))
            (i32.add (local.get $one) (local.get $other))))
          (local.set $h (i32.mul
            (i32.xor
              (local.get $h)
              (i32.mul (i32.xor (local.get $source) (local.get $destination)) (i32.const 0x9e3779b1)))
            (i32.const 0x85ebca6b)))
          (local.set $h (i32.xor
            (local.get $h)
            (i32.shl (i32.add (local.get $source) (local.get $destination)) (i32.const 7))))
          (local.set $h (i32.mul
            (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 15)))
            (i32.const 0xc2b2ae35)))
          (local.set $flow (i32.and
            (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 13)))
            (i32.const 0x3fffffff))))
        (if (i32.lt_s (local.get $flow) (i32.const 0))
          (then (local.set $isBlind (call $note (local.get $data) (local.get $captured)))))
        (if
          (i32.or
            (i32.or (local.get $isBlind) (i32.lt_s (local.get $flow) (i32.const 0)))
            (i32.and
              (i32.shr_u
                (i32.load (i32.add
                  (local.get $bits)
                  (i32.shl
                    (i32.and (i32.shr_u (local.get $flow) (i32.const 5)) (local.get $mask))
                    (i32.const 2))))
                (i32.and (local.get $flow) (i32.const 31)))
              (i32.const 1)))
          (then
            (i32.store (local.get $index) (i32.sub (local.get $at) (local.get $from)))
            (i32.store offset=4 (local.get $index) (local.get $packets))
            (i32.store offset=8 (local.get $index) (local.get $flow))
            (local.set $index (i32.add (local.get $index) (i32.const 12)))
            (local.set $entries (i32.add (local.get $entries) (i32.const 1)))))
        (local.set $packets (i32.add (local.get $packets) (i32.const 1)))
        (local.set $last (local.get $at))
        (local.set $at (local.get $next))
        (br $record)))
    (i32.store (local.get $out) (local.get $packets))
    (i32.store offset=4 (local.get $out) (local.get $entries))
    (i32.store offset=8 (local.get $out) (i32.sub (local.get $last) (local.get $from)))
    (i32.store offset=12 (local.get $out) (i32.sub (local.get $at) (local.get $from)))
    (i32.store offset=16 (local.get $out) (local.get $isUnusual))
    (i32.store offset=24 (local.get $out) (i32.wrap_i64 (i64.shr_u (local.get $first) (i64.const 32))))
    (i32.store offset=28 (local.get $out) (i32.wrap_i64 (local.get $first)))
    (i32.store offset=32 (local.get $out) (i32.wrap_i64 (i64.shr_u (local.get $newest) (i64.const 32))))
    (i32.store offset=36 (local.get $out) (i32.wrap_i64 (local.get $newest)))))
