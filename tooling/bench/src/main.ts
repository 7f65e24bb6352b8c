import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Account, TokenPair } from '@pantheon/contract'
import { createDatabase, fill, orderOf, promote } from './database.ts'
import { type Call, type Client, createClient } from './load.ts'
import { sharesOf } from './parts.ts'
import { describeSamples, type Sample, samplesOf } from './profile.ts'
import { describeParts, describeRounds, type Round, type Rounds, type Shares } from './report.ts'
import { requireSameAnswers } from './same-answers.ts'
import { type Caller, type Scenario, scenariosOf, type Target, targets } from './scenarios.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    /** Exits with code 1 when a promise is broken. */
    strict: { type: 'boolean', default: false },
    /** Prints CPU time by package and function, for each scenario. */
    profile: { type: 'boolean', default: false },
  },
})
const connections = 16
const warmUpRounds = 2

const bundle = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))
const bareServer = fileURLToPath(new URL('bare-server.mjs', import.meta.url))

/** Builds the production bundle of the current sources. */
const buildServer = (): void => {
  const { status } = spawnSync('pnpm', ['run', 'build'], { cwd: dirname(dirname(bundle)), stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('The server could not be built.')
}

const password = 'lantern-harbor-2026'

/** Sends a POST to the server, to prepare the measurement. */
const post = async ({ send }: Client, path: string, body: object): Promise<{ answer: unknown; cookie: string }> => {
  const { status, text, cookies } = await send({ method: 'POST', path: `/api/v1/auth/${path}`, headers: {}, body: JSON.stringify(body) })
  if (status >= 300) throw new Error(`Nobody could be signed in: ${status} ${text}`)
  return { answer: JSON.parse(text), cookie: cookies[0]?.split(';')[0] ?? '' }
}

/** Signs up a buyer, and an operator, whose catalogue reads bypass the cache. */
const signUp = async (client: Client, databaseUrl: string) => {
  const [bea, olga] = ['bea@pantheon.local', 'olga@pantheon.local']
  const buyer = await post(client, 'register', { email: bea, password, name: 'Bea Buyer' })
  const { accessToken } = (await post(client, 'login', { email: bea, password })).answer as TokenPair
  const operator = (await post(client, 'register', { email: olga, password, name: 'Olga Operator' })).answer as Account
  await promote(databaseUrl, operator.user.id)
  const { cookie } = await post(client, 'session', { email: olga, password })
  return { account: buyer.answer as Account, buyer: buyer.cookie, operator: cookie, accessToken }
}

interface Side {
  readonly server: ServerProcess
  readonly client: Client
}

const measure = async ({ server, client }: Side, call: Call, requests: number): Promise<Round> => {
  await sleep(30) // lets work of the previous round end, such as wake-ups of the event feed
  const [cpu, from] = [await server.cpuSeconds(), performance.now()]
  const milliseconds = await client.load(call, { total: requests, connections })
  const seconds = (performance.now() - from) / 1000
  return { seconds, cpuSeconds: (await server.cpuSeconds()) - cpu, milliseconds }
}

/** Measures every scenario against every target in rounds, rotating which target is first. */
const measureAll = async (sides: Record<Target, Side>, scenarios: readonly Scenario[], rounds: number): Promise<Rounds> => {
  const measured = new Map(scenarios.map((scenario) => [scenario, { bare: [] as Round[], REST: [] as Round[], tRPC: [] as Round[] }]))
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const [scenario, of] of measured) {
      for (let i = 0; i < targets.length; i++) {
        const target = targets[(i + round + warmUpRounds) % targets.length] ?? 'bare'
        const call = scenario.calls[target]
        if (!call) continue
        const done = await measure(sides[target], call, scenario.requests)
        if (round >= 0) of[target].push(done)
      }
    }
  }
  return measured
}

/** Samples where each promised scenario uses CPU, on every target. */
const sampleAll = async (sides: Record<Target, Side>, scenarios: readonly Scenario[]): Promise<{ scenario: Scenario; target: Target; samples: Sample[] }[]> => {
  const sampled = []
  for (const scenario of scenarios.filter(({ isPromised }) => isPromised)) {
    for (const target of targets) {
      const call = scenario.calls[target]
      if (!call) continue
      const { server, client } = sides[target]
      const profile = await server.profile(async () => void (await client.load(call, { total: scenario.requests * 3, connections })))
      sampled.push({ scenario, target, samples: samplesOf(profile, bundle) })
    }
  }
  return sampled
}

buildServer()
const work = mkdtempSync(join(tmpdir(), 'pantheon-bench-'))
const database = await createDatabase()
const started: ServerProcess[] = []
try {
  const start = async (script: string, env: Record<string, string>, log: string): Promise<Side> => {
    const server = await startServer(script, env, join(work, log))
    started.push(server)
    return { server, client: createClient(server.port) }
  }
  const ours = await start(bundle, { DATABASE_URL: database.url, PANTHEON_DATA_DIR: work, PORT: '0', ROLE: 'api', LOG_LEVEL: 'info' }, 'ours.log')
  const bare = await start(bareServer, { DATABASE_URL: database.url }, 'bare.log')
  const sides = { bare, REST: ours, tRPC: ours }

  const { account, buyer, operator, accessToken } = await signUp(ours.client, database.url)
  const { productId } = await fill(database.url, { userId: account.user.id, organizationId: account.organization.id })
  const caller = (cookie: string): Caller => {
    const at = (port: number) => ({ cookie, origin: `http://127.0.0.1:${port}` })
    return { bare: at(bare.server.port), REST: at(ours.server.port), tRPC: at(ours.server.port) }
  }
  const scenarios = scenariosOf({ buyer: caller(buyer), operator: caller(operator), accessToken }, orderOf(productId))
  const clients = { bare: bare.client, REST: ours.client, tRPC: ours.client }
  await requireSameAnswers(clients, scenarios)

  const rounds = Number(options.rounds)
  console.log(`${connections} connections, ${rounds} rounds, interleaved; ${warmUpRounds} rounds of warm-up are not counted.\n`)
  const measured = await measureAll(sides, scenarios, rounds)
  const { text, isKept } = describeRounds(measured)
  console.log(text)
  const sampled = await sampleAll(sides, scenarios)
  const shares: Shares = sampled.map(({ scenario, target, samples }) => ({ scenario, target, shares: sharesOf(samples) }))
  console.log(`\n${describeParts(measured, shares)}`)
  if (options.profile) for (const { scenario, target, samples } of sampled) console.log(`\n${scenario.name}, ${target}\n${describeSamples(samples)}`)
  if (options.strict && !isKept) process.exitCode = 1
} finally {
  for (const server of started) await server.stop()
  await database.drop()
  rmSync(work, { recursive: true, force: true })
}
