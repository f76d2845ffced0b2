// Sentences of the first page: what is drawn before the other words of the language are fetched. Part of `app`.
export const appFirst = {
  start: {
    open: 'Open files',
    question: 'Why was this SYN not answered?',
    drop: 'Drop a packet capture here, together with netstat -s texts if you have them. What each file is, its content tells.',
    openFiles: 'Open files…',
    paste: 'Paste a text…',
    formats:
      'pcap, pcapng, also compressed · netstat -s, nstat, /proc/net/snmp and netstat, ss, sysctl · what tcpdump printed',
    samples: 'Samples',
    recent: 'Recent',
    missing: 'not there any more',
    forget: 'Take {{name}} off the list',
    privacy: 'Everything stays on this machine: SynScope makes no network connection.',
  },
  sample: {
    'accept-queue-overflow': {
      title: 'Accept queue overflow',
      text: 'A server that no longer calls accept(): SYNs at 1, 2, 4, 8 … s, never answered',
    },
    'firewall-drop': { title: 'Firewall', text: 'SYNs that reach the host and no listener' },
    'linear-backoff': { title: 'Linux 6.5 and later', text: 'The new schedule: 1, 1, 1, 1, 1, 2, 4 … s' },
    'long-round-trip': { title: 'Long round trip', text: 'Answers that come after the first repeat; nothing is lost' },
    recovered: { title: 'Drained again', text: 'A queue that overflowed for a while, and everyone got in late' },
  },
  drop: {
    open: 'Drop to open',
    add: 'Drop to add to what is open',
    what: 'Captures and counter texts, several at once',
  },
  reading: {
    title: 'Reading {{name}}',
    bytes: '{{read}} read',
    bytesOf: '{{read}} of {{total}}',
    packets_one: '{{total}} packet',
    packets_other: '{{total}} packets',
    rate: '{{rate}} a second',
    left: '{{time}} left',
    cancel: 'Cancel',
  },
  theme: { title: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  language: { title: 'Language', system: 'As the system', en: 'English', 'zh-CN': '简体中文' },
} as const
