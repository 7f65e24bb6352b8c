import { createHash } from 'node:crypto'

/** True in `npm run test:deep`, where everything random, long or large runs in full; false in `npm test`, where it is a small part. */
export const isDeep = process.env.TEST_DEEP === '1'

/** What the run's small parts are drawn by. `npm test` prints it; TEST_SEED repeats a run. */
export const seed = Number(process.env.TEST_SEED || 1)

/** How many rounds, rows or tries: `quick` in `npm test`, `deep` in `npm run test:deep`. */
export const budget = <T>(quick: T, deep: T): T => (isDeep ? deep : quick)

/** Options for fast-check: so many runs, drawn by the run's seed. */
export const rounds = (quick: number, deep: number) => ({ numRuns: budget(quick, deep), seed })

/**
 * `count` of `all` in `npm test`, in their order and drawn by the run's seed and `salt`, so that lists of different places
 * are not all cut alike; all of them in `npm run test:deep`.
 */
export const someOf = <T>(all: readonly T[], count: number, salt = ''): readonly T[] => {
  if (isDeep || all.length <= count) return all
  const rankOf = (index: number): string => createHash('sha256').update(`${seed} ${salt} ${index}`).digest('hex')
  const drawn = all.map((_, index) => ({ index, rank: rankOf(index) })).sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return drawn
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ index }) => all[index] as T)
}
