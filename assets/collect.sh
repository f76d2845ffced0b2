#!/bin/sh
# collect.sh: records what SynScope needs to say why SYNs were not answered, then stops and packs one .tar.gz that
# SynScope opens as a whole. Reads only; changes no setting. Needs root (for tcpdump and nsenter) and /proc; uses tcpdump,
# ss, netstat, conntrack where they are. Written for POSIX sh; works with BusyBox.
#
#   sh collect.sh -p 80 -d 60              this host's network namespace, port 80, one minute
#   sh collect.sh -n PID -p 80             the namespace of process PID (a container's or pod's process)
#   ssh node 'sudo sh -s -- -n PID -o -' < collect.sh > bundle.tar.gz
#
#   -p PORT   only packets of this TCP port (several times for several ports); counters are always whole
#   -i IF     interface to capture on (default: any)
#   -n PID    enter the network namespace of this process first (nsenter)
#   -d SEC    how long (default 60, at most 86400)
#   -m MB     stop when the files reach this size (default 500)
#   -a        headers of all packets of the ports, not only SYN, RST, FIN and ICMP
#   -c        counters only, no capture
#   -o DIR    where to put the bundle (default: the current folder); "-" writes it to standard output
set -u
umask 077
LC_ALL=C
export LC_ALL

VERSION=1
PORTS='' INTERFACE=any PID='' SECONDS_TO_RUN=60 MEGABYTES=500 ALL='' COUNTERS_ONLY='' OUT=.

say() { printf '%s\n' "collect.sh: $*" >&2; }
die() {
  say "$*"
  exit 2
}
is_number() {
  case $1 in '' | *[!0-9]*) return 1 ;; *) [ "${#1}" -le 9 ] ;; esac
}
has() { command -v "$1" >/dev/null 2>&1; }

while getopts p:i:n:d:m:aco: option; do
  case $option in
    p)
      is_number "$OPTARG" && [ "$OPTARG" -ge 1 ] && [ "$OPTARG" -le 65535 ] || die "no port: $OPTARG"
      PORTS="$PORTS $OPTARG"
      ;;
    i)
      case $OPTARG in '' | -* | *[!A-Za-z0-9_.:@-]*) die "no interface: $OPTARG" ;; esac
      INTERFACE=$OPTARG
      ;;
    n)
      is_number "$OPTARG" || die "no process id: $OPTARG"
      PID=$OPTARG
      ;;
    d)
      is_number "$OPTARG" && [ "$OPTARG" -ge 1 ] && [ "$OPTARG" -le 86400 ] || die "no number of seconds: $OPTARG"
      SECONDS_TO_RUN=$OPTARG
      ;;
    m)
      is_number "$OPTARG" && [ "$OPTARG" -ge 1 ] || die "no number of megabytes: $OPTARG"
      MEGABYTES=$OPTARG
      ;;
    a) ALL=1 ;;
    c) COUNTERS_ONLY=1 ;;
    o) OUT=$OPTARG ;;
    *) die 'usage: sh collect.sh [-p PORT] [-i IF] [-n PID] [-d SECONDS] [-m MB] [-a] [-c] [-o DIR|-]' ;;
  esac
done

[ -r /proc/net/netstat ] || die 'no /proc/net/netstat here: this is not Linux, or /proc is not mounted'

# Every program below runs through this, so that it sees the namespace of PID while files stay here.
if [ -n "$PID" ]; then
  [ -e "/proc/$PID/ns/net" ] || die "no process $PID (is this shell in the same PID namespace as the node?)"
  has nsenter || die 'nsenter is missing (package util-linux); run this inside the container without -n instead'
  nsenter -t "$PID" -n true 2>/dev/null || die "cannot enter the network namespace of $PID: run as root"
fi
inside() {
  if [ -n "$PID" ]; then nsenter -t "$PID" -n "$@"; else "$@"; fi
}
# /proc/net is that of the reading process; a process's own folder needs no nsenter and no fork for each sample.
PROC_NET=/proc/${PID:-self}/net

WORK=$(mktemp -d "${TMPDIR:-/tmp}/synscope.XXXXXX") || die 'cannot make a temporary folder'
NAME=synscope-$(uname -n | tr -c 'A-Za-z0-9.\n-' '_')-$(date -u +%Y%m%dT%H%M%SZ)
DIR=$WORK/$NAME
mkdir "$DIR" || die "cannot write to $WORK"
TCPDUMP_PID=''
STOP=''

cleanup() {
  [ -z "$TCPDUMP_PID" ] || kill "$TCPDUMP_PID" 2>/dev/null
  rm -rf "$WORK"
}
trap cleanup EXIT
trap 'STOP=1' INT TERM HUP

# BusyBox date knows no %N and prints it as it is.
case $(date +%N 2>/dev/null) in
  [0-9][0-9][0-9]*) now() { date +%s.%N; } ;;
  *) now() { date +%s; } ;;
esac

note() { printf '# synscope: %s\n' "$*" >>"$DIR/collector.txt"; }

settings() {
  for key in net.core.somaxconn net.core.netdev_max_backlog \
    net.ipv4.tcp_max_syn_backlog net.ipv4.tcp_syncookies net.ipv4.tcp_abort_on_overflow \
    net.ipv4.tcp_synack_retries net.ipv4.tcp_syn_retries net.ipv4.tcp_syn_linear_timeouts \
    net.ipv4.tcp_rto_max_ms net.ipv4.tcp_tw_reuse net.ipv4.tcp_tw_recycle net.ipv4.tcp_timestamps \
    net.ipv4.tcp_fastopen net.ipv4.tcp_max_tw_buckets net.ipv4.tcp_invalid_ratelimit \
    net.ipv4.tcp_migrate_req net.ipv4.tcp_ecn net.ipv4.ip_local_port_range \
    net.ipv4.conf.all.rp_filter net.ipv4.conf.default.rp_filter \
    net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_count; do
    path=/proc/sys/$(printf '%s' "$key" | tr . /)
    # /proc/sys shows the namespace of the process that opens it, so cat has to run inside.
    value=$(inside cat "$path" 2>/dev/null) && printf '%s = %s\n' "$key" "$value"
  done
}

host_tables() {
  now
  [ ! -r /proc/net/softnet_stat ] || cat /proc/net/softnet_stat
  if has conntrack; then
    inside conntrack -S 2>/dev/null
  elif [ -r "$PROC_NET/stat/nf_conntrack" ]; then
    now
    cat "$PROC_NET/stat/nf_conntrack"
  fi
  [ ! -r "$PROC_NET/stat/rt_cache" ] || {
    now
    cat "$PROC_NET/stat/rt_cache"
  }
}

counters() {
  now
  cat "$PROC_NET/netstat" "$PROC_NET/snmp" "$PROC_NET/snmp6" 2>/dev/null
}

# One table with listeners and half-open connections: two states, so that the State column is shown.
SS_COMMAND='ss -tanm state listening state syn-recv'
has ss || SS_COMMAND=''
queues() {
  now
  if [ -n "$SS_COMMAND" ]; then
    printf '$ %s\n' "$SS_COMMAND"
    inside $SS_COMMAND 2>/dev/null
  else
    # State 0A is LISTEN, 03 is SYN_RECV.
    cat "$PROC_NET/tcp" "$PROC_NET/tcp6" 2>/dev/null | grep -E '^ *sl |^ *[0-9]+: [0-9A-F:]+ [0-9A-F:]+ (0A|03) '
  fi
}

netstat_text() {
  # BusyBox netstat has no -s; /proc has it all anyway, this is for people to read.
  has netstat && inside netstat -s >"$WORK/netstat" 2>/dev/null && grep -q 'segments received' "$WORK/netstat" || return 0
  {
    now
    cat "$WORK/netstat"
  } >"$DIR/$1"
}

start_capture() {
  has tcpdump || {
    note 'tcpdump is not installed: counters only'
    say 'tcpdump is not installed: collecting counters only'
    return
  }
  ports=''
  for port in $PORTS; do ports="${ports:+$ports or }tcp port $port"; done
  flags='tcp[tcpflags] & (tcp-syn|tcp-rst|tcp-fin) != 0 or (ip6[6] = 6 and ip6[53] & 7 != 0)'
  if [ -n "$ALL" ]; then
    filter="${ports:-tcp}"
  elif [ -n "$ports" ]; then
    filter="(($ports) and ($flags))"
  else
    filter="($flags)"
  fi
  filter="$filter or icmp or icmp6"
  owner=''
  tcpdump --help 2>&1 | grep -q -- '-Z' && owner='-Z root'
  note "tcpdump filter: $filter"
  # exec, so that the id is tcpdump's own and not that of a shell in between.
  (
    set -- tcpdump -i "$INTERFACE" -n -s 128 -U $owner -c 5000000 -w "$DIR/capture.pcap" "$filter"
    [ -z "$PID" ] || set -- nsenter -t "$PID" -n "$@"
    exec "$@" 2>"$WORK/tcpdump.err"
  ) &
  TCPDUMP_PID=$!
  # Counters are read only while the capture runs, so that no drop is counted without its packet.
  waited=0
  while [ $waited -lt 5 ] && ! grep -q 'listening on' "$WORK/tcpdump.err" && kill -0 $TCPDUMP_PID 2>/dev/null; do
    sleep 1
    waited=$((waited + 1))
  done
  kill -0 $TCPDUMP_PID 2>/dev/null || {
    TCPDUMP_PID=''
    say "tcpdump did not start: $(tail -n 1 "$WORK/tcpdump.err")"
  }
}

stop_capture() {
  [ -n "$TCPDUMP_PID" ] || return 0
  sleep 1
  # Not INT: a shell starts background programs with INT ignored.
  kill -TERM "$TCPDUMP_PID" 2>/dev/null
  waited=0
  while kill -0 "$TCPDUMP_PID" 2>/dev/null && [ $waited -lt 10 ]; do
    sleep 1
    waited=$((waited + 1))
  done
  kill -KILL "$TCPDUMP_PID" 2>/dev/null
  wait "$TCPDUMP_PID" 2>/dev/null
  TCPDUMP_PID=''
}

note "collector version $VERSION"
note "begin $(now)"
note "options: port${PORTS:- all}, interface $INTERFACE, seconds $SECONDS_TO_RUN${PID:+, network namespace of process $PID ($(tr '\0' ' ' <"/proc/$PID/cmdline" 2>/dev/null | cut -c 1-200))}"
uname -a >>"$DIR/collector.txt"

[ -n "$COUNTERS_ONLY" ] || start_capture
settings >"$DIR/sysctl.txt"
host_tables >"$DIR/host-tables.txt" 2>/dev/null
netstat_text netstat-before.txt

START=$(date +%s)
SAMPLES=0
say "collecting for $SECONDS_TO_RUN s ${PID:+in the network namespace of process $PID }(stop earlier with Ctrl-C)"
while [ -z "$STOP" ]; do
  counters >>"$DIR/counters-series.txt"
  queues >>"$DIR/queues-series.txt"
  SAMPLES=$((SAMPLES + 1))
  [ $(($(date +%s) - START)) -lt "$SECONDS_TO_RUN" ] || break
  if [ -n "$PID" ] && [ ! -e "/proc/$PID/ns/net" ]; then
    note "process $PID ended"
    say "process $PID ended"
    break
  fi
  if [ $((SAMPLES % 10)) -eq 0 ] && [ "$(du -sk "$DIR" | cut -f 1)" -ge $((MEGABYTES * 1024)) ]; then
    note "stopped at $MEGABYTES MB"
    say "stopped at $MEGABYTES MB"
    break
  fi
  sleep 1
done

# As at the beginning, the capture goes on while the last counters are read: it covers all of them.
[ ! -e "$PROC_NET/netstat" ] || {
  netstat_text netstat-after.txt
  host_tables >>"$DIR/host-tables.txt" 2>/dev/null
}
stop_capture
note "end $(now), $SAMPLES samples"
[ ! -s "$WORK/tcpdump.err" ] || while read -r line; do note "tcpdump: $line"; done <"$WORK/tcpdump.err"
has dmesg && dmesg 2>/dev/null | grep -E 'SYN flooding|nf_conntrack: .*table full' | tail -n 200 >"$DIR/kernel-log.txt"
[ -s "$DIR/kernel-log.txt" ] || rm -f "$DIR/kernel-log.txt"

if [ "$OUT" = - ]; then
  tar -C "$WORK" -cf - "$NAME" | gzip -c || die 'cannot pack the bundle'
  say "done: $SAMPLES samples"
else
  tar -C "$WORK" -cf - "$NAME" | gzip -c >"$OUT/$NAME.tar.gz" || die "cannot write to $OUT"
  say "done: $SAMPLES samples. Open this file with SynScope:"
  printf '%s\n' "$OUT/$NAME.tar.gz"
fi
