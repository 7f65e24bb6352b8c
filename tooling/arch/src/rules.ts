import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { isBuildFile, isContext, isTest, ownPackage, packageNameOf, packages } from './packages.ts'
import type { Module, Reference } from './parse.ts'

/** A violation of a rule. */
export interface Violation {
  readonly rule: Rule
  readonly at: string
  readonly because: string
}

/** The name of a rule; the canary must violate each of them. */
export type Rule = keyof typeof perReference | keyof typeof perModule | keyof typeof perReach

const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
const isRelative = (specifier: string) => specifier.startsWith('.')
const isExternal = (specifier: string) => !isRelative(specifier) && ownPackage(specifier) === undefined
const resolved = (from: Module, specifier: string) => posix.normalize(posix.join(posix.dirname(from.path), specifier))
const inProduct = (module: Module) => !isTest(module.path) && !isBuildFile(module.path) && !module.path.startsWith('tooling/')

/** Libraries that need Node. `@trpc/server` has two entry points for browsers. */
const serverOnly = /^(?:drizzle-orm|better-sqlite3|pg|pg-boss|lucia|hono|@hono\/.*|@node-rs\/.*|pino|ws|ai|@ai-sdk\/.*|pdfkit|trpc-to-openapi|@trpc\/server)$/
const browserEntry = /^@trpc\/server\/(?:observable|shared)$/

/** Libraries that only one package may import; others use that package. */
const owners: readonly { readonly library: RegExp; readonly isOwner: (path: string) => boolean; readonly owner: string }[] = [
  { library: /^drizzle-(?:orm|zod)$/, isOwner: (path) => path.startsWith('packages/db/') || path.endsWith('.repo.ts'), owner: '*.repo.ts and packages/db' },
  { library: /^(?:pg|better-sqlite3)$/, isOwner: (path) => path.startsWith('packages/db/'), owner: 'packages/db' },
  { library: /^(?:ai|@ai-sdk\/.*|pg-boss|stripe)$/, isOwner: (path) => /^(?:packages\/adapters|tooling\/fakes)\//.test(path), owner: 'packages/adapters' },
  // The core of the client runs without React; hooks are in `./react`.
  {
    library: /^(?:react|react\/.*|@tanstack\/.*|@trpc\/tanstack-react-query)$/,
    isOwner: (path) => !path.startsWith('packages/client/src/') || path.startsWith('packages/client/src/react/'),
    owner: 'packages/client/src/react',
  },
  { library: /^@opentelemetry\//, isOwner: (path) => path.startsWith('packages/runtime/src/telemetry/'), owner: 'packages/runtime/src/telemetry' },
  { library: /^(?:hono|@hono\/.*|ws|trpc-to-openapi)$/, isOwner: (path) => path.startsWith('apps/api/'), owner: 'apps/api' },
]

/** Rules about one import. Each returns why it is forbidden, or undefined. */
const perReference = {
  'import-direction': (module: Module, { specifier }: Reference) => {
    const own = ownPackage(specifier)
    const importer = packageNameOf(module.path)
    if (!own || own.name === importer) return
    const rules = packages[importer]
    if (rules?.uses.includes(own.name) || (isTest(module.path) && rules?.testsUse?.includes(own.name))) return
    return `${importer} may not import ${own.name}`
  },

  'package-boundary': (module: Module, { specifier }: Reference) => {
    if (isRelative(specifier) && !resolved(module, specifier).startsWith(`${module.path.split('/', 2).join('/')}/`)) return 'a relative path leaves its package'
    if (ownPackage(specifier)?.entry?.startsWith('src')) return "reaches past the package's own index"
    return undefined
  },

  'testing-stays-in-tests': (module: Module, { specifier }: Reference) => {
    const isForTests = ownPackage(specifier)?.entry === 'testing' || (isRelative(specifier) && isTest(resolved(module, specifier)))
    return inProduct(module) && isForTests ? 'the product may not import what is made for tests' : undefined
  },

  'browser-safe': (module: Module, { specifier, isTypeOnly }: Reference) => {
    if (!packages[packageNameOf(module.path)]?.isBrowser || isTypeOnly || !inProduct(module) || browserEntry.test(specifier)) return
    return isBuiltin(specifier) || serverOnly.test(packageOf(specifier)) ? 'would bring server code into a browser' : undefined
  },

  'contract-depends-on-zod': (module: Module, { specifier }: Reference) => {
    const allowed = packages[packageNameOf(module.path)]?.onlyExternal
    return allowed && inProduct(module) && isExternal(specifier) && !allowed.includes(packageOf(specifier))
      ? `only ${allowed.join()} is allowed here`
      : undefined
  },

  'library-has-an-owner': (module: Module, { specifier, isTypeOnly }: Reference) => {
    if (!inProduct(module) || isTypeOnly) return
    const found = owners.find(({ library }) => library.test(packageOf(specifier)))
    return found && !found.isOwner(module.path) ? `belongs to ${found.owner}` : undefined
  },

  'rpc-in-routers-only': (module: Module, { specifier }: Reference) => {
    if (ownPackage(specifier)?.name !== 'rpc' || !inProduct(module)) return
    return module.path.startsWith('apps/api/') || packageNameOf(module.path) === 'rpc' || module.path.endsWith('.router.ts')
      ? undefined
      : 'only *.router.ts and apps/api touch rpc'
  },

  'port-has-own-types': (module: Module, { specifier, isTypeOnly }: Reference) => {
    if (!module.path.endsWith('.port.ts') || isRelative(specifier)) return
    const own = ownPackage(specifier)
    if (own && ['contract', 'kernel'].includes(own.name)) return
    return isTypeOnly && own ? undefined : 'a port uses our own types only'
  },

  'imports-are-literal': (module: Module, { specifier }: Reference) =>
    specifier === '(computed)' && inProduct(module) ? 'nobody can tell what a computed import brings in' : undefined,
}

/**
 * Server files that may read a clock: the injected clock itself, its correction to the database's clock, and the code for pg-boss'
 * own table, which pg-boss writes and reads by the database's clock.
 */
const clocks = ['packages/kernel/src/clock.ts', 'packages/db/src/database-clock.ts', 'packages/adapters/src/queue/pg-boss-queue.ts']

/** Files that may query the database. */
const isQueried = (path: string): boolean =>
  /^(?:packages|apps\/api)\//.test(path) && !packages[packageNameOf(path)]?.isBrowser && !isTest(path) && !isBuildFile(path)
/** Allowed arguments of `.limit`: 1, or the limit that the caller passed. Rate limits pass a string. */
const isPageLimit = /^(?:1|(?:\w+\.)?limit|(?:sql\.)?placeholder\('limit'\)|'.*')$/

/**
 * Arguments that may be parsed as a URL without `parseUrl` of the contract, which first limits the length of a text and its host:
 * these are not under the control of an attacker.
 */
const trustedUrls: readonly { readonly path: string; readonly arguments: readonly string[]; readonly because: string }[] = [
  { path: 'packages/contract/src/url.ts', arguments: ['text'], because: 'it is parseUrl' },
  { path: 'packages/config/src/config.ts', arguments: ['publicUrl'], because: 'configuration' },
  { path: 'packages/config/src/variables.ts', arguments: ['text'], because: 'configuration' },
  { path: 'packages/adapters/src/payments/stripe-client.ts', arguments: ['apiBase'], because: 'configuration' },
  { path: 'apps/api/src/http/site.ts', arguments: ['publicUrl'], because: 'configuration' },
  { path: 'apps/api/src/import-prisma/old-database.ts', arguments: ['address'], because: 'the command of an operator' },
  {
    path: 'packages/client/src/endpoint.ts',
    arguments: ['baseUrl', 'path', "baseUrl === '' ? '/ws' : endpointOf(baseUrl, 'ws')"],
    because: 'the program or the browser itself says it',
  },
  { path: 'apps/pantheon/src/features/live/use-query-param.ts', arguments: ['window.location.href'], because: 'the browser has parsed it' },
  { path: 'apps/aifactory/src/features/account/PathLink.tsx', arguments: ['href'], because: 'a path that our own screens link to' },
]
const isTrustedUrl = (path: string, argument: string): boolean => trustedUrls.some((trusted) => trusted.path === path && trusted.arguments.includes(argument))

/** Rules about a whole file. */
const perModule = {
  'no-hidden-barrel': (module: Module) =>
    module.isBarrel && !/\/src\/(?:testing\/|react\/)?index\.ts$|^packages\/adapters\/src\/[^/]+\/index\.ts$/.test(module.path)
      ? "only an entry of a package, which for adapters is each port's, may consist of re-exports"
      : undefined,
  'small-files': ({ lines }: Module) => (lines > 400 ? `${lines} lines; the limit is 400` : undefined),
  'time-is-injected': ({ path, clockReads }: Module) =>
    clockReads.length > 0 &&
    /^(?:packages|apps\/api)\//.test(path) &&
    !packages[packageNameOf(path)]?.isBrowser &&
    !isTest(path) &&
    !isBuildFile(path) &&
    !clocks.includes(path)
      ? `line ${clockReads.join(', ')}: what is stored takes its time from the Clock it was given`
      : undefined,
  'lists-are-whole': ({ path, limits }: Module) => {
    const cut = limits.filter(({ argument }) => !isPageLimit.test(argument))
    return isQueried(path) && cut.length > 0
      ? `line ${cut.map(({ line }) => line).join(', ')}: whoever asks says how many and how to go on (a page, a batch); a fixed number cuts a list silently`
      : undefined
  },
  'texts-by-their-keys': ({ path, textReads }: Module) =>
    textReads.length > 0 && /^(?!packages\/db\/).*\.repo\.ts$/.test(path) && !isTest(path)
      ? `line ${textReads.join(', ')}: texts are searched and sorted by their keys (contains, inOrder, alphabetical)`
      : undefined,
  'urls-from-outside': (module: Module) => {
    const read = module.urlReads.filter(({ argument }) => !isTrustedUrl(module.path, argument))
    return inProduct(module) && read.length > 0
      ? `line ${read.map(({ line }) => line).join(', ')}: parseUrl of the contract looks at the length first; Punycode takes time that grows with its square`
      : undefined
  },
  'names-say-what': ({ path }: Module) =>
    /(?:^|[/.-])(?:utils?|helpers?|common|manager)(?:[/.-]|$)/.test(path) ? 'utils, helpers, common and manager say nothing' : undefined,
  'package-is-listed': ({ path }: Module) =>
    packages[packageNameOf(path)] ? undefined : `the package ${packageNameOf(path)} is not listed in src/packages.ts`,
}

const singular = (name: string) => name.replace(/ies$/, 'y').replace(/s$/, '')

/** `orders/order.ts`, `policies/policy.ts`, `course/course.ts`, `notifications/src/inbox/notification.ts`: the file that is named after the subject of its folder or package. */
const isDecision = ({ path }: Module) => {
  const [file, folder = ''] = path.split('/').reverse()
  return isContext(packageNameOf(path)) && !isTest(path) && [folder, packageNameOf(path)].some((name) => file === `${singular(name)}.ts`)
}

/** The composition root and the HTTP server: the only place whose routers import several contexts. */
const isApi = (path: string) => path.startsWith('apps/api/src/')
const isServer = ({ path }: Module) => (isContext(packageNameOf(path)) || isApi(path)) && !isTest(path)

/** What a file may import, directly or through files of its own package. */
interface Reach {
  readonly isStart: (module: Module) => boolean
  /** Type imports count as well, because code that is compiled against the file reads them. */
  readonly countsTypes: boolean
  /** Whether a workspace package or a library may be imported. */
  readonly mayKnow: (specifier: string, start: Module) => boolean
  /** Files of the same package that may not be imported. */
  readonly isClosed?: (path: string) => boolean
  readonly kind: string
}

const isOwn = (specifier: string, own: readonly string[]) => own.includes(ownPackage(specifier)?.name ?? '')

/** Rules about a file and everything it imports. */
const perReach = {
  'decision-is-pure': {
    kind: 'decision',
    isStart: isDecision,
    countsTypes: false,
    mayKnow: (specifier) => isOwn(specifier, ['contract', 'kernel']),
  },
  'services-in-contract-types': {
    kind: 'interface',
    isStart: (module) => isServer(module) && module.path.endsWith('.types.ts'),
    countsTypes: true,
    mayKnow: (specifier) => isOwn(specifier, ['contract', 'kernel', 'rpc']) || specifier === 'zod',
  },
  'router-takes-interfaces': {
    kind: 'router',
    isStart: (module) => isServer(module) && (module.path.endsWith('.router.ts') || module.path === 'apps/api/src/router.ts'),
    countsTypes: true,
    mayKnow: (specifier, { path }) =>
      isOwn(specifier, ['contract', 'kernel', 'rpc']) ||
      ['zod', '@trpc/server'].includes(specifier) ||
      (isApi(path) && isContext(ownPackage(specifier)?.name ?? '')),
    isClosed: (path) => path.endsWith('.repo.ts') || path === 'apps/api/src/system.ts',
  },
} as const satisfies Record<string, Reach>

const outOfReach = (rule: keyof typeof perReach, start: Module, modules: ReadonlyMap<string, Module>): Violation[] => {
  const { countsTypes, mayKnow, isClosed, kind }: Reach = perReach[rule]
  const seen = new Set<string>()
  const visit = (module: Module): Violation[] => {
    if (seen.has(module.path)) return []
    seen.add(module.path)
    return module.references
      .filter(({ isTypeOnly }) => countsTypes || !isTypeOnly)
      .flatMap(({ specifier, line }) => {
        const path = isRelative(specifier) ? resolved(module, specifier) : undefined
        const next = path === undefined || isClosed?.(path) ? undefined : modules.get(path)
        if (next) return visit(next)
        if (path === undefined ? mayKnow(specifier, start) : !isClosed?.(path)) return []
        return [{ rule, at: `${module.path}:${line}`, because: `the ${kind} ${start.path} would depend on ${specifier}` }]
      })
  }
  return visit(start)
}

const entries = <T extends object>(rules: T) => Object.entries(rules) as [keyof T & Rule, T[keyof T]][]

/** The names of all rules. */
export const ruleNames: readonly Rule[] = [...entries(perReference), ...entries(perModule), ...entries(perReach)].map(([rule]) => rule)

/** Checks every module against every rule. Empty when there are no violations. */
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
    ...entries(perReach).flatMap(([rule, { isStart }]) => (isStart(module) ? outOfReach(rule, module, byPath) : [])),
  ])
}
