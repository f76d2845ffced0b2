// The rival in JavaScript: reads a capture with pcap-parser and counts SYNs, which is less than SynScope does.
import pcapParser from 'pcap-parser'

const parser = pcapParser.parse(process.argv[2])
let syns = 0
parser.on('packet', ({ data }) => {
  if (data.length >= 48 && data[12] === 8 && data[13] === 0 && data[23] === 6 && (data[47] & 2) !== 0) syns++
})
parser.on('end', () => process.stdout.write(`${syns}\n`))
