import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Account, TokenPair } from '@pantheon/contract'
import { createDatabase, fill, orderOf } from './database.ts'
import { type Call, type Client, createClient } from './load.ts'
import { describeProfile } from './profile.ts'
import { describeRounds, type Round, type Rounds } from './report.ts'
import { requireSameAnswers } from './same-answers.ts'
import { type Scenario, scenariosOf, type Target, targets } from './scenarios.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    /** Ends with code 1 when the promise is broken. */
    strict: { type: 'boolean', default: false },
    /** Says where our server's CPU goes, scenario by scenario. */
    profile: { type: 'boolean', default: false },
  },
})
const connections = 16
const warmUpRounds = 2

const bundle = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))
const bareServer = fileURLToPath(new URL('bare-server.mjs', import.meta.url))

/** What is measured is what the sources say now, as it is shipped. */
const buildServer = (): void => {
  const { status } = spawnSync('pnpm', ['run', 'build'], { cwd: dirname(dirname(bundle)), stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('The server could not be built.')
}

const signUp = async (client: Client): Promise<{ account: Account; cookie: string; accessToken: string }> => {
  const person = { email: 'bench@pantheon.local', password: 'lantern-harbor-2026', name: 'Bea Bench' }
  const { status, text, cookies } = await client.send({ method: 'POST', path: '/api/v1/auth/register', headers: {}, body: JSON.stringify(person) })
  const cookie = cookies[0]?.split(';')[0]
  if (status !== 201 || !cookie) throw new Error(`Nobody could be signed up: ${status} ${text}`)
  const tokens = await client.send({
    method: 'POST',
    path: '/api/v1/auth/login',
    headers: {},
    body: JSON.stringify({ email: person.email, password: person.password }),
  })
  const { accessToken } = JSON.parse(tokens.text) as TokenPair
  return { account: JSON.parse(text) as Account, cookie, accessToken }
}

interface Side {
  readonly server: ServerProcess
  readonly client: Client
}

const measure = async ({ server, client }: Side, call: Call, requests: number): Promise<Round> => {
  await sleep(30) // what the round before left behind, such as wake-ups of the event feed, is not ours
  const [cpu, from] = [await server.cpuSeconds(), performance.now()]
  const milliseconds = await client.load(call, { total: requests, connections })
  const seconds = (performance.now() - from) / 1000
  return { seconds, cpuSeconds: (await server.cpuSeconds()) - cpu, milliseconds }
}

/** Every scenario against every target in turn, over and over, never the same one first. */
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

const profileAll = async (sides: Record<Target, Side>, scenarios: readonly Scenario[]): Promise<void> => {
  for (const { name, calls, requests } of scenarios) {
    for (const target of ['bare', 'REST'] as const) {
      const call = calls[target]
      if (!call) continue
      const { server, client } = sides[target]
      const profile = await server.profile(async () => void (await client.load(call, { total: requests * 5, connections })))
      console.log(`\n${name}, ${target}\n${describeProfile(profile, bundle)}`)
    }
  }
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

  const { account, cookie, accessToken } = await signUp(ours.client)
  const { productId } = await fill(database.url, { userId: account.user.id, organizationId: account.organization.id })
  const headersAt = (port: number) => ({ cookie, origin: `http://127.0.0.1:${port}` })
  const callers = { bare: headersAt(bare.server.port), REST: headersAt(ours.server.port), tRPC: headersAt(ours.server.port) }
  const scenarios = scenariosOf(callers, accessToken, orderOf(productId))
  const clients = { bare: bare.client, REST: ours.client, tRPC: ours.client }
  await requireSameAnswers(clients, scenarios)

  const rounds = Number(options.rounds)
  console.log(`${connections} connections, ${rounds} rounds, interleaved; ${warmUpRounds} rounds of warm-up are not counted.\n`)
  const { text, isKept } = describeRounds(await measureAll(sides, scenarios, rounds))
  console.log(text)
  if (options.profile) await profileAll(sides, scenarios)
  if (options.strict && !isKept) process.exitCode = 1
} finally {
  for (const server of started) await server.stop()
  await database.drop()
  rmSync(work, { recursive: true, force: true })
}
