export interface LimitRule {
  /** Unique in the program; part of the stored key. */
  name: string
  /** So many tries are free in a window … */
  points: number
  windowSeconds: number
  /** … then the first block lasts one window, and each one that follows it twice as long, up to this. */
  maxBlockSeconds: number
}

/** How a limit stands for whoever asks. */
export interface LimitState {
  /** So much is allowed in a window. */
  quota: number
  windowSeconds: number
  /** What is left of it now. */
  left: number
  /** Milliseconds until there is more; 0 when there is all. */
  moreInMs: number
}

/** Counts tries by key and says how long to wait. */
export interface Limiter {
  /** How it stands, without counting anything. */
  state(key: string): Promise<LimitState>
  /** Counts one try. 0 when it may go ahead, else the milliseconds until the next may; a refused try does not lengthen the wait. */
  take(key: string): Promise<number>
  /** Takes back one counted try that turned out to be right, so that only wrong ones count. Lifts no block. */
  giveBack(key: string): Promise<void>
  /** Forgets the key's tries and blocks: it turned out to be the right person. */
  clear(key: string): Promise<void>
}

/** So much a minute, and so much at once by who asked for nothing before. */
export interface Rate {
  perMinute: number
  burst: number
}

/** What came of asking a bucket. */
export interface Poured {
  isTaken: boolean
  /** What is left in it. */
  left: number
  /** Milliseconds until one more is in it; 0 when it is full. */
  moreInMs: number
}

/** A bucket for each key, that fills at a steady rate up to its brim. */
export interface Bucket {
  /** Takes one out, if there is one. */
  take(key: string, rate: Rate): Promise<Poured>
}

/** Makes limiters that hold for every instance of the server, when the store behind them does. */
export interface Throttle {
  readonly name: string
  readonly isEmbedded: boolean
  limiter(rule: LimitRule): Limiter
  /** `name` is unique in the program; part of the stored key. */
  bucket(name: string): Bucket
  close(): Promise<void>
}
