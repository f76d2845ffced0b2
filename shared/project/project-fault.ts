// Why a saved work (a .synscope file, or a picture that carries one) was refused: one sentence of the catalogue
// (`figure.fault.<problem>`) with its values. Nothing of the file has been taken over when it is thrown.
export type ProjectProblem = 'not-project' | 'damaged' | 'newer' | 'too-large' | 'no-work-inside' | 'hostile'

export class ProjectFault extends Error {
  /** Key of the catalogue. */
  readonly key: string

  constructor(
    readonly problem: ProjectProblem,
    /** What exactly, for "Copy details": an entry, a path in the JSON, an offset. Never a file path. */
    readonly detail: string,
  ) {
    super(`${problem}: ${detail}`)
    this.key = `figure.fault.${problem}`
  }

  get params(): Readonly<Record<string, string | number>> {
    return { detail: this.detail }
  }
}
