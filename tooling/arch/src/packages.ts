/** The allowed imports of one workspace package. */
interface PackageRules {
  /** Packages it may import, values and types. */
  readonly uses: readonly string[]
  /** Packages that only its tests may import. */
  readonly testsUse?: readonly string[]
  /** It runs in a browser: no Node, no server library. */
  readonly isBrowser?: boolean
  /** The only external dependencies it may have. Everything imports `contract`, so its dependencies are those of all. */
  readonly onlyExternal?: readonly string[]
}

const foundation = ['contract', 'kernel', 'config', 'db', 'rpc']
const contexts = ['auth', 'business', 'governance', 'agents', 'notifications', 'aws', 'state']
const context: PackageRules = { uses: [...foundation, 'runtime'] }
const webApp: PackageRules = { uses: ['contract', 'client', 'ui'], isBrowser: true }

/** The import rules, by the last part of a package's folder. A package that is not listed is a violation. */
export const packages: Readonly<Record<string, PackageRules>> = {
  contract: { uses: [], isBrowser: true, onlyExternal: ['zod'] },
  kernel: { uses: ['contract'] },
  config: { uses: ['contract', 'kernel'] },
  db: { uses: ['contract', 'kernel'] },
  rpc: { uses: ['contract', 'kernel'] },
  runtime: { uses: foundation },
  auth: context,
  business: context,
  governance: context,
  agents: context,
  notifications: context,
  aws: context,
  state: context,
  adapters: { uses: [...foundation, 'runtime', ...contexts], testsUse: ['fakes'] },
  api: { uses: [...foundation, 'runtime', ...contexts, 'adapters'], testsUse: ['fakes'] },
  // Declarations only: clients do not read the sources they are generated from.
  'api-types': { uses: ['contract', 'api'] },
  client: { uses: ['contract', 'api-types'], testsUse: ['api'], isBrowser: true },
  ui: { uses: ['contract'], isBrowser: true },
  aifactory: webApp,
  pantheon: webApp,
  arch: { uses: [] },
  bench: { uses: ['api', 'contract', 'db'] },
  e2e: { uses: ['contract', 'fakes'] },
  fakes: { uses: ['kernel'] },
  run: { uses: [] },
  vitest: { uses: [] },
}

/** Whether a package is a bounded context. */
export const isContext = (name: string) => contexts.includes(name)

/** The package `@pantheon/dashboard` lives in `apps/pantheon`: the repository itself already has the shorter name. */
const folderNames: Readonly<Record<string, string>> = { dashboard: 'pantheon' }

/** `@pantheon/db/testing` → `{ name: 'db', entry: 'testing' }`; undefined for external packages. */
export const ownPackage = (specifier: string) => {
  const [, name, entry] = /^@pantheon\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  return name === undefined ? undefined : { name: folderNames[name] ?? name, entry }
}

/** `apps/api/src/main.ts` → `api`. */
export const packageNameOf = (path: string) => path.split('/')[1] ?? ''

/** Tests, their fixtures, and helpers that a package exports for tests. */
export const isTest = (path: string) => /\/test\/|\/src\/testing\/|\.(?:test|spec)\.tsx?$|^tooling\/(?:e2e|fakes)\//.test(path)

/** Files that a build tool reads on the developer's machine, never the product. */
export const isBuildFile = (path: string) => /\.config\.[mc]?[jt]s$|\/scripts\/|^packages\/[^/]+\/(?:build|emit)\.ts$/.test(path)
