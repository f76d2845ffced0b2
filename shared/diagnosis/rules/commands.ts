// Commands ready to copy: for the host, and for a pod through nsenter from its node. `$PID` is any process of the
// container; the first command of a pod says how to get it. Only numbers and canonical addresses are ever put in.
import type { NextStep } from '../../analysis/findings.ts'
import { remark } from './finding.ts'
import type { Params } from './finding.ts'

function both(key: string, host: string, pod: string, params: Params = {}): NextStep {
  return { ...remark(`next.${key}`, params), command: { host, pod } }
}

/** The same command inside the network namespace of a pod. */
function inPod(command: string): string {
  return `nsenter -t "$PID" -n ${command}`
}

function net(key: string, command: string, params: Params = {}): NextStep {
  return both(key, command, inPod(command), params)
}

/** How to find the PID that the pod commands want. */
export const findPid: NextStep = both(
  'find-pid',
  'ss -lntp',
  "kubectl get pod POD -n NAMESPACE -o jsonpath='{.status.hostIP} {.status.containerStatuses[*].containerID}'\nPID=$(crictl inspect --output go-template --template '{{.info.pid}}' CONTAINER_ID)",
)

export const listenQueue = (port: number | null): NextStep =>
  net('listen-queue', port === null ? 'ss -lntm' : `ss -lntmp 'sport = :${port}'`)

/**
 * Two readings a minute apart. `overflows`: the value of ListenOverflows already known, so that the sentence can name
 * which reading would settle the matter.
 */
export function secondSnapshot(overflows: number | null = null): NextStep {
  const twice = 'date +%s.%N; netstat -s; sleep 60; date +%s.%N; netstat -s'
  if (overflows === null) return both('two-snapshots', twice, inPod(`sh -c '${twice}'`))
  return both('second-snapshot', twice, inPod(`sh -c '${twice}'`), { overflows })
}

export const watchCounters = (counters: readonly string[]): NextStep =>
  net('watch-counters', `nstat -az ${counters.map((name) => name.replace('.', '')).join(' ')}`)

export const queueSettings: NextStep = net(
  'queue-settings',
  'sysctl net.core.somaxconn net.ipv4.tcp_max_syn_backlog net.ipv4.tcp_syncookies net.ipv4.tcp_abort_on_overflow',
)

export const stalledProcess = (port: number | null): NextStep => {
  const find = port === null ? 'ss -lntpH' : `ss -lntpH 'sport = :${port}'`
  const look = (list: string): string =>
    `for p in $(${list} | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u); do grep -H State /proc/$p/status; cat /proc/$p/wchan /proc/$p/stack; echo; done`
  return both('stalled-process', look(find), look(inPod(find)))
}

export const hungMounts: NextStep = both(
  'hung-mounts',
  'ps -eo pid,stat,wchan:32,comm | grep -E " D"; mount -t nfs,nfs4; nfsstat -c',
  'ps -eo pid,stat,wchan:32,comm | grep -E " D"; nsenter -t "$PID" -m mount -t nfs,nfs4',
)

export const firewallRules: NextStep = both(
  'firewall-rules',
  'iptables -nvxL; ip6tables -nvxL; nft list ruleset',
  'nsenter -t "$PID" -n iptables -nvxL; nsenter -t "$PID" -n nft list ruleset; iptables -nvxL FORWARD',
)

export const conntrack: NextStep = net('conntrack', 'conntrack -S')

export const reversePath: NextStep = net(
  'reverse-path',
  "sh -c 'grep -H . /proc/sys/net/ipv4/conf/*/rp_filter; ip route'",
)

export const routeBack = (client: string): NextStep => net('route-back', `ip route get ${client}`)

export const captureBothSides = (port: number | null): NextStep =>
  net(
    'capture-both-sides',
    `tcpdump -i any -nn -s 96 -w side.pcap '${port === null ? 'tcp' : `tcp port ${port}`} or icmp or icmp6'`,
  )

export const linkAddresses = (port: number | null): NextStep =>
  net('link-addresses', `tcpdump -e -nn -c 5 '${port === null ? 'tcp' : `tcp dst port ${port}`}'`)

export const ownLinkAddress: NextStep = net('own-link-address', 'ip -br link; ip neigh')

export const whoListens = (port: number): NextStep => net('who-listens', `ss -lntp 'sport = :${port}'`)

export const halfOpen = (port: number | null): NextStep =>
  net('half-open', port === null ? 'ss -tan state syn-recv' : `ss -tan state syn-recv 'sport = :${port}'`)

export const kernelLog: NextStep = both(
  'kernel-log',
  'dmesg -T | grep -i "SYN flooding"',
  'dmesg -T | grep -i "SYN flooding"',
)

export const signatureKeys: NextStep = net('signature-keys', 'ss -lntei')

export const offload: NextStep = net('offload', "sh -c 'nstat -az TcpInCsumErrors; ethtool -k eth0 | grep checksum'")

export const clientPorts: NextStep = net('client-ports', 'sysctl net.ipv4.ip_local_port_range net.ipv4.tcp_tw_reuse')
