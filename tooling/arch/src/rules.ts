import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import type { Module, Reference } from './parse.ts'
import { isBuildFile, isContext, isTest, ownPackage, roomOf, rooms } from './rooms.ts'

/** A broken rule, at a place. */
export interface Violation {
  readonly rule: Rule
  readonly at: string
  readonly because: string
}

/** The name of every rule; the canary has to trip each of them. */
export type Rule = keyof typeof perReference | keyof typeof perModule | 'decision-is-pure'

const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
const isRelative = (specifier: string) => specifier.startsWith('.')
const isExternal = (specifier: string) => !isRelative(specifier) && ownPackage(specifier) === undefined
const resolved = (from: Module, specifier: string) => posix.normalize(posix.join(posix.dirname(from.path), specifier))
const inProduct = (module: Module) => !isTest(module.path) && !isBuildFile(module.path) && !module.path.startsWith('tooling/')

/** Code that needs a server under it. `@trpc/server` has two entries written for browsers. */
const serverOnly = /^(?:drizzle-orm|better-sqlite3|pg|pg-boss|lucia|hono|@hono\/.*|@node-rs\/.*|pino|ws|ai|@ai-sdk\/.*|pdfkit|trpc-to-openapi|@trpc\/server)$/
const browserEntry = /^@trpc\/server\/(?:observable|shared)$/

/** Libraries with one home. Everybody else goes through the room that owns them. */
const homes: readonly { readonly library: RegExp; readonly isHome: (path: string) => boolean; readonly home: string }[] = [
  { library: /^drizzle-(?:orm|zod)$/, isHome: (path) => path.startsWith('packages/db/') || path.endsWith('.repo.ts'), home: '*.repo.ts and packages/db' },
  { library: /^(?:pg|better-sqlite3)$/, isHome: (path) => path.startsWith('packages/db/'), home: 'packages/db' },
  { library: /^(?:ai|@ai-sdk\/.*|pg-boss|stripe)$/, isHome: (path) => path.startsWith('packages/adapters/'), home: 'packages/adapters' },
  { library: /^(?:hono|@hono\/.*|ws|trpc-to-openapi)$/, isHome: (path) => path.startsWith('apps/api/'), home: 'apps/api' },
]

/** Rules about one import: the answer is why it is forbidden, or undefined. */
const perReference = {
  'room-order': (module: Module, { specifier, names, isTypeOnly }: Reference) => {
    const own = ownPackage(specifier)
    const here = roomOf(module.path)
    if (!own || own.room === here) return
    const room = rooms[here]
    if (room?.uses.includes(own.room) || (isTest(module.path) && room?.testsUse?.includes(own.room))) return
    const isAppRouter = isTypeOnly && own.room === 'api' && !own.entry && names.join() === 'AppRouter'
    if (isAppRouter && room?.mayNameAppRouter) return
    return `${here} may not import ${own.room}${own.room === 'api' && room?.mayNameAppRouter ? ', except `import type { AppRouter }`' : ''}`
  },

  'room-walls': (module: Module, { specifier }: Reference) => {
    if (isRelative(specifier) && !resolved(module, specifier).startsWith(`${module.path.split('/', 2).join('/')}/`)) return 'a relative path leaves its room'
    if (ownPackage(specifier)?.entry?.startsWith('src')) return "reaches past the package's own index"
    return undefined
  },

  'testing-stays-in-tests': (module: Module, { specifier }: Reference) => {
    const isForTests = ownPackage(specifier)?.entry === 'testing' || (isRelative(specifier) && isTest(resolved(module, specifier)))
    return inProduct(module) && isForTests ? 'the product may not import what is made for tests' : undefined
  },

  'browser-safe': (module: Module, { specifier, isTypeOnly }: Reference) => {
    if (!rooms[roomOf(module.path)]?.isBrowser || isTypeOnly || !inProduct(module) || browserEntry.test(specifier)) return
    return isBuiltin(specifier) || serverOnly.test(packageOf(specifier)) ? 'would bring server code into a browser' : undefined
  },

  'contract-depends-on-zod': (module: Module, { specifier }: Reference) => {
    const allowed = rooms[roomOf(module.path)]?.onlyExternal
    return allowed && inProduct(module) && isExternal(specifier) && !allowed.includes(packageOf(specifier))
      ? `only ${allowed.join()} is allowed here`
      : undefined
  },

  'library-has-a-home': (module: Module, { specifier, isTypeOnly }: Reference) => {
    if (!inProduct(module) || isTypeOnly) return
    const owner = homes.find(({ library }) => library.test(packageOf(specifier)))
    return owner && !owner.isHome(module.path) ? `belongs to ${owner.home}` : undefined
  },

  'door-is-the-router': (module: Module, { specifier }: Reference) => {
    if (ownPackage(specifier)?.room !== 'rpc' || !inProduct(module)) return
    return module.path.startsWith('apps/api/') || roomOf(module.path) === 'rpc' || module.path.endsWith('.router.ts')
      ? undefined
      : 'only *.router.ts and apps/api touch rpc'
  },

  'port-is-words-only': (module: Module, { specifier, isTypeOnly }: Reference) => {
    if (!module.path.endsWith('.port.ts') || isRelative(specifier)) return
    const own = ownPackage(specifier)
    if (own && ['contract', 'kernel'].includes(own.room)) return
    return isTypeOnly && own ? undefined : 'a port is written in our own words'
  },

  'imports-are-literal': (module: Module, { specifier }: Reference) =>
    specifier === '(computed)' && inProduct(module) ? 'nobody can tell what a computed import brings in' : undefined,
}

/** Rules about a file as a whole. */
const perModule = {
  'no-hidden-barrel': (module: Module) =>
    module.isBarrel && !/\/src\/(?:testing\/)?index\.ts$/.test(module.path) ? "only a package's index.ts may consist of re-exports" : undefined,
  'small-files': ({ lines }: Module) => (lines > 400 ? `${lines} lines; the limit is 400` : undefined),
  'names-say-what': ({ path }: Module) =>
    /(?:^|[/.-])(?:utils?|helpers?|common|manager)(?:[/.-]|$)/.test(path) ? 'utils, helpers, common and manager say nothing' : undefined,
  'room-is-on-the-plan': ({ path }: Module) => (rooms[roomOf(path)] ? undefined : `there is no room ${roomOf(path)} on the plan (src/rooms.ts)`),
}

/** `orders/order.ts`, `course/course.ts`: the file that is named for the thing its folder is about. */
const isDecision = ({ path }: Module) => {
  const [file, folder = ''] = path.split('/').reverse()
  return isContext(roomOf(path)) && !isTest(path) && file === `${folder.replace(/s$/, '')}.ts`
}

/** A decision, with everything it pulls in from its own room, may know `contract` and `kernel` and nothing that does I/O. */
const impurities = (decision: Module, modules: ReadonlyMap<string, Module>): Violation[] => {
  const seen = new Set<string>()
  const visit = (module: Module): Violation[] => {
    if (seen.has(module.path)) return []
    seen.add(module.path)
    return module.references
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .flatMap((reference) => {
        const next = isRelative(reference.specifier) ? modules.get(resolved(module, reference.specifier)) : undefined
        if (next) return visit(next)
        if (isRelative(reference.specifier) || ['contract', 'kernel'].includes(ownPackage(reference.specifier)?.room ?? '')) return []
        const because = `the decision ${decision.path} would depend on ${reference.specifier}`
        return [{ rule: 'decision-is-pure' as const, at: `${module.path}:${reference.line}`, because }]
      })
  }
  return visit(decision)
}

const entries = <T extends object>(rules: T) => Object.entries(rules) as [keyof T & Rule, T[keyof T]][]

/** Every rule there is. */
export const ruleNames: readonly Rule[] = [...entries(perReference), ...entries(perModule)].map(([rule]) => rule as Rule).concat('decision-is-pure')

/** Checks every module against every rule. An empty answer is a clean house. */
export const violationsOf = (modules: readonly Module[]): Violation[] => {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  return modules.flatMap((module) => [
    ...module.references.flatMap((reference) =>
      entries(perReference).flatMap(([rule, check]): Violation[] => {
        const because = check(module, reference)
        return because ? [{ rule, at: `${module.path}:${reference.line}`, because: `${reference.specifier}: ${because}` }] : []
      }),
    ),
    ...entries(perModule).flatMap(([rule, check]): Violation[] => {
      const because = check(module)
      return because ? [{ rule, at: module.path, because }] : []
    }),
    ...(isDecision(module) ? impurities(module, byPath) : []),
  ])
}
