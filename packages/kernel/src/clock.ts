/** Where the time comes from. Services never call `new Date()` themselves, so that tests own time. */
export interface Clock {
  now(): Date
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() }
