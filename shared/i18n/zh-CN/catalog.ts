// 同 en/catalog.ts，键必须一致。
import type { catalog as english } from '../en/catalog.ts'
import type { SameKeys } from '../same-keys.ts'
import { meanings } from './catalog-meanings.ts'
import { steps } from './catalog-steps.ts'

export const catalog: SameKeys<typeof english> = {
  meaning: meanings,
  step: steps,
  side: {
    listener: '由监听方（服务器）计数',
    client: '由发起方（客户端）计数',
    both: '双方都可能计数',
  },
  label: {
    name: '计数器',
    meaning: '含义',
    step: '每增加 1 表示',
    side: '计数方',
    texts: 'netstat -s 中的文字',
    nstat: 'nstat 中的名称',
    prometheus: 'node_exporter 中的名称',
    bsd: 'BSD 和 macOS 中的文字',
    windows: 'Windows 中的文字',
    since: '起始 Linux 版本',
    until: '最后出现的 Linux 版本',
    setup: '与建连有关',
    gauge: '瞬时值，不是计数器',
  },
  notFound: '没有名称或说明与“{{text}}”相符的计数器。',
  unknown: '目录中没有的计数器。',
  fromBsd: 'BSD 或 macOS 的计数器，Linux 中没有对应项。',
}
