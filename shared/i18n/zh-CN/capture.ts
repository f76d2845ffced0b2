// 同 en/capture.ts，键必须一致。
import type { capture as english } from '../en/capture.ts'
import type { SameKeys } from '../same-keys.ts'

export const capture: SameKeys<typeof english> = {
  fault: {
    textWithoutPackets: '这是文本，但其中没有一行是 tcpdump 打印的报文。',
    cancelled: '已取消读取。',
    empty: '文件为空（0 字节）：没有抓到任何内容，或者拷贝失败。',
    unknownFormat: '无法识别的抓包文件格式，文件开头的字节为 {{head}}。',
    cutHeader: '文件在第 {{offset}} 字节处结束，文件头都不完整，里面没有任何报文。',
  },
  warning: {
    cutPacket:
      '文件在第 {{frame}} 个报文中间结束（字节偏移 {{offset}}），常见于 tcpdump 被强制终止；此前的报文均已分析。',
    badRecord:
      '字节偏移 {{offset}}（第 {{frame}} 个报文的起始处）数据损坏：记录长度为 {{length}} 字节；此前的内容均已分析。',
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
  },
}
