// Kernel log lines that matter (SYN flooding, conntrack table full), the kernel's version from `uname` or /proc/version,
// and other log lines, which are understood and carry nothing. Texts: tcp_syn_flood_action() in net/ipv4/tcp_input.c and
// nf_conntrack_core.c, with the wordings of 2.6, 3.x and 6.x.
import type { FormatReader, Line, ReadingSink } from './readings.ts'

const FLOOD = /[Pp]ossible SYN flooding on port (\S{1,80}?)\. (Sending cookies|Dropping request)/
const CONNTRACK_FULL = /(?:nf|ip)_conntrack: (?:nf_conntrack: )?table full, dropping packet/
const UNAME = /^Linux (\S{1,64}) (\d\.\d{1,3}\S{0,100}|\d{1,2}\.\d{1,3}\S{0,100}) #\d/
const PROC_VERSION = /^Linux version (\d{1,2}\.\d{1,3}\S{0,100}) /
const RELEASE_ONLY = /^\d{1,2}\.\d{1,3}\.\d{1,3}[\w.+~-]{0,80}$/
const OTHER_KERNEL_LINE = /^(?:<\d{1,3}>)?\[\s{0,6}\d{1,9}\.\d{6}\]\s|^\S{1,64} kernel: /

export class KernelLogReader implements FormatReader {
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    const flood = FLOOD.exec(text.slice(0, 2_000))
    if (flood) {
      const port = /(\d{1,5})$/.exec(flood[1] ?? '')
      this.sink.kernelMessage({
        line: line.number,
        kind: flood[2] === 'Sending cookies' ? 'syn-flood-cookies' : 'syn-flood-drop',
        port: port && Number(port[1]) <= 65_535 ? Number(port[1]) : null,
        text: text.slice(0, 500),
      })
      return true
    }
    if (CONNTRACK_FULL.test(text.slice(0, 2_000))) {
      this.sink.kernelMessage({ line: line.number, kind: 'conntrack-full', port: null, text: text.slice(0, 500) })
      return true
    }
    const uname = UNAME.exec(text)
    if (uname) {
      this.sink.kernelVersion(uname[2] ?? '')
      this.sink.host(uname[1] ?? '')
      return true
    }
    const version = PROC_VERSION.exec(text)
    if (version) {
      this.sink.kernelVersion(version[1] ?? '')
      return true
    }
    if (this.sink.command?.tool === 'uname' && RELEASE_ONLY.test(text)) {
      this.sink.kernelVersion(text)
      return true
    }
    return OTHER_KERNEL_LINE.test(text)
  }

  flush(): void {
    // Every line stands alone.
  }
}
