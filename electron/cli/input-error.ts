// The fault of a named file, apart from what reads files: main.ts names it before anything else is loaded.

/** A named file that cannot be used: exit status 3. `key` is a sentence of the catalogue. */
export class InputError extends Error {
  constructor(
    readonly key: string,
    readonly params: Readonly<Record<string, string | number>>,
  ) {
    super(key)
  }
}
