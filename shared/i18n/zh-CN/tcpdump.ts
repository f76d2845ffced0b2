// 关于 tcpdump 文本的语句。同 en/tcpdump.ts，键必须一致。
import type { tcpdump as english } from '../en/tcpdump.ts'
import type { SameKeys } from '../same-keys.ts'

export const tcpdump: SameKeys<typeof english> = {
  noTimes: '文本里没有时间（tcpdump -t）：报文保持原有顺序，但无法给出间隔。',
  noDate: '文本只有时刻没有日期，按 1970-01-01 显示。用 -tttt 或 -tt 打印即可带日期。',
  dateOfFile: '文本只有时刻没有日期，采用文件的日期，时区按 UTC。',
  elapsed: '文本只有相对时间（-ttt 或 -ttttt），从 1970-01-01 00:00 起显示。',
  zone: '文本是没有时区的本地时间，按 UTC 处理。',
  cutLines: '有 {{count}} 行超过 64 KiB，已截断。',
  unread: '有 {{count}} 行不是报文，第一处在第 {{line}} 行：{{text}}',
  dropped: 'tcpdump 报告内核丢弃了 {{count}} 个报文：抓包本身有丢失。',
  icmpGuessed: '有 {{count}} 个 ICMP 差错同时符合同一时刻的多个 SYN，取了最近的一个。tcpdump -v 会打印它到底对应哪个。',
}
