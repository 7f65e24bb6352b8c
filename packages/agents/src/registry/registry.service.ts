import { type Agent, type AgentId, type AgentMeasure, type AgentState, agentIds, agentNames } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, orFail, type Scope } from '@pantheon/kernel'
import { type AgentDirectory, type AgentWork, countByStatus, countWork, listJobs, toJob } from '@pantheon/runtime'
import type { Registry } from '../agents.types.ts'
import type { CountWork } from './work.port.ts'

const latest = 8

/** The engine of an agent. An agent without one has no worker in this release. */
export interface Engine {
  engine: string
  isOffline: boolean
}

export interface RegistryDeps {
  db: Db
  /** Agents with jobs. */
  agents: AgentDirectory
  /** The engines of agents whose work is not jobs. */
  engines: Partial<Record<AgentId, Engine>>
  /** Counters of work that is not jobs. */
  counters: readonly CountWork[]
}

interface Counted {
  /** Jobs per agent and state. */
  jobs: AgentWork[]
  all: AgentWork[]
  measures: (AgentMeasure & { agentId: AgentId })[]
}

/** `Registry`, with what the rest of the server needs. */
export interface RegistryInternals extends Registry {
  /** The agents in the composite state. */
  overview(scope: Scope): Promise<AgentState>
}

/** The agents and their workload. */
export const createRegistry = ({ db, agents, engines, counters }: RegistryDeps): RegistryInternals => {
  const byId = new Map<AgentId, Engine>(agents.agents.map(({ manifest, engine }) => [manifest.key, engine]))
  const countAll = async (scope: Scope): Promise<Counted> => {
    const [jobs, ...others] = await Promise.all([countWork(db.as(scope), scope), ...counters.map((count) => count(scope))])
    return { jobs, all: [...jobs, ...others.flatMap(({ work }) => work)], measures: others.flatMap(({ measures }) => measures) }
  }

  const describe = (id: AgentId, { all, measures }: Counted): Agent => {
    const mine = all.filter((row) => row.agentId === id)
    const inState = (status: AgentWork['status']): number => mine.filter((row) => row.status === status).reduce((sum, { n }) => sum + n, 0)
    const lastActive = mine.map((row) => row.lastActiveAt?.getTime() ?? 0).reduce((a, b) => Math.max(a, b), 0)
    const engine = byId.get(id) ?? engines[id]
    const running = inState('running')
    return {
      id,
      name: agentNames[id],
      state: engine ? (running > 0 ? 'working' : 'idle') : 'planned',
      engine: engine?.engine ?? null,
      isOffline: engine?.isOffline ?? false,
      queued: inState('queued'),
      running,
      succeeded: inState('succeeded'),
      failed: inState('failed'),
      lastActiveAt: lastActive > 0 ? new Date(lastActive).toISOString() : null,
      measures: measures.flatMap(({ agentId, ...measure }) => (agentId === id ? [measure] : [])),
    }
  }
  const describeAll = (counted: Counted): Agent[] => agentIds.map((id) => describe(id, counted))

  return {
    list: async (actor: Actor) => ({ items: describeAll(await countAll(actor.scope)) }),
    get: async (actor: Actor, id: number): Promise<Agent> => {
      const known = orFail(
        agentIds.find((agentId) => agentId === id),
        'agent.not_found',
        { id },
      )
      return describe(known, await countAll(actor.scope))
    },
    overview: async (scope: Scope): Promise<AgentState> => {
      const [counted, jobs] = await Promise.all([countAll(scope), listJobs(db.as(scope), scope, { after: undefined, limit: latest })])
      return { agents: describeAll(counted), jobs: countByStatus(counted.jobs), latestJobs: jobs.map(toJob) }
    },
  }
}
