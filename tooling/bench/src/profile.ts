import { readFileSync } from 'node:fs'

interface CallFrame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}
/** The fields of a V8 CPU profile that are used here. */
export interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame; readonly children?: readonly number[] }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** A function on the stack. */
export interface Frame {
  readonly name: string
  /** Its module: a path in the repository or in node_modules, `node:…`, or empty for V8 itself. */
  readonly module: string
  readonly line: number
}
/** One sample of the busy process. */
export interface Sample {
  readonly microseconds: number
  /** The running function, then its caller, and so on. */
  readonly stack: readonly Frame[]
}

const bundled = '/dist/main.js'

/** Maps lines of the bundle to modules, by the comment that esbuild writes before each module. */
const readBundle = (file: string): ((line: number) => string) => {
  let current = 'apps/api'
  const modules = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => {
      if (/^ *\/\/ [\w@./+-]+\.[cm]?[jt]s$/.test(line)) current = line.trim().slice(3)
      return current.startsWith('src/') ? `apps/api/${current}` : current.replace(/^(?:\.\.\/)+/, '')
    })
  return (line) => modules[line] ?? 'apps/api'
}

/** All samples that are not idle. `bundle` is the file of the measured server. */
export const samplesOf = ({ nodes, samples, timeDeltas }: Profile, bundle: string): Sample[] => {
  const moduleAt = readBundle(bundle)
  const frames = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const module = url.endsWith(bundled) ? moduleAt(lineNumber) : url.replace(/^file:\/\//, '')
      return [id, { name: functionName || '(anonymous)', module, line: lineNumber + 1 } satisfies Frame]
    }),
  )
  const callers = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)))
  const stacks = new Map<number, readonly Frame[]>()
  const stackOf = (id: number): readonly Frame[] => {
    const known = stacks.get(id)
    if (known) return known
    const [frame, caller] = [frames.get(id), callers.get(id)]
    const stack = [...(frame ? [frame] : []), ...(caller === undefined ? [] : stackOf(caller))]
    stacks.set(id, stack)
    return stack
  }
  return samples.flatMap((id, i) => {
    const stack = stackOf(id)
    // Starting and stopping the profiler is excluded.
    const isExcluded = stack[0]?.name === '(idle)' || stack.some(({ module }) => module.startsWith('node:inspector'))
    return isExcluded ? [] : [{ microseconds: timeDeltas[i] ?? 0, stack }]
  })
}

/** The package of a module: `@scope/name` for a dependency, `packages/name` for a workspace package. */
export const packageOf = (module: string): string => {
  const inRegistry = module.lastIndexOf('node_modules/')
  if (inRegistry < 0) return module.startsWith('node:') ? module : module.split('/', 2).join('/')
  const path = module.slice(inRegistry + 'node_modules/'.length)
  return path.split('/', path.startsWith('@') ? 2 : 1).join('/')
}

const largest = (sums: ReadonlyMap<string, number>, total: number, count: number): string[] =>
  [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(7)} %  ${name}`)

/** Formats the CPU self time by package, then by function. */
export const describeSamples = (samples: readonly Sample[]): string => {
  const [byPackage, byFunction] = [new Map<string, number>(), new Map<string, number>()]
  const add = (sums: Map<string, number>, name: string, time: number) => sums.set(name, (sums.get(name) ?? 0) + time)
  let total = 0
  for (const { microseconds, stack } of samples) {
    const [frame] = stack
    if (!frame) continue
    total += microseconds
    const native = frame.name.startsWith('(') ? frame.name : 'V8 and node, native'
    const owner = frame.module === '' ? native : packageOf(frame.module)
    add(byPackage, owner, microseconds)
    add(byFunction, `${frame.name}  ${owner}:${frame.line}`, microseconds)
  }
  return [`busy for ${(total / 1e6).toFixed(2)} s; by package`, ...largest(byPackage, total, 25), 'by function', ...largest(byFunction, total, 45)].join('\n')
}
