import { readFileSync } from 'node:fs'

/**
 * Milliseconds that this thread has computed, by Linux's count; elsewhere milliseconds of the clock. What other programs
 * on the machine take is not in it, so that the test is about our work and not about theirs.
 */
const computedMs = (): number => {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}

/** How long at most the event loop computed without a turn for anybody else while `work` was done, in milliseconds. */
export const longestTurn = async (work: () => Promise<unknown>): Promise<number> => {
  let last = computedMs()
  let longest = 0
  const beat = setInterval(() => {
    const now = computedMs()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  await work()
  clearInterval(beat)
  return longest
}

/** What `yardstick` takes on the machine on which 50 ms were promised. */
const yardstickMs = 30
/** Some work of the kind that requests make, whose length says how fast this machine is. The best of a few: the first is compiled meanwhile. */
const yardstick = (): number => {
  const rows = Array.from({ length: 2000 }, (_, i) => ({ id: i, name: `Name ${i}`, prices: [{ amount: '9.00', currency: 'USD' }] }))
  const timed = Array.from({ length: 5 }, () => {
    const from = computedMs()
    for (let i = 0; i < 8; i++) JSON.stringify(JSON.parse(JSON.stringify(rows))).replaceAll(/\d+/g, (digits) => `${digits}!`)
    return computedMs() - from
  })
  return Math.min(...timed)
}
/** No request may keep the others waiting for longer, on a machine of that speed or faster. */
const promisedMs = 50
/** The same on this machine, in milliseconds: a slower one has as much more time as it is slower. */
export const turnLimit = (): number => promisedMs * Math.max(1, yardstick() / yardstickMs)
