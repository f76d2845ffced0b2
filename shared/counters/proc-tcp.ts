// /proc/net/tcp and tcp6: state 0A is LISTEN with the accept queue in rx_queue, 03 is SYN_RECV. Addresses are hexadecimal
// words in the byte order of the host (little-endian on every machine this is about). Kernel: tcp4_seq_show().
import { ipv6Text } from '../net/address.ts'
import type { FormatReader, Line, ReadingSink } from './readings.ts'

const ROW =
  /^\d{1,7}: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8}) /

export class ProcTcpReader implements FormatReader {
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    if (/^sl\s+local_address\s+(?:rem|remote)_address\s+st\s/.test(line.trimmed)) return true
    const row = ROW.exec(line.trimmed.slice(0, 300))
    if (!row) return false
    const address = hexAddress(row[1] ?? '')
    const port = Number.parseInt(row[2] ?? '', 16)
    if (row[5] === '0A') {
      this.sink.listener({
        line: line.number,
        address,
        port,
        receiveQueue: Number.parseInt(row[7] ?? '', 16),
        backlog: null,
        drops: null,
        process: null,
      })
    } else {
      if (row[5] === '03') this.sink.halfOpen(address, port)
      this.sink.halfOpenTable()
    }
    return true
  }

  flush(): void {
    // Every row stands alone.
  }
}

function hexAddress(hex: string): string {
  if (/^0+$/.test(hex)) return '*'
  const words = (hex.match(/.{8}/g) ?? []).map((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse(),
  )
  const last = words.at(-1) ?? []
  const mapped = words.length === 4 && /^0{16}0000FFFF/i.test(hex.slice(0, 24))
  if (words.length === 1 || mapped) return last.join('.')
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words.map((bytes) => bytes.reduce((word, byte) => word * 256 + byte, 0))
  return ipv6Text(w0, w1, w2, w3)
}
