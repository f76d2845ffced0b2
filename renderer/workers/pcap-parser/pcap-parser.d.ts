declare module 'pcap-parser' {
  interface ParserPacket {
    readonly header: {
      readonly timestampSeconds: number
      readonly timestampMicroseconds: number
      readonly originalLength: number
    }
    readonly data: Uint8Array
  }
  interface Parser {
    readonly endianness: 'BE' | 'LE' | null
    on(event: 'globalHeader', listener: (header: { readonly linkLayerType: number }) => void): this
    on(event: 'packet', listener: (packet: ParserPacket) => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }
  export function parse(stream: object): Parser
}
