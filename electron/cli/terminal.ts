// Where the command line writes. Handed to every command, so that tests read what a user would see.

export interface Terminal {
  /** Standard output; resolves when the reader keeps up (a pipe to `head` may be closed: then it answers false). */
  out(text: string): Promise<boolean>
  err(text: string): void
  /** Standard error is a terminal: progress may be shown and overwritten. */
  readonly showsProgress: boolean
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  let closed = false
  process.stdout.on('error', () => {
    closed = true
  })
  return {
    out(text) {
      if (closed) return Promise.resolve(false)
      if (process.stdout.write(text)) return Promise.resolve(!closed)
      return new Promise((resolve) => {
        process.stdout.once('drain', () => {
          resolve(!closed)
        })
        process.stdout.once('error', () => {
          resolve(false)
        })
      })
    },
    err: (text) => {
      process.stderr.write(text)
    },
    showsProgress: process.stderr.isTTY,
  }
}
