export interface LimitRule {
  /** Unique in the program; part of the stored key. */
  name: string
  /** Free attempts per window. */
  points: number
  windowSeconds: number
  /** Upper bound of a block: the first lasts one window, each further one twice as long. */
  maxBlockSeconds: number
}

/** The state of a limit for a key. */
export interface LimitState {
  /** Allowed attempts per window. */
  quota: number
  windowSeconds: number
  /** Remaining attempts. */
  left: number
  /** Milliseconds until more are available; 0 when all are. */
  moreInMs: number
}

/** Counts attempts by key and returns how long to wait. */
export interface Limiter {
  /** The state, without counting an attempt. */
  state(key: string): Promise<LimitState>
  /** Counts an attempt. 0 when it is allowed, else the milliseconds to wait; a refused attempt does not extend the wait. */
  take(key: string): Promise<number>
  /** Uncounts an attempt that succeeded, so that only failed ones count. Does not lift a block. */
  giveBack(key: string): Promise<void>
  /** Clears the key's attempts and blocks, after a successful authentication. */
  clear(key: string): Promise<void>
}

/** A token bucket's refill rate per minute and its capacity. */
export interface Rate {
  perMinute: number
  burst: number
}

/** The result of a `take`. */
export interface TakeResult {
  isTaken: boolean
  /** Remaining tokens. */
  left: number
  /** Milliseconds until the next token; 0 when the bucket is full. */
  moreInMs: number
}

/** A token bucket per key, refilled at a steady rate up to its capacity. */
export interface Bucket {
  /** Takes a token, if there is one. */
  take(key: string, rate: Rate): Promise<TakeResult>
}

/** Creates limiters, shared between instances when the store is. */
export interface Throttle {
  readonly name: string
  readonly isEmbedded: boolean
  limiter(rule: LimitRule): Limiter
  /** `name` is unique in the program; part of the stored key. */
  bucket(name: string): Bucket
  close(): Promise<void>
}
