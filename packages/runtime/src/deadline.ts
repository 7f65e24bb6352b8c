/**
 * True when `work` settles within `ms` milliseconds of real time, false otherwise: it continues, and its result is ignored. Rejects when
 * `work` rejects within that time.
 */
export const endsWithin = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const ended = work.then(() => true)
  ended.catch(() => undefined) // a rejection after the deadline would otherwise be unhandled
  try {
    return await Promise.race([ended, late])
  } finally {
    clearTimeout(timer)
  }
}
