// Sentences about: counters. Same keys in every language.
export const counters = {
  format: {
    'netstat-s': 'netstat -s (Linux)',
    nstat: 'nstat',
    'nstat-json': 'nstat --json',
    'proc-net': '/proc/net/netstat, snmp',
    prometheus: 'Prometheus / node_exporter',
    'bsd-netstat': 'netstat -s (BSD, macOS)',
    'windows-netstat': 'netstat -s (Windows)',
  },
  kind: { absolute: 'totals since boot', increment: 'increments since the run before' },
  timeFrom: {
    text: 'time written in the text',
    file: 'time of the file',
    name: 'time in the file name',
    user: 'time set by hand',
    none: 'no time',
  },
  unread: {
    unknown: 'not understood',
    'section-unknown': 'this wording exists in several sections, and no section header stands above it',
    'state-unknown': 'the state of this socket is not shown; use ss -lnt or ss -tan without a state filter',
    'too-long': 'longer than 64 KiB, skipped',
    damaged: 'names and values do not fit together; the line was cut or wrapped',
  },
  remark: {
    oneSnapshot:
      '{{source}}: one snapshot alone. Its numbers are totals since boot (or since the container started); no rate and nothing about the time of the capture follows from them. Take a second snapshot.',
    reset:
      'Between {{before}} (line {{beforeLine}}) and {{source}} (line {{line}}) the counters went backwards: a reboot, a restarted container, another network namespace, or snapshots in the wrong order. No difference is shown for this interval.',
    wrapped:
      '{{source}} (line {{line}}): {{counter}} passed 2^32 and began again at 0; the difference takes that into account.',
    severalHosts:
      'The texts come from {{count}} hosts or network namespaces whose counters contradict each other. They are kept apart; the figures shown are those of {{main}}.',
    noTimes:
      'Some snapshots carry no time. Their order is the order given; to place them beside the packets, set a time by hand.',
    zoneUnknown: '{{source}}: the times name no time zone and are taken as UTC. If they are local time, set an offset.',
    zoneAmbiguous:
      '{{source}}: the time zone {{zone}} means different things in different countries. If the times are off by hours, set an offset.',
    dayUnknown: '{{source}}: the times name no day, and nothing else tells which day it was. Set the time by hand.',
    cursorMoves:
      '{{source}}: the text contains cursor movements (watch recorded by script): what stood where on the screen is lost. Record a plain loop: while sleep 1; do date; netstat -s; done',
    textTooLong: '{{source}}: longer than {{megabytes}} MiB; only the beginning was read.',
    mostlyUnread:
      '{{source}}: so many lines are not understood that reading was given up; what was found before is used.',
    tooManySnapshots: '{{source}}: more snapshots than can be kept; the rest was not read.',
    tooManyValues: '{{source}}: more counter values than can be kept; the rest was not read.',
    tooManyRows: '{{source}}: more lines of one kind than can be kept; the rest was not read.',
    netstatCut:
      '{{source}}: this netstat (net-tools 1.60) could not read the long lines of a newer kernel; counters missing here are unknown, not 0. Use cat /proc/net/netstat instead.',
    negative:
      '{{source}}: negative numbers are counters above 2^31 printed as signed numbers (net-tools 1.60); they were put right.',
    sysctlConfiguration:
      '{{source}}: line {{line}} and similar ones look like a configuration file. What is in force may differ; use the output of sysctl.',
    jsonTooLarge: '{{source}}: the JSON document is too large or too deeply nested and was not read.',
    floatValues: '{{source}}: Prometheus stores counters as floating-point numbers; values above 2^53 are not exact.',
    prometheusFilter:
      '{{source}}: node_exporter leaves out most counters by default. What is missing here is unknown, not 0: TCPReqQFullDrop, EmbryonicRsts, IPReversePathFilter and others.',
    windowsNoQueue: '{{source}}: Windows has no counter for a full listen queue; these figures cannot show one.',
    windowsByOrder: '{{source}}: the Windows text is not in English; its lines were told apart by their order.',
    bsdNearest:
      '{{source}}: counters of BSD or macOS, shown under the nearest Linux name; their exact meaning differs.',
    nstat: {
      absolute: {
        values:
          '{{source}}: the nstat values never go down, or zeros are shown, so they are taken as totals (nstat -a). Change this by hand if they are increments.',
        default: '{{source}}: the nstat values are taken as totals.',
      },
      increment: {
        values:
          '{{source}}: the nstat values go up and down, so they are taken as increments since the run before (nstat without -a).',
        default:
          '{{source}}: nstat without -a prints what was added since its last run, and no command line tells otherwise; the values are taken so. Change this by hand if it was nstat -a.',
      },
    },
  },
  bundle: {
    damaged: '{{name}} is no readable archive: it breaks at byte {{offset}}.',
    tooLarge: '{{name}} holds more than {{megabytes}} MiB; unpack it and open the files inside.',
    empty: '{{name}} is an archive without files in it.',
  },
  collect: {
    run: 'Collect for the given time, then open the bundle (.tar.gz) it names with SynScope.',
    findContainer: 'Find the node and the container id of the pod; put them in place of NODE and CONTAINER_ID below.',
    findPid: 'On that node: find the process id of the container; put it in place of PID below.',
    runOverSsh: 'Collect in the network namespace of the pod; the bundle arrives here.',
    runOverDebug: 'The same without ssh, through a debug container on the node.',
    capture: 'Capture the packets.',
    loop: 'In a second terminal, at the same time: counters and listen queues, once a second.',
    settings: 'The settings in force.',
    wrong: {
      pod: '“{{value}}” cannot be the name of a pod.',
      namespace: '“{{value}}” cannot be the name of a namespace.',
      container: '“{{value}}” cannot be the name or id of a container.',
      port: '{{value}} is no TCP port (1 to 65535).',
      interface: '“{{value}}” cannot be the name of a network interface.',
      seconds: '{{value}} is no number of seconds from 1 to 86400.',
    },
  },
  notCounters: {
    empty: '{{source}} is empty.',
    binary: '{{source}} is a binary file, not a text with counters.',
    html: '{{source}} is a web page (HTML), not a text with counters. Save the plain text.',
    xml: '{{source}} is an XML document, not a text with counters.',
    json: '{{source}} is JSON, but neither nstat --json nor the answer of a Prometheus query.',
    yaml: '{{source}} looks like YAML, not like counters.',
    tcpdump: '{{source}} is the text output of tcpdump, not a text with counters.',
    tshark: '{{source}} is the text output of tshark, not a text with counters.',
    script: '{{source}} is a script. Run it and give its output.',
    ifconfig: '{{source}} lists network interfaces (ip or ifconfig); TCP counters come from netstat -s or nstat -az.',
    csv: '{{source}} looks like a table (CSV), not like the output of netstat -s.',
    log: '{{source}} looks like a log without kernel messages or counters in it.',
    usage:
      '{{source}} is an error or usage message, not counters. BusyBox netstat knows no -s: use cat /proc/net/netstat /proc/net/snmp',
    text: '{{source}} has nothing in it that looks like netstat -s, nstat, /proc/net/netstat, ss or sysctl.',
  },
} as const
