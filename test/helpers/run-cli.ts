// The command line in this process, with what it writes kept.
import { run } from '../../electron/cli/main.ts'

export interface CliOutcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

export async function runCli(...words: readonly string[]): Promise<CliOutcome> {
  let out = ''
  let err = ''
  const terminal = {
    out: (text: string) => {
      out += text
      return Promise.resolve(true)
    },
    err: (text: string) => {
      err += text
    },
    showsProgress: false,
  }
  const status = await run(words, terminal, 'C')
  return { status, out, err }
}
