import { Failure } from '@pantheon/kernel'

export interface SemaphoreOptions {
  /** Maximum number of running tasks. */
  permits: number
  /** Maximum number of running tasks with the same key. */
  permitsPerKey?: number
  /** Maximum number of waiting tasks. Further ones are rejected at once. */
  maxWaiting?: number
  /** Maximum wait in milliseconds. */
  timeoutMs: number
}

interface Waiter {
  key: string
  start: () => void
}

/**
 * A semaphore, first come, first served; a task whose key has reached its own maximum lets others pass.
 * Rejects with `server.busy` when the wait is too long or too many tasks wait.
 */
export class Semaphore {
  readonly #options: Required<SemaphoreOptions>
  readonly #running = new Map<string, number>()
  readonly #waiting = new Set<Waiter>()
  #total = 0

  constructor({ permits, permitsPerKey = permits, maxWaiting = 1000, timeoutMs }: SemaphoreOptions) {
    this.#options = { permits, permitsPerKey, maxWaiting, timeoutMs }
  }

  /** Number of running and of waiting tasks. */
  get use(): { running: number; waiting: number } {
    return { running: this.#total, waiting: this.#waiting.size }
  }

  /** Runs `work` with a permit, which is released when it settles. */
  async run<T>(work: () => Promise<T> | T, key = ''): Promise<T> {
    await this.#acquire(key)
    try {
      return await work()
    } finally {
      this.#release(key)
    }
  }

  #hasRoom(key: string): boolean {
    return this.#total < this.#options.permits && (this.#running.get(key) ?? 0) < this.#options.permitsPerKey
  }

  #take(key: string): void {
    this.#total++
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1)
  }

  #acquire(key: string): Promise<void> {
    // Tasks that wait for another reason than this key's maximum go first.
    if (this.#hasRoom(key) && ![...this.#waiting].some((waiter) => waiter.key === key)) {
      this.#take(key)
      return Promise.resolve()
    }
    if (this.#waiting.size >= this.#options.maxWaiting) return Promise.reject(new Failure('server.busy', { retryAfterSeconds: 1 }))
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        key,
        start: () => {
          clearTimeout(timer)
          this.#waiting.delete(waiter)
          this.#take(key)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter)
        reject(new Failure('server.busy', { retryAfterSeconds: 1 }))
      }, this.#options.timeoutMs)
      this.#waiting.add(waiter)
    })
  }

  #release(key: string): void {
    this.#total--
    const left = (this.#running.get(key) ?? 1) - 1
    if (left > 0) this.#running.set(key, left)
    else this.#running.delete(key)
    for (const waiter of this.#waiting) {
      if (this.#total >= this.#options.permits) return
      if (this.#hasRoom(waiter.key)) waiter.start()
    }
  }
}
