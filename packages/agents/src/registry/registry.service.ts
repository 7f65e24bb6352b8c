import { type Agent, type AgentId, type AgentState, agentIds } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, orFail, type Scope } from '@pantheon/kernel'
import { toJob } from '../jobs/job.ts'
import { type AgentWork, countByStatus, countWork, listJobs } from '../jobs/jobs.repo.ts'

const names: Record<AgentId, string> = {
  201: 'CourseGeneratorAgent',
  202: 'DocumentGeneratorAgent',
  203: 'ContentSearchAgent',
  204: 'PaymentProcessorAgent',
  205: 'ApprovalWorkflowAgent',
  301: 'AwsAgent',
}
const latest = 8

/** What an agent works with. An agent without one has no worker in this release. */
export interface Engine {
  engine: string
  isOffline: boolean
}

/** Who the agents are and how busy. `engines` says which of them can work here, and with what. */
export const createRegistry = ({ db, engines }: { db: Db; engines: Partial<Record<AgentId, Engine>> }) => {
  const describe = (id: AgentId, work: AgentWork[]): Agent => {
    const mine = work.filter((row) => row.agentId === id)
    const inState = (status: AgentWork['status']): number => mine.find((row) => row.status === status)?.n ?? 0
    const lastActive = mine.map((row) => row.lastActiveAt?.getTime() ?? 0).reduce((a, b) => Math.max(a, b), 0)
    const engine = engines[id]
    const running = inState('running')
    return {
      id,
      name: names[id],
      state: engine ? (running > 0 ? 'working' : 'idle') : 'planned',
      engine: engine?.engine ?? null,
      isOffline: engine?.isOffline ?? false,
      queued: inState('queued'),
      running,
      succeeded: inState('succeeded'),
      failed: inState('failed'),
      lastActiveAt: lastActive > 0 ? new Date(lastActive).toISOString() : null,
    }
  }
  const describeAll = (work: AgentWork[]): Agent[] => agentIds.map((id) => describe(id, work))

  return {
    list: async (actor: Actor) => ({ items: describeAll(await countWork(db.as(actor.scope), actor.scope)) }),
    get: async (actor: Actor, id: number): Promise<Agent> => {
      const known = orFail(
        agentIds.find((agentId) => agentId === id),
        'agent.not_found',
        { id },
      )
      return describe(known, await countWork(db.as(actor.scope), actor.scope))
    },
    /** Work at a glance: what the composite state says of agents. */
    overview: async (scope: Scope): Promise<AgentState> => {
      const mine = db.as(scope)
      const [work, jobs] = await Promise.all([countWork(mine, scope), listJobs(mine, scope, { after: undefined, limit: latest })])
      return { agents: describeAll(work), jobs: countByStatus(work), latestJobs: jobs.map(toJob) }
    },
  }
}
export type Registry = ReturnType<typeof createRegistry>
