// A small JSON file with a schema: settings, recent files, place of the window. A damaged file is renamed and the
// default takes its place, so that a bad byte never keeps the program from starting (anchors/security.md A6).
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { writeFileAtomically } from '../files/write-file.ts'
import { errorCode } from '../files/file-failure.ts'

const MAX_BYTES = 4 * 1024 * 1024

export class JsonFile<T> {
  readonly #path: string
  readonly #schema: v.GenericSchema<unknown, T>
  #value: T
  #writing: Promise<void> = Promise.resolve()

  /** Reads the file at once; `fallback` is used when there is none or it is damaged. */
  constructor(path: string, schema: v.GenericSchema<unknown, T>, fallback: T) {
    this.#path = path
    this.#schema = schema
    this.#value = this.#read() ?? fallback
  }

  get value(): T {
    return this.#value
  }

  /** Takes a new value at once; the promise tells when it is on the disk. Writes follow each other. */
  set(value: T): Promise<void> {
    this.#value = value
    const written = this.#writing.then(async () => {
      mkdirSync(dirname(this.#path), { recursive: true })
      await writeFileAtomically(this.#path, `${JSON.stringify(value, null, 2)}\n`)
    })
    // A disk that is full must not end the program; the caller may look at the promise, the queue goes on.
    this.#writing = written.catch(() => undefined)
    return written
  }

  /** Resolves when everything set so far is written or has failed. */
  settled(): Promise<void> {
    return this.#writing
  }

  #read(): T | null {
    let text: string
    try {
      text = readFileSync(this.#path, 'utf8')
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') this.#setAside()
      return null
    }
    try {
      if (text.length > MAX_BYTES) throw new Error('too large')
      return v.parse(this.#schema, JSON.parse(text))
    } catch {
      this.#setAside()
      return null
    }
  }

  #setAside(): void {
    try {
      renameSync(this.#path, `${this.#path}.damaged`)
    } catch {
      // Nothing to set aside, or a read-only folder: the next write will tell.
    }
  }
}
