import { createHash } from 'node:crypto'

/** True in `npm run test:deep`, which runs all random, long or large cases; `npm test` runs a small part of them. */
export const isDeep = process.env.TEST_DEEP === '1'

/** The random seed of the run. `npm test` prints it; set TEST_SEED to repeat a run. */
export const seed = Number(process.env.TEST_SEED || 1)

/** The number of rounds, rows or tries: `quick` in `npm test`, `deep` in `npm run test:deep`. */
export const budget = <T>(quick: T, deep: T): T => (isDeep ? deep : quick)

/** Options for fast-check: the number of runs, and the run's seed. */
export const rounds = (quick: number, deep: number) => ({ numRuns: budget(quick, deep), seed })

/**
 * `count` random elements of `all` in `npm test`, in their order, chosen by the run's seed and `salt` so that different lists are cut
 * differently; all of them in `npm run test:deep`.
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
