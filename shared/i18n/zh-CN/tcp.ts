// 同 en/tcp.ts，键必须一致。
import type { tcp as english } from '../en/tcp.ts'
import type { SameKeys } from '../same-keys.ts'

export const tcp: SameKeys<typeof english> = {
  vantage: {
    told: '由您指定。',
    directionServer: '链路层方向标记显示 SYN 只进不出（占握手的 {{share}} %）：抓包点在服务端。',
    directionClient: '链路层方向标记显示 SYN 由本机发出（占握手的 {{share}} %）：抓包点在客户端。',
    directionMiddle: '链路层方向标记显示 SYN 进来后又转发出去（占握手的 {{share}} %）：抓包点在中间的路由器或节点上。',
    directionMixed:
      '链路层方向标记显示：{{incoming}} 个握手的 SYN 进入，{{outgoing}} 个发出，{{forwarded}} 个被转发：本机是代理，或者两端都在本节点后面。',
    placeClient: '与其他抓包对照，同样的报文在本抓包点出现得更早（首末抓包点之间 {{way}} ms）：最靠近客户端。',
    placeServer: '与其他抓包对照，同样的报文在本抓包点出现得更晚（首末抓包点之间 {{way}} ms）：最靠近服务端。',
    placeMiddle: '与其他抓包对照，同样的报文在别处有先有后（首末抓包点之间 {{way}} ms）：抓包点在中间。',
    hopsServer: 'SYN 已经过 {{hops}} 跳路由，而应答为 0 跳（按 TTL 推算）：抓包点在服务端或其所在网段。',
    hopsClient: '应答已经过 {{hops}} 跳路由，而 SYN 为 0 跳（按 TTL 推算）：抓包点在客户端或其所在网段。',
    hopsMiddle: 'SYN 已经过 {{syn}} 跳路由，应答已经过 {{answer}} 跳（按 TTL 推算）：抓包点在两端之间。',
    timeServer:
      '服务端应答耗时 {{server}} ms，客户端应答耗时 {{client}} ms（中位数）：往返时延在客户端一侧，抓包点在服务端或靠近服务端。',
    timeClient:
      '客户端应答耗时 {{client}} ms，服务端应答耗时 {{server}} ms（中位数）：往返时延在服务端一侧，抓包点在客户端或靠近客户端。',
    timeMiddle: '服务端应答耗时 {{server}} ms，客户端应答耗时 {{client}} ms（中位数）：抓包点在两端之间。',
    tooClose: '两端相距太近，无法判断：服务端应答耗时 {{server}} ms，客户端应答耗时 {{client}} ms（中位数）。',
    noHandshake: '抓包中没有不含重传的完整握手，链路层方向和 TTL 也无法判断。',
    nothing: '抓包中没有握手。',
  },
  warning: {
    clockSetBack: '第 {{frame}} 帧处时钟被回拨了 {{seconds}} s；判断握手结果时已做修正，显示的时间仍与文件一致。',
    clockSetForward:
      '第 {{frame}} 帧处时钟被向前拨动（{{seconds}} s 内没有报文，与重传规律矛盾）；跨越此处的间隔不参与判断。',
    synAckWithoutSyn: '有 {{count}} 个 SYN-ACK 找不到对应的 SYN：抓包开始得较晚、抓包丢包，或只抓到了单方向流量。',
    notKept: '有 {{count}} 个 SYN 和 SYN-ACK 报文只计数、不逐个列出：它们所属的握手已有 255 个以上这样的报文。',
    onlySyn: '抓包中只有带 SYN 标志的报文（使用了标志位过滤）：看不到客户端的 ACK，也看不到之后的 RST。',
  },
}
