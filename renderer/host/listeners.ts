// A list of listeners that hands out its own unsubscribe function.
import type { Unsubscribe } from '../../shared/host/host.ts'

export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>()

  add(listener: (value: T) => void): Unsubscribe {
    this.#all.add(listener)
    return () => {
      this.#all.delete(listener)
    }
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) listener(value)
  }
}
