// 起始页的文字，键与 en/app-first.ts 一致。
import type { appFirst as english } from '../en/app-first.ts'
import type { SameKeys } from '../same-keys.ts'

export const appFirst: SameKeys<typeof english> = {
  start: {
    open: '打开文件',
    question: '这个 SYN 为什么没有应答？',
    drop: '把抓包文件拖到这里，有 netstat -s 文本就一起拖进来。文件是什么，由内容判断，与文件名无关。',
    openFiles: '打开文件…',
    paste: '粘贴文本…',
    formats:
      'pcap、pcapng（含压缩文件）· netstat -s、nstat、/proc/net/snmp 与 netstat、ss、sysctl · tcpdump 打印的文本',
    samples: '示例',
    recent: '最近打开',
    missing: '文件已不在原处',
    forget: '从列表中移除 {{name}}',
    privacy: '一切都留在本机：SynScope 不建立任何网络连接。',
  },
  sample: {
    'accept-queue-overflow': {
      title: 'accept 队列溢出',
      text: '服务端不再调用 accept()：SYN 按 1、2、4、8… 秒重传，始终没有应答',
    },
    'firewall-drop': { title: '防火墙丢弃', text: 'SYN 到了主机，却没有到达监听套接字' },
    'linear-backoff': { title: 'Linux 6.5 及以后', text: '新的重传节奏：1、1、1、1、1、2、4… 秒' },
    'long-round-trip': { title: '往返时延过长', text: '应答晚于第一次重传，其实并没有丢包' },
    recovered: { title: '队列恢复', text: '队列溢出了一阵子，之后所有连接都迟到地建立' },
  },
  drop: { open: '松开即可打开', add: '松开即可加入当前分析', what: '抓包文件和计数器文本，可同时多个' },
  reading: {
    title: '正在读取 {{name}}',
    bytes: '已读 {{read}}',
    bytesOf: '{{read}} / {{total}}',
    packets_one: '{{total}} 个包',
    packets_other: '{{total}} 个包',
    rate: '每秒 {{rate}}',
    left: '还需 {{time}}',
    cancel: '取消',
  },
  theme: { title: '主题', system: '跟随系统', light: '浅色', dark: '深色', contrast: '高对比度' },
  language: { title: '语言', system: '跟随系统', en: 'English', 'zh-CN': '简体中文' },
}
