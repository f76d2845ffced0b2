// 同 en/counters.ts，键必须一致。
import type { counters as english } from '../en/counters.ts'
import type { SameKeys } from '../same-keys.ts'

export const counters: SameKeys<typeof english> = {
  format: {
    'netstat-s': 'netstat -s（Linux）',
    nstat: 'nstat',
    'nstat-json': 'nstat --json',
    'proc-net': '/proc/net/netstat、snmp',
    prometheus: 'Prometheus / node_exporter',
    'bsd-netstat': 'netstat -s（BSD、macOS）',
    'windows-netstat': 'netstat -s（Windows）',
  },
  kind: { absolute: '开机以来的累计值', increment: '自上次运行以来的增量' },
  timeFrom: {
    text: '文本中的时间',
    file: '文件修改时间',
    name: '文件名中的时间',
    user: '手动设置的时间',
    none: '无时间',
  },
  unread: {
    unknown: '无法识别',
    'section-unknown': '多个分组都有这一行文字，而上方没有分组标题',
    'state-unknown': '未显示该套接字的状态；请使用 ss -lnt，或不带 state 过滤的 ss -tan',
    'too-long': '超过 64 KiB，已跳过',
    damaged: '名称与数值对不上，该行被截断或折行',
  },
  remark: {
    oneSnapshot:
      '{{source}}：只有一份快照。其中的数值是开机（或容器启动）以来的累计值，无法由此得出速率，也说明不了抓包期间发生了什么。请再采集一份快照。',
    reset:
      '{{before}}（第 {{beforeLine}} 行）与 {{source}}（第 {{line}} 行）之间计数器变小了：主机重启、容器重建、换了网络命名空间，或快照顺序颠倒。该区间不给出差值。',
    wrapped: '{{source}}（第 {{line}} 行）：{{counter}} 超过 2^32 后从 0 重新计数，差值已按回绕计算。',
    severalHosts:
      '这些文本来自 {{count}} 台主机或网络命名空间，计数互相矛盾，已分开处理；此处显示的是 {{main}} 的数据。',
    noTimes: '部分快照没有时间，按给出的顺序排列；要与报文对齐，请手动设置时间。',
    zoneUnknown: '{{source}}：时间未注明时区，按 UTC 处理。如果是本地时间，请设置偏移量。',
    zoneAmbiguous: '{{source}}：时区缩写 {{zone}} 在不同国家含义不同。如果时间相差数小时，请设置偏移量。',
    dayUnknown: '{{source}}：时间没有日期，也无从判断是哪一天。请手动设置时间。',
    cursorMoves:
      '{{source}}：文本含有光标移动序列（用 script 录制的 watch），屏幕位置信息已丢失。请改用普通循环采集：while sleep 1; do date; netstat -s; done',
    textTooLong: '{{source}}：超过 {{megabytes}} MiB，只读取了开头部分。',
    mostlyUnread: '{{source}}：无法识别的行过多，已停止读取，仅使用此前读到的内容。',
    tooManySnapshots: '{{source}}：快照数量超出上限，其余未读取。',
    tooManyValues: '{{source}}：计数器数值超出上限，其余未读取。',
    tooManyRows: '{{source}}：同类行数超出上限，其余未读取。',
    netstatCut:
      '{{source}}：该 netstat（net-tools 1.60）读不了新内核的长行，这里缺少的计数器是未知，而不是 0。请改用 cat /proc/net/netstat。',
    negative: '{{source}}：负数是超过 2^31 的计数被当作有符号数打印（net-tools 1.60），已更正。',
    sysctlConfiguration: '{{source}}：第 {{line}} 行等内容像是配置文件，实际生效的值可能不同；请提供 sysctl 的输出。',
    jsonTooLarge: '{{source}}：JSON 文档过大或嵌套过深，未读取。',
    floatValues: '{{source}}：Prometheus 以浮点数保存计数器，超过 2^53 的数值不精确。',
    prometheusFilter:
      '{{source}}：node_exporter 默认不导出大多数计数器。这里没有的计数器是未知，而不是 0，例如 TCPReqQFullDrop、EmbryonicRsts、IPReversePathFilter。',
    windowsNoQueue: '{{source}}：Windows 没有监听队列溢出的计数器，这些数据看不出队列是否已满。',
    windowsByOrder: '{{source}}：Windows 的输出不是英文，已按行的顺序识别。',
    bsdNearest: '{{source}}：BSD 或 macOS 的计数器，以最接近的 Linux 名称显示，具体含义有差别。',
    nstat: {
      absolute: {
        values: '{{source}}：nstat 数值从不减小，或显示了 0 值，因此按累计值（nstat -a）处理。如果是增量，请手动更改。',
        default: '{{source}}：nstat 数值按累计值处理。',
      },
      increment: {
        values: '{{source}}：nstat 数值时增时减，因此按自上次运行以来的增量处理（不带 -a 的 nstat）。',
        default:
          '{{source}}：不带 -a 的 nstat 打印自上次运行以来的增量，文本中没有命令行可以证明并非如此，因此按增量处理。如果当时用的是 nstat -a，请手动更改。',
      },
    },
  },
  bundle: {
    damaged: '{{name}} 不是可读的归档文件，在第 {{offset}} 字节处损坏。',
    tooLarge: '{{name}} 解压后超过 {{megabytes}} MiB，请解包后打开其中的文件。',
    empty: '{{name}} 是空归档，其中没有文件。',
  },
  collect: {
    run: '按给定时间采集，然后用 SynScope 打开它给出的归档文件（.tar.gz）。',
    findContainer: '查出 Pod 所在节点和容器 ID，替换下文中的 NODE 和 CONTAINER_ID。',
    findPid: '在该节点上查出容器的进程号，替换下文中的 PID。',
    runOverSsh: '在 Pod 的网络命名空间内采集，归档文件直接传回本机。',
    runOverDebug: '不用 ssh，通过节点上的调试容器完成同样的采集。',
    capture: '抓取报文。',
    loop: '同时在另一个终端中：每秒记录一次计数器和监听队列。',
    settings: '当前生效的设置。',
    wrong: {
      pod: '“{{value}}”不是合法的 Pod 名称。',
      namespace: '“{{value}}”不是合法的命名空间名称。',
      container: '“{{value}}”不是合法的容器名称或 ID。',
      port: '{{value}} 不是 TCP 端口（1 至 65535）。',
      interface: '“{{value}}”不是合法的网络接口名称。',
      seconds: '{{value}} 不是 1 至 86400 之间的秒数。',
    },
  },
  notCounters: {
    empty: '{{source}} 是空文件。',
    binary: '{{source}} 是二进制文件，不是计数器文本。',
    html: '{{source}} 是网页（HTML），不是计数器文本。请保存为纯文本。',
    xml: '{{source}} 是 XML 文档，不是计数器文本。',
    json: '{{source}} 是 JSON，但既不是 nstat --json，也不是 Prometheus 的查询结果。',
    yaml: '{{source}} 看起来是 YAML，不是计数器。',
    tcpdump: '{{source}} 是 tcpdump 的文本输出，不是计数器文本。',
    tshark: '{{source}} 是 tshark 的文本输出，不是计数器文本。',
    script: '{{source}} 是脚本。请运行它并提供其输出。',
    ifconfig: '{{source}} 列出的是网络接口（ip 或 ifconfig）；TCP 计数器来自 netstat -s 或 nstat -az。',
    csv: '{{source}} 看起来是表格（CSV），不是 netstat -s 的输出。',
    log: '{{source}} 看起来是日志，其中没有内核消息或计数器。',
    usage:
      '{{source}} 是报错或用法说明，不是计数器。BusyBox 的 netstat 不支持 -s，请用 cat /proc/net/netstat /proc/net/snmp',
    text: '{{source}} 中没有类似 netstat -s、nstat、/proc/net/netstat、ss 或 sysctl 的内容。',
  },
}
