// 同 en/capture.ts，键必须一致。
import type { capture as english } from '../en/capture.ts'
import type { SameKeys } from '../same-keys.ts'

export const capture: SameKeys<typeof english> = {
  fault: {
    unreadable: '无法读取这个文件：{{message}}',
    cancelled: '已取消读取。',
    empty: '文件为空（0 字节）：没有抓到任何内容，或者拷贝失败。',
    unknownFormat:
      '无法识别的抓包文件格式，文件开头的字节为 {{head}}。支持 pcap、pcapng、snoop 和 ERF，也可以是 gzip、zstd 或 lz4 压缩的。',
    otherCapture:
      '这是 {{format}} 格式的文件。请用 Wireshark 打开并另存为 pcapng，或执行：editcap -F pcapng 文件 out.pcapng。',
    otherCompression: '文件使用 {{format}} 压缩，请先解压。',
    archive: '这是 {{format}} 压缩包，请解包后打开其中的抓包文件。',
    etl: '这是 Windows 事件跟踪文件（ETL），请先用 “pktmon etl2pcap” 或 etl2pcapng 转换。',
    html: '这是网页而不是抓包文件：下载时保存的很可能是错误页面或登录页面。',
    text: '这是文本文件（“{{start}}”），不是抓包文件，其中也没有识别出 tcpdump 输出或内核计数器。',
    cutHeader: '文件在第 {{offset}} 字节处结束，文件头都不完整，里面没有任何报文。',
    pcapVariant: '字节偏移 {{offset}} 处是没有公开文档的 pcap 变种，请重新保存为标准 pcap。',
    pcapVersion: '字节偏移 {{offset}} 处的 pcap 版本号为 {{version}}，仅支持 2.0 到 2.4。',
    linkTypeBits: '字节偏移 {{offset}} 处，pcap 文件头的链路类型字段为 {{value}}：文件头已损坏，或根本不是抓包文件。',
    pcapngVersion: '字节偏移 {{offset}} 处的 SHB 声明 pcapng 版本为 {{version}}，仅支持版本 1。',
    byteOrder: '字节偏移 {{offset}} 处的 SHB 没有有效的字节序标记：文件开头已损坏。',
    blockLength: '字节偏移 {{offset}} 处的 {{block}} 块声明长度为 {{length}} 字节，这不可能：文件已损坏。',
    blockTrailer: '字节偏移 {{offset}} 处的 {{block}} 块首尾长度不一致：文件开头已损坏。',
    shbOptions: '字节偏移 {{offset}} 处 SHB 的某个选项超出了块的长度：文件已损坏。',
    snoopVersion: '字节偏移 {{offset}} 处的 snoop 版本号为 {{version}}，仅支持版本 2。',
    nestedCompression: '{{outer}} 文件里面还是压缩文件：请先解压一层再打开。',
    compressedUseless: '{{format}} 数据在字节偏移 {{offset}} 处中断，未能解压出任何内容。',
    tooMany: '一次最多分析 {{most}} 个抓包文件：请先用 mergecap -w all.pcapng FILES… 合并，或去掉一部分。',
    notInFile: '字节偏移 {{offset}} 处的报文已不在文件中：文件在分析之后被改动过。',
  },
  warning: {
    cutPacket:
      '文件在第 {{frame}} 个报文中间结束（字节偏移 {{offset}}），常见于 tcpdump 被强制终止；此前的报文均已分析。',
    cutBlock: '文件在字节偏移 {{offset}} 处的 {{block}} 块中间结束，常见于抓包程序被强制终止；此前的内容均已分析。',
    badRecord:
      '字节偏移 {{offset}}（第 {{frame}} 个报文的起始处）数据损坏：记录长度为 {{length}} 字节；此前的内容均已分析。',
    blockLength:
      '字节偏移 {{offset}} 处的 {{block}} 块（第 {{frame}} 个报文之前）声明长度为 {{length}} 字节，这不可能：此处数据损坏。',
    blockTrailer: '字节偏移 {{offset}} 处的 {{block}} 块（第 {{frame}} 个报文之前）首尾长度不一致：此处数据损坏。',
    packetBeyondBlock:
      '字节偏移 {{offset}} 处的 {{block}} 块（第 {{frame}} 个报文）声明报文有 {{length}} 字节，超出了块本身：此处数据损坏。',
    byteOrder: '字节偏移 {{offset}} 处的 SHB 没有有效的字节序标记：此处数据损坏。',
    foundAgain: '从字节偏移 {{from}} 起跳过 {{bytes}} 字节的损坏数据，在字节偏移 {{offset}} 处继续读取。',
    damagedToEnd: '字节偏移 {{offset}} 处损坏之后再没有找到报文。',
    appendedCapture: '字节偏移 {{offset}} 处拼接了另一个抓包文件，从第 {{frame}} 个报文开始。',
    fractionOutOfRange:
      '有 {{count}} 个时间戳的小数部分达到或超过一秒（首个在字节偏移 {{offset}}，第 {{frame}} 个报文），整秒已进位，明显无效的已舍去。',
    pcapngVersion: '字节偏移 {{offset}} 处的节声明 pcapng 版本为 {{version}}，无法识别，已跳过。',
    badOptions: '有 {{count}} 个 {{block}} 块的选项超出块长度（首个在字节偏移 {{offset}}）。',
    shortBlock: '有 {{count}} 个块的长度小于其类型的最小长度（首个：字节偏移 {{offset}} 处的 {{block}}）。',
    secondTimeResolution: '字节偏移 {{offset}} 处的接口给出了两次时间精度，以第一次为准。',
    badTimeResolution: '字节偏移 {{offset}} 处的接口给出的时间精度（{{value}}）不合法，按微秒处理。',
    finerThanNanoseconds: '有 {{count}} 个接口的时间戳精度高于纳秒，已截断到纳秒。',
    noTimeStamp: '有 {{count}} 个报文没有时间戳（SPB 块，首个为第 {{frame}} 个报文），按前一个报文的时间处理。',
    unknownInterface:
      '有 {{count}} 个报文引用了文件中没有描述的接口（首个：第 {{frame}} 个报文，字节偏移 {{offset}}）。',
    linkType: '链路类型 {{name}}（{{number}}）的报文无法解析。',
    compressedCut: '{{format}} 文件在字节偏移 {{offset}} 处提前结束（第 {{frame}} 个报文中间）；此前的内容均已分析。',
    compressedDamaged: '{{format}} 数据在字节偏移 {{offset}} 附近损坏（第 {{frame}} 个报文中间）；此前的内容均已分析。',
    compressedTooLarge:
      '{{format}} 文件解压后超出限制（停在字节偏移 {{offset}}，第 {{frame}} 个报文）：如果确认文件可信，请自行解压后再打开。',
    compressedWindow:
      '{{format}} 文件需要超过 128 MB 的解压窗口（字节偏移 {{offset}}）：请用 “zstd -d --long=31” 解压后再打开。',
    more: '另有 {{count}} 条关于该文件的提示未显示。',
  },
  skipped: {
    'not-ip': '非 IP 报文',
    arp: 'ARP',
    udp: 'UDP',
    icmp: 'ICMP',
    igmp: 'IGMP',
    sctp: 'SCTP',
    'other-ip-protocol': '其他 IP 协议',
    'ip-fragment': 'IP 后续分片',
    'cut-before-tcp-flags': '抓包长度不足，缺 TCP 标志位',
    'cut-before-ip': '抓包长度不足，缺完整 IP 头',
    'malformed-ip': 'IP 头格式错误',
    'malformed-tcp': 'TCP 头格式错误',
    'unsupported-link-type': '不支持的链路类型',
    encrypted: '已加密（ESP、MACsec、802.11 加密帧）',
    'wireless-management': '802.11 管理帧和控制帧',
    'nested-too-deep': '封装层数过多',
    'no-payload': '无载荷',
    'not-a-packet': '非网络报文记录',
    'unknown-interface': '所属接口在文件中没有描述',
  },
}
