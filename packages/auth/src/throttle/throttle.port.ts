export interface LimitRule {
  /** Unique in the program; part of the stored key. */
  name: string
  /** So many tries are free in a window … */
  points: number
  windowSeconds: number
  /** … then the first block lasts one window, and each one that follows it twice as long, up to this. */
  maxBlockSeconds: number
}

/** Counts tries by key and says how long to wait. */
export interface Limiter {
  /** Counts one try. 0 when it may go ahead, else the milliseconds until the next may; a refused try does not lengthen the wait. */
  take(key: string): Promise<number>
  /** Takes back one counted try that turned out to be right, so that only wrong ones count. Lifts no block. */
  giveBack(key: string): Promise<void>
  /** Forgets the key's tries and blocks: it turned out to be the right person. */
  clear(key: string): Promise<void>
}

/** Makes limiters that hold for every instance of the server, when the store behind them does. */
export interface Throttle {
  readonly name: string
  readonly isEmbedded: boolean
  limiter(rule: LimitRule): Limiter
  close(): Promise<void>
}
