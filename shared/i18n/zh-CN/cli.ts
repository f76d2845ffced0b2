// 命令行的语句。同 en/cli.ts，键必须一致。
import type { cli as english } from '../en/cli.ts'
import type { SameKeys } from '../same-keys.ts'

export const cli: SameKeys<typeof english> = {
  usage: `SynScope {{version}} —— 哪些 SYN 没有得到应答，以及为什么

用法：synscope 命令 …

  analyze 抓包文件… [--netstat 文件]… [--json]    握手、计数器与结论
  report  抓包文件… [--netstat 文件]… [--format md|html|json] [--out 文件] [--mask]
  picture 抓包文件… [--netstat 文件]… --out 文件.png|文件.svg [--notes auto|文件.synscope] [--mask]
  info    抓包文件… [--json]                      抓包文件里有什么
  extract 抓包文件… --out 文件.pcapng [--only unanswered|ISN…] [--mask]   只导出握手报文
  crosscheck 抓包文件 [--json]                    用 pcap-parser 库再读一遍并比较
  counters [名称] [--json]                        计数器的含义
  collect-command --port 端口 [--pod POD [--namespace NS]] [--interface 网卡] [--seconds N]
  version, help

抓包文件可以是 pcap、pcapng、snoop（也可经 gzip、zstd、lz4 压缩）、tcpdump 打印的文本，或采集脚本打的包。
--netstat 的文件可以是 netstat -s、nstat、ss、sysctl、/proc/net/netstat 等输出的任意混合。

选项：--lang en|zh-CN   --vantage server|client|middle   --help
退出码：0 分析完成，2 用法错误，3 指定的文件无法读取或不是抓包文件。
`,
  error: {
    'unknown-command': '没有“{{command}}”这个命令。运行 synscope help 查看全部命令。',
    'unknown-option': '这里没有 {{option}} 这个选项。运行 synscope help 查看全部选项。',
    unexpected: '无法理解“{{word}}”。运行 synscope help 查看全部选项。',
    'option-value': '选项 {{option}} 需要一个值{{expected}}。',
    'no-capture': '没有指定抓包文件。用法：synscope {{command}} 抓包文件… [选项]',
    'one-capture': '请只指定一个抓包文件。用法：synscope {{command}} 抓包文件',
    'not-found': '{{path}}：文件不存在。请检查文件名和目录。',
    'no-permission': '{{path}}：当前用户无权读取。请修改权限，或复制到自己的目录。',
    folder: '{{path}} 是目录。请指定其中的抓包文件。',
    'not-a-file': '{{path}} 不是普通文件（是设备、管道或套接字）。请先把内容存成文件。',
    unreadable: '{{path}} 无法读取（{{code}}）。请检查它所在的磁盘或网络盘。',
    'is-counters': '{{path}} 是计数器文本，不是抓包文件。请用 --netstat {{path}} 指定。',
    'is-capture': '{{path}} 是抓包文件，不是计数器文本。请去掉 --netstat。',
    'write-failed': '{{path}} 无法写入（{{code}}）。原有内容未改动，请换一个位置。',
    'would-overwrite': '{{path}} 是正在读取的文件之一，请为输出换一个文件名。',
    'no-counter': '没有名为“{{name}}”的计数器。运行 synscope counters 查看全部。',
    internal: 'SynScope 自身出错：{{message}}。请附上所用命令反馈给我们。',
    'canvas-missing': '输出 PNG 需要可选包 @napi-rs/canvas，但它没有安装；--out 用 .svg 则不需要。',
    'out-missing': '请用 --out 文件 指定输出位置。',
    'out-ending': '--out 的文件名必须以 {{expected}} 结尾。',
    'crosscheck-format': '{{path}} 无法交叉核对：pcap-parser 库只能读微秒级的经典 pcap，而这是 {{format}}。',
    'nothing-selected': '没有握手符合 --only {{only}}。',
  },
  progress: '正在读取 {{name}}：{{percent}} % · {{packets}} 个报文',
  verdict: '结论',
  also: '另外',
  confidence: { certain: '确定', likely: '很可能', possible: '有可能' },
  evidence: '证据',
  disproof: '什么能推翻它',
  next: '下一步',
  listeners: '监听端',
  'failed-handshakes': '失败的握手（显示 {{shown}} / 共 {{all}}）',
  'no-failed': '所有握手都得到了应答（{{handshakes}} 次）。',
  'more-handshakes': '… 还有 {{count}} 次，--json 列出全部。',
  'more-listeners': '… 还有 {{count}} 个，--json 列出全部。',
  'counter-deltas': '有变化的计数器（从 {{from}} 到 {{to}}）',
  'counter-totals': '开机以来的计数（只有一个快照，不能推出速率）',
  'no-counters': '没有给出计数器：用 --netstat 加上 netstat -s 快照，才能看出 SYN 为什么被丢弃。',
  captures: '抓包文件',
  'capture-line': '{{path}}：{{format}}，{{packets}} 个报文，其中 TCP {{tcp}} 个，{{linkTypes}}，抓包位置：{{vantage}}',
  warnings: '警告',
  skipped: '未分析：{{list}}',
  column: {
    listener: '监听端',
    handshakes: '握手',
    established: '已建立',
    unanswered: '无应答',
    'unanswered-syns': '无应答 SYN',
    client: '客户端',
    server: '服务端',
    outcome: '结果',
    syns: 'SYN 数',
    gaps: '间隔（秒）',
    schedule: '重传规律',
    counter: '计数器',
    delta: '增量',
    total: '总数',
    meaning: 'netstat -s 中的文字',
  },
  unread: '{{source}} 中有 {{count}} 行无法识别，第一处在第 {{line}} 行：{{text}}',
  missing: '（抓包中缺少 {{count}} 个 SYN）',
  written: '已写入 {{path}}：{{what}}。',
  'report-of': '{{count}} 个文件的报告',
  'picture-of': '{{format}}，{{bytes}} 字节',
  'by-hand': '不允许运行脚本时，手工执行：',
  extracted: '{{handshakes}} 次握手的 {{packets}} 个报文',
  'not-masked': '有 {{count}} 个报文无法确保完全脱敏，已略过',
  'not-extractable': '有 {{count}} 个报文来自文本，没有原始字节，已略过',
  info: {
    format: '格式',
    compression: '压缩',
    bytes: '大小',
    packets: '报文',
    tcp: '其中 TCP',
    first: '首个报文',
    last: '最后报文',
    duration: '时长',
    interfaces: '接口',
    encapsulations: '封装',
    skipped: '未分析',
    handshakes: '握手',
    syns: 'SYN 报文',
    vantage: '抓包位置',
    comments: '注释',
    sha256: 'SHA-256',
    more: '… 还有 {{count}} 条',
    dropped: '抓包程序自身丢失 {{count}} 个',
    'packets-unit': '{{count}} 个报文',
  },
  crosscheck: {
    agree: 'pcap-parser 结果一致：{{packets}} 个报文，{{handshakes}} 次握手，时间和结果全部相同。',
    differ: 'pcap-parser 有 {{count}} 处不同：',
    packets: '报文数：我们 {{ours}}，pcap-parser {{theirs}}',
    handshakes: '握手数：我们 {{ours}}，pcap-parser {{theirs}}',
    handshake: '握手 {{client}} → {{server}} ISN {{isn}}：{{field}} 我们是 {{ours}}，pcap-parser 是 {{theirs}}',
    failed: 'pcap-parser 中止：{{message}}',
  },
  counter: {
    texts: '输出文字',
    side: '计数的主机',
    step: '加 1 表示',
    since: '内核版本',
    side_listener: '监听端主机',
    side_client: '发起连接的主机',
    side_both: '两端都可能',
  },
}
