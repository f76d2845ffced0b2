// `fs` as far as pcap-parser names it: it is always given a stream, never a path.
export function createReadStream(): never {
  throw new Error('a cross-check reads the stream it is given')
}
