// Paths that did not come out of our own dialog: command line, association, recent list. They are looked at as text
// before anything on the disk (or on a network) is touched (anchors/security.md A6).

/** Endings that SynScope opens when the system names a file. The dialog and a drop take any file. */
const ENDINGS = new Set(
  (
    'pcap pcapng cap dmp pkt ntar snoop trc trace gz zst zstd lz4 bz2 tar tgz zip synscope png ' +
    'txt text log out json prom csv tsv md netstat nstat ss snmp netstat-s before after'
  ).split(' '),
)

/**
 * Whether the ending is one of ours, or there is none, or it is a number: `tcpdump -C` and `logrotate` write
 * `x.pcap1`, `netstat.2`, and snapshots are often called just `netstat_20261122`.
 */
export function hasKnownEnding(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = name.lastIndexOf('.')
  if (dot <= 0) return true
  const ending = name.slice(dot + 1).toLowerCase()
  return ENDINGS.has(ending) || ENDINGS.has(ending.replace(/\d+$/, '')) || /^[\d_T:-]+$/.test(ending)
}

/**
 * Whether touching the path could reach another machine or a device: `\\host\share` sends the user's credentials there,
 * `\\.\` and `\\?\` name devices. Only Windows gives such paths this meaning.
 */
export function isRemotePath(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' && /^[\\/]{2}/.test(path)
}
