/** What one room may take from the others. */
interface Room {
  /** Rooms it may import, values and types. */
  readonly uses: readonly string[]
  /** Rooms its tests may import beside these. */
  readonly testsUse?: readonly string[]
  /** It ends up in a browser: no Node, no server library. */
  readonly isBrowser?: boolean
  /** `contract` is read by everybody, so what it depends on, everybody does. */
  readonly onlyExternal?: readonly string[]
}

const foundation = ['contract', 'kernel', 'config', 'db', 'rpc']
const contexts = ['auth', 'business', 'governance', 'agents', 'notifications', 'aws', 'state']
const context: Room = { uses: [...foundation, 'runtime'] }
const webApp: Room = { uses: ['contract', 'client', 'ui'], isBrowser: true }

/** Who may import whom, by the last part of a room's folder. A room that is not here is not allowed to exist. */
export const rooms: Readonly<Record<string, Room>> = {
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
  // Declarations only: what it is made from, no client reads.
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

/** The rooms that hold the product's rules. */
export const isContext = (room: string) => contexts.includes(room)

/** The package `@pantheon/dashboard` lives in `apps/pantheon`: the repository itself already has the shorter name. */
const roomNames: Readonly<Record<string, string>> = { dashboard: 'pantheon' }

/** `@pantheon/db/testing` → `{ room: 'db', entry: 'testing' }`; undefined for what is not ours. */
export const ownPackage = (specifier: string) => {
  const [, name, entry] = /^@pantheon\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  return name === undefined ? undefined : { room: roomNames[name] ?? name, entry }
}

/** `apps/api/src/main.ts` → `api`. */
export const roomOf = (path: string) => path.split('/')[1] ?? ''

/** Tests and their fixtures, and what a package offers to the tests of others. */
export const isTest = (path: string) => /\/test\/|\/src\/testing\/|\.(?:test|spec)\.tsx?$|^tooling\/(?:e2e|fakes)\//.test(path)

/** Files that a build tool reads on the developer's machine, never the product. */
export const isBuildFile = (path: string) => /\.config\.[mc]?[jt]s$|\/scripts\/|^packages\/[^/]+\/(?:build|emit)\.ts$/.test(path)
