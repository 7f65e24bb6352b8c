/**
 * True when `work` ends within `ms` milliseconds of real time, false when it is still under way by then: it goes on, and how it ends
 * is ignored. Rejects when `work` rejects before that.
 */
export const endsWithin = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const ended = work.then(() => true)
  ended.catch(() => undefined) // when it rejects after its time, nobody waits for it any more
  try {
    return await Promise.race([ended, late])
  } finally {
    clearTimeout(timer)
  }
}
