// What a command line asks for. The same rules serve the first start, a second start and the browser host.

export interface LaunchArguments {
  readonly files: readonly string[]
  /** Name of a shipped sample, '' for the first one, null when none is asked for. */
  readonly sample: string | null
}

/**
 * Reads the arguments behind the program's name. `--sample` and `--sample=NAME` are ours; other switches belong to
 * Chromium and Electron and are skipped; after `--` everything is a file.
 */
export function readLaunchArguments(args: readonly string[]): LaunchArguments {
  const files: string[] = []
  let sample: string | null = null
  let onlyFiles = false
  for (const arg of args) {
    if (onlyFiles || !arg.startsWith('-')) {
      if (arg !== '') files.push(arg)
    } else if (arg === '--') {
      onlyFiles = true
    } else if (arg === '--sample' || arg.startsWith('--sample=')) {
      sample = arg.slice('--sample='.length)
    }
  }
  return { files, sample }
}
