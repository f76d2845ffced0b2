// Wishes of the system that come from outside the window: command line, second start, association. They wait here until
// the page is ready to take them, and go to it directly afterwards.
import type { LaunchRequest } from '../../shared/host/host.ts'

export interface LaunchWish {
  /** Absolute paths. */
  readonly paths: readonly string[]
  readonly sample: string | null
}

export class LaunchQueue {
  readonly #open: (wish: LaunchWish) => Promise<LaunchRequest>
  readonly #tell: (request: LaunchRequest) => void
  #waiting: LaunchWish | null = { paths: [], sample: null }

  constructor(open: (wish: LaunchWish) => Promise<LaunchRequest>, tell: (request: LaunchRequest) => void) {
    this.#open = open
    this.#tell = tell
  }

  /** A new wish: kept while nobody has asked, opened and told at once afterwards. */
  async add(wish: LaunchWish): Promise<void> {
    if (wish.paths.length === 0 && wish.sample === null) return
    if (this.#waiting !== null) {
      this.#waiting = {
        paths: [...this.#waiting.paths, ...wish.paths],
        sample: wish.sample ?? this.#waiting.sample,
      }
      return
    }
    this.#tell(await this.#open(wish))
  }

  /** What has been waiting; from now on wishes are told. */
  async take(): Promise<LaunchRequest> {
    const wish = this.#waiting ?? { paths: [], sample: null }
    this.#waiting = null
    return this.#open(wish)
  }

  /** The page starts anew (reload): wishes wait for it again. */
  reset(): void {
    this.#waiting ??= { paths: [], sample: null }
  }
}
