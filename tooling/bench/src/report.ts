import { type Part, parts } from './parts.ts'
import { bearerPair, type Scenario, type Target } from './scenarios.ts'

/** One round of one scenario against one target. */
export interface Round {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly milliseconds: readonly number[]
}
/** The shares of CPU time by part, for each scenario and target. */
export type Shares = readonly { readonly scenario: Scenario; readonly target: Target; readonly shares: Readonly<Record<Part, number>> }[]
export type Rounds = ReadonlyMap<Scenario, Readonly<Record<Target, Round[]>>>

const atMost = 2
/** The maximum CPU time that checking a bearer token and its permission may add to a request, in milliseconds. */
const tokenAtMost = 0.15

const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
const median = (values: readonly number[]): number => quantile(values, 0.5)
const cpuPerThousand = ({ cpuSeconds, milliseconds }: Round): number => (cpuSeconds / milliseconds.length) * 1000

/** The ratios of each round to the adjacent round of the bare server, so that a busy machine affects both. */
const ratiosOf = (rounds: readonly Round[], bare: readonly Round[]): number[] =>
  rounds.flatMap((round, i) => {
    const beside = bare[i]
    return beside ? [cpuPerThousand(round) / cpuPerThousand(beside)] : []
  })

const row = (scenario: Scenario, target: Target, rounds: readonly Round[], ratios: readonly number[]): string => {
  const all = rounds.flatMap(({ milliseconds }) => milliseconds)
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  return [
    (target === 'bare' ? scenario.name : '').padEnd(24),
    target.padEnd(5),
    median(rounds.map(({ seconds, milliseconds }) => milliseconds.length / seconds))
      .toFixed(0)
      .padStart(7),
    quantile(all, 0.5).toFixed(1).padStart(8),
    quantile(all, 0.95).toFixed(1).padStart(8),
    median(rounds.map(cpuPerThousand)).toFixed(3).padStart(10),
    target === 'bare' ? '' : `${median(ratios).toFixed(2).padStart(9)}×  ${spread}`,
  ].join(' ')
}

const heading = ['scenario'.padEnd(24), '     ', '  req/s', '  p50 ms', '  p95 ms', '  CPU s/1k', '    ratio   lowest–highest'].join(' ')

/** The cost of a token per request, from each round and the adjacent round of the same call without one. */
const tokenCost = (measured: Rounds): { text: string; isKept: boolean } => {
  const of = (name: string) => [...measured].find(([scenario]) => scenario.name === name)?.[1]
  const [without, withToken] = [of(bearerPair.without), of(bearerPair.with)]
  if (!without || !withToken) throw new Error('The bearer token was not measured.')
  const added = (['REST', 'tRPC'] as const).map((target) => {
    // Seconds per thousand requests equal milliseconds per request.
    const differences = withToken[target].flatMap((round, i) => {
      const beside = without[target][i]
      return beside ? [cpuPerThousand(round) - cpuPerThousand(beside)] : []
    })
    return { target, ms: median(differences) }
  })
  const isKept = added.every(({ ms }) => ms < tokenAtMost)
  const figures = added.map(({ target, ms }) => `${target} ${ms >= 0 ? '+' : ''}${ms.toFixed(3)} ms`).join(', ')
  return { text: `a bearer token and its permission add under ${tokenAtMost} ms of CPU to a request: ${isKept ? 'yes' : 'no'} (${figures})`, isKept }
}

/** The table, and whether every promised scenario keeps the promise over REST and tRPC. */
export const describeRounds = (measured: Rounds): { text: string; isKept: boolean } => {
  const lines = [heading]
  let worst = { ratio: 0, name: '' }
  for (const [scenario, rounds] of measured) {
    for (const target of ['bare', 'REST', 'tRPC'] as const) {
      if (rounds[target].length === 0) continue
      const ratios = ratiosOf(rounds[target], rounds.bare)
      lines.push(row(scenario, target, rounds[target], ratios))
      if (scenario.isPromised && median(ratios) > worst.ratio) worst = { ratio: median(ratios), name: `${scenario.name}, ${target}` }
    }
  }
  const token = tokenCost(measured)
  const isKept = worst.ratio <= atMost
  lines.push('', `at most ${atMost.toFixed(1)}× the bare server's CPU: ${isKept ? 'yes' : 'no'} (most: ${worst.ratio.toFixed(2)}×, ${worst.name})`)
  lines.push(token.text)
  return { text: lines.join('\n'), isKept: isKept && token.isKept }
}

/** The breakdown of each ratio: every part as a multiple of the bare server's total CPU time for the same response. */
export const describeParts = (measured: Rounds, sampled: Shares): string => {
  const lines = sampled.map(({ scenario, target, shares }) => {
    const rounds = measured.get(scenario)
    const ratio = rounds ? median(ratiosOf(rounds[target], rounds.bare)) : Number.NaN
    const cells = parts.map((part) => (shares[part] * ratio).toFixed(2).padStart(11))
    return [(target === 'bare' ? scenario.name : '').padEnd(24), target.padEnd(5), ratio.toFixed(2).padStart(7), ...cells].join(' ')
  })
  const head = ['parts of the ratio'.padEnd(24), '     ', '    all', ...parts.map((part) => part.padStart(11))].join(' ')
  return [head, ...lines].join('\n')
}
