import type { Scenario, Target } from './scenarios.ts'

/** One round of one scenario against one target. */
export interface Round {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly milliseconds: readonly number[]
}
export type Rounds = ReadonlyMap<Scenario, Readonly<Record<Target, Round[]>>>

const atMost = 2

const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
const median = (values: readonly number[]): number => quantile(values, 0.5)
const cpuPerThousand = ({ cpuSeconds, milliseconds }: Round): number => (cpuSeconds / milliseconds.length) * 1000

/** Round by round against the bare server's round beside it, so that a busy machine weighs on both. */
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

/** The table, and whether every promised scenario keeps the promise on both ways in. */
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
  const isKept = worst.ratio <= atMost
  lines.push('', `at most ${atMost.toFixed(1)}× the bare server's CPU: ${isKept ? 'yes' : 'no'} (most: ${worst.ratio.toFixed(2)}×, ${worst.name})`)
  return { text: lines.join('\n'), isKept }
}
