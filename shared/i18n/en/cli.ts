// Sentences of the command line. Same keys in every language.
export const cli = {
  usage: `SynScope {{version}} — which SYNs got no answer, and why

Usage: synscope COMMAND …

  analyze CAPTURE… [--netstat FILE]… [--json]    handshakes, counters and the verdict
  report  CAPTURE… [--netstat FILE]… [--format md|html|json] [--out FILE] [--mask]
  picture CAPTURE… [--netstat FILE]… --out FILE.png|FILE.svg [--notes auto|FILE.synscope] [--mask]
  info    CAPTURE… [--json]                      what is in a capture file
  extract CAPTURE… --out FILE.pcapng [--only unanswered|ISN…] [--mask]   only the handshake packets
  crosscheck CAPTURE [--json]                    read again through the pcap-parser library and compare
  counters [NAME] [--json]                       what a counter means
  collect-command --port PORT [--pod POD [--namespace NS]] [--interface IF] [--seconds N]
  version, help

CAPTURE is pcap, pcapng, snoop (also in gzip, zstd or lz4), text printed by tcpdump, or a bundle of the collector.
FILE given to --netstat is anything printed by netstat -s, nstat, ss, sysctl, /proc/net/netstat … in any mixture.

Options: --lang en|zh-CN   --vantage server|client|middle   --help
Exit status: 0 analysed, 2 wrong usage, 3 a named file cannot be read or is no capture.
`,
  error: {
    'unknown-command': 'There is no command “{{command}}”. `synscope help` lists the commands.',
    'unknown-option': 'The option {{option}} is not known here. `synscope help` lists the options.',
    unexpected: '“{{word}}” is not understood here. `synscope help` lists the options.',
    'option-value': 'The option {{option}} needs a value{{expected}}.',
    'no-capture': 'No capture file was named. Usage: synscope {{command}} CAPTURE… [options]',
    'one-capture': 'Name exactly one capture file. Usage: synscope {{command}} CAPTURE',
    'not-found': '{{path}}: there is no such file. Check the name and the folder.',
    'no-permission': '{{path}}: this user may not read it. Change its permissions or copy it to a place that you own.',
    folder: '{{path}} is a folder. Name the capture files in it.',
    'not-a-file': '{{path}} is no regular file (a device, pipe or socket). Copy its content to a file first.',
    unreadable: '{{path}} cannot be read ({{code}}). Check the disk or the network drive that it lies on.',
    'is-counters': '{{path}} is a counter text, not a capture. Give it with --netstat {{path}}.',
    'is-capture': '{{path}} is a capture, not a counter text. Name it without --netstat.',
    'write-failed': '{{path}} cannot be written ({{code}}). Nothing was changed there; choose another place.',
    'would-overwrite': '{{path}} is one of the files that were read; choose another name for the output.',
    'no-counter': 'No counter is called “{{name}}”. `synscope counters` lists all.',
    internal: 'SynScope itself failed: {{message}}. Please report this with the command that you used.',
    'canvas-missing':
      'PNG needs the optional package @napi-rs/canvas, which is not installed; --out with .svg works without.',
    'out-missing': 'Say where to write with --out FILE.',
    'out-ending': '--out must end in {{expected}}.',
    'crosscheck-format':
      '{{path}} cannot be cross-checked: the pcap-parser library reads classic microsecond pcap files only, this is {{format}}.',
    'nothing-selected': 'No handshake matches --only {{only}}.',
  },
  progress: 'Reading {{name}}: {{percent}} % · {{packets}} packets',
  verdict: 'Verdict',
  also: 'Also',
  confidence: { certain: 'certain', likely: 'likely', possible: 'possible' },
  evidence: 'Evidence',
  disproof: 'What would disprove it',
  next: 'Next',
  listeners: 'Listeners',
  'failed-handshakes': 'Handshakes that failed ({{shown}} of {{all}})',
  'no-failed': 'Every handshake was answered ({{handshakes}}).',
  'more-handshakes': '… {{count}} more; --json has all.',
  'more-listeners': '… {{count}} more; --json has all.',
  'counter-deltas': 'Counters that moved (from {{from}} to {{to}})',
  'counter-totals': 'Counters since boot (one snapshot: no rate follows from it)',
  'no-counters': 'No counters given: add netstat -s snapshots with --netstat to see why SYNs were dropped.',
  captures: 'Captures',
  'capture-line': '{{path}}: {{format}}, {{packets}} packets, {{tcp}} with TCP, {{linkTypes}}, seen from: {{vantage}}',
  warnings: 'Warnings',
  skipped: 'Not analysed: {{list}}',
  column: {
    listener: 'LISTENER',
    handshakes: 'HANDSHAKES',
    established: 'ESTABLISHED',
    unanswered: 'UNANSWERED',
    'unanswered-syns': 'UNANSWERED SYNS',
    client: 'CLIENT',
    server: 'SERVER',
    outcome: 'OUTCOME',
    syns: 'SYNS',
    gaps: 'GAPS (s)',
    schedule: 'SCHEDULE',
    counter: 'COUNTER',
    delta: 'GROWTH',
    total: 'TOTAL',
    meaning: 'TEXT IN NETSTAT -S',
  },
  unread: '{{count}} lines of {{source}} were not understood; the first is line {{line}}: {{text}}',
  missing: '({{count}} SYNs missing in the capture)',
  written: 'Wrote {{path}}: {{what}}.',
  'report-of': 'report of {{count}} files',
  'picture-of': '{{format}}, {{bytes}} bytes',
  'by-hand': 'By hand, where no script may be run:',
  extracted: '{{packets}} packets of {{handshakes}} handshakes',
  'not-masked': '{{count}} packets cannot be masked for certain and were left out',
  'not-extractable': '{{count}} packets came from text and have no bytes; they were left out',
  info: {
    format: 'Format',
    compression: 'Compression',
    bytes: 'Size',
    packets: 'Packets',
    tcp: 'With TCP',
    first: 'First packet',
    last: 'Last packet',
    duration: 'Duration',
    interfaces: 'Interfaces',
    encapsulations: 'Encapsulations',
    skipped: 'Not analysed',
    handshakes: 'Handshakes',
    syns: 'SYN packets',
    vantage: 'Taken at',
    comments: 'Comments',
    sha256: 'SHA-256',
    more: '… {{count}} more',
    dropped: '{{count}} lost by the capture itself',
    'packets-unit': '{{count}} packets',
  },
  crosscheck: {
    agree: 'pcap-parser agrees: {{packets}} packets, {{handshakes}} handshakes, every time and outcome the same.',
    differ: 'pcap-parser differs in {{count}} places:',
    packets: 'packets: ours {{ours}}, pcap-parser {{theirs}}',
    handshakes: 'handshakes: ours {{ours}}, pcap-parser {{theirs}}',
    handshake:
      'handshake {{client}} → {{server}} ISN {{isn}}: {{field}} is {{ours}} for us, {{theirs}} for pcap-parser',
    failed: 'pcap-parser stopped: {{message}}',
  },
  counter: {
    texts: 'Printed as',
    side: 'Counted on',
    step: 'One step means',
    since: 'Kernel',
    side_listener: "the listener's host",
    side_client: 'the connecting host',
    side_both: 'either host',
  },
} as const
