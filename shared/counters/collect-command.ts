// The exact commands that collect what SynScope needs, for a host, a container, or a Kubernetes pod: pod → node and
// container id → process id → network namespace. Nothing is run here. Every value a user typed is checked, then quoted for
// a POSIX shell. Facts: kubectl jsonpath, crictl inspect `.info.pid`, docker inspect `.State.Pid`, nsenter(1).

export interface CollectTarget {
  /** Kubernetes pod; null for a host or a container. */
  readonly pod?: string | undefined
  /** Kubernetes namespace, 'default' when left out. */
  readonly namespace?: string | undefined
  /** Container of the pod, or (without a pod) id or name of a Docker/containerd container. */
  readonly container?: string | undefined
  readonly port?: number | undefined
  readonly interface?: string | undefined
  readonly seconds?: number | undefined
}

export interface CollectStep {
  /** Key of a sentence under counters.collect. */
  readonly key: string
  /** Shell text ready to copy; several lines are run one after the other. */
  readonly command: string
}

export interface CollectPlan {
  /** With assets/collect.sh: one bundle that opens as a whole. */
  readonly steps: readonly CollectStep[]
  /** The same by hand, for hosts on which no script may be run. */
  readonly byHand: readonly CollectStep[]
}

/** A value that cannot be part of such a command. `key` is a sentence under counters.collect.wrong. */
export class CollectTargetFault extends Error {
  override readonly name = 'CollectTargetFault'
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(field: 'pod' | 'namespace' | 'container' | 'port' | 'interface' | 'seconds', value: string | number) {
    super(`${field}: ${value}`)
    this.key = `counters.collect.wrong.${field}`
    this.params = { value }
  }
}

/** Throws CollectTargetFault for values that no pod, port … can have. */
export function collectPlan(target: CollectTarget): CollectPlan {
  check(target)
  const { pod, container, port, seconds = 60 } = target
  const options = [
    port === undefined ? '' : `-p ${port}`,
    target.interface === undefined ? '' : `-i ${target.interface}`,
    `-d ${seconds}`,
  ]
    .filter((option) => option !== '')
    .join(' ')
  if (pod !== undefined) return podPlan(target, pod, options)
  if (container !== undefined) return containerPlan(target, container, options)
  return {
    steps: [{ key: 'counters.collect.run', command: `sudo sh collect.sh ${options}` }],
    byHand: byHand(target, 'sudo '),
  }
}

function podPlan(target: CollectTarget, pod: string, options: string): CollectPlan {
  const { namespace = 'default', container } = target
  const status =
    container === undefined ? '.status.containerStatuses[0]' : `.status.containerStatuses[?(@.name=="${container}")]`
  const find: CollectStep[] = [
    {
      key: 'counters.collect.findContainer',
      command: `kubectl -n ${namespace} get pod ${pod} -o jsonpath='{.spec.nodeName}{" "}{${status}.containerID}{"\\n"}'`,
    },
    { key: 'counters.collect.findPid', command: findPid('CONTAINER_ID') },
  ]
  const debug = `kubectl debug node/NODE --profile=sysadmin --image=nicolaka/netshoot -i --quiet --`
  return {
    steps: [
      ...find,
      {
        key: 'counters.collect.runOverSsh',
        command: `ssh NODE 'sudo sh -s -- -n PID ${options} -o -' < collect.sh > ${pod}.tar.gz`,
      },
      {
        key: 'counters.collect.runOverDebug',
        command: `${debug} sh -s -- -n PID ${options} -o - < collect.sh > ${pod}.tar.gz`,
      },
    ],
    byHand: [...find, ...byHand(target, 'sudo nsenter -t PID -n ')],
  }
}

function containerPlan(target: CollectTarget, container: string, options: string): CollectPlan {
  const find: CollectStep = { key: 'counters.collect.findPid', command: findPid(container) }
  return {
    steps: [find, { key: 'counters.collect.run', command: `sudo sh collect.sh -n PID ${options}` }],
    byHand: [find, ...byHand(target, 'sudo nsenter -t PID -n ')],
  }
}

/** containerd, CRI-O (crictl) or Docker, whichever the node has. The scheme before the id (`containerd://`) is cut off. */
function findPid(id: string): string {
  return [
    `ID=${id}; ID=\${ID#*://}`,
    `sudo crictl inspect --output go-template --template '{{.info.pid}}' "$ID" || sudo docker inspect -f '{{.State.Pid}}' "$ID"`,
  ].join('\n')
}

function byHand(target: CollectTarget, enter: string): CollectStep[] {
  const { port, seconds = 60 } = target
  const ports = port === undefined ? 'tcp' : `tcp port ${port}`
  const capture = `${enter}timeout ${seconds} tcpdump -i ${target.interface ?? 'any'} -n -s 128 -w synscope.pcap '${ports} or icmp or icmp6'`
  const loop = `i=0; while [ $i -lt ${seconds} ]; do date +%s.%N; ${enter}cat /proc/net/netstat /proc/net/snmp; ${enter}ss -lntm; sleep 1; i=$((i+1)); done > synscope-counters.txt`
  const settings =
    'net.core.somaxconn net.ipv4.tcp_max_syn_backlog net.ipv4.tcp_syncookies net.ipv4.tcp_abort_on_overflow'
  return [
    { key: 'counters.collect.capture', command: capture },
    { key: 'counters.collect.loop', command: loop },
    { key: 'counters.collect.settings', command: `${enter}sysctl ${settings} > synscope-sysctl.txt` },
  ]
}

/** Names of Kubernetes objects are RFC 1123 labels or subdomains; nothing in them needs quoting. */
function check({ pod, namespace, container, port, seconds, interface: device }: CollectTarget): void {
  if (pod !== undefined && !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(pod))
    throw new CollectTargetFault('pod', pod)
  if (namespace !== undefined && !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace))
    throw new CollectTargetFault('namespace', namespace)
  if (container !== undefined && !/^(?:[a-z0-9-]{1,20}:\/\/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(container)) {
    throw new CollectTargetFault('container', container)
  }
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new CollectTargetFault('port', port)
  if (device !== undefined && !/^[A-Za-z0-9_.:@][A-Za-z0-9_.:@-]{0,14}$/.test(device))
    throw new CollectTargetFault('interface', device)
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400))
    throw new CollectTargetFault('seconds', seconds)
}
