import { readFileSync } from 'node:fs'

interface CallFrame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}
/** What V8's sampling profiler answers, as far as it is read here. */
export interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const packageOf = (comment: string): string => {
  const inRegistry = comment.lastIndexOf('node_modules/')
  const path = comment.slice(inRegistry < 0 ? 0 : inRegistry + 'node_modules/'.length).replace(/^(?:\.\.\/)+/, '')
  return path.split('/', path.startsWith('@') || inRegistry < 0 ? 2 : 1).join('/')
}

/** esbuild says before each module where it came from; line → package. */
const readBundle = (file: string): ((line: number) => string) => {
  let current = 'apps/api'
  const packages = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => {
      if (/^ *\/\/ [\w@./+-]+\.[cm]?[jt]s$/.test(line)) current = line.trim().slice(3)
      return current
    })
  return (line) => packageOf(packages[line] ?? 'apps/api')
}

const largest = (sums: ReadonlyMap<string, number>, total: number, count: number): string[] =>
  [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(7)} %  ${name}`)

/** Where the CPU went: self time by package, then by function, of all that was not idle. */
export const describeProfile = ({ nodes, samples, timeDeltas }: Profile, bundle: string): string => {
  const packageAt = readBundle(bundle)
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const [byPackage, byFunction] = [new Map<string, number>(), new Map<string, number>()]
  const add = (sums: Map<string, number>, name: string, time: number) => sums.set(name, (sums.get(name) ?? 0) + time)
  let total = 0
  samples.forEach((sample, i) => {
    const frame = frames.get(sample)
    const time = timeDeltas[i] ?? 0
    if (!frame || frame.functionName === '(idle)') return
    total += time
    const native = frame.functionName.startsWith('(') ? frame.functionName : 'V8 and node, native'
    const fromFile = frame.url.endsWith('/dist/main.js') ? packageAt(frame.lineNumber) : packageOf(frame.url)
    const owner = frame.url.startsWith('node:') ? frame.url : frame.url === '' ? native : fromFile
    add(byPackage, owner, time)
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${owner}:${frame.lineNumber + 1}`, time)
  })
  return [`busy for ${(total / 1e6).toFixed(2)} s; by package`, ...largest(byPackage, total, 25), 'by function', ...largest(byFunction, total, 45)].join('\n')
}
