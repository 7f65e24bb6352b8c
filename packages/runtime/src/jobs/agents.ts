import type { AgentManifest, JobDescription, OrderInput, ProductCategory } from '@pantheon/contract'
import type { AnyJobDefinition, JobAgent } from './definition.ts'

/** A type of job and whose it is. */
export interface KnownJob {
  definition: AnyJobDefinition
  manifest: AgentManifest
}

/** What becomes of an order: work of an agent, or nothing where `refusedFields` of its input do not fit; undefined where a person does it. */
export type OrderedWork = { manifest: AgentManifest; job?: { definition: AnyJobDefinition; input: unknown }; refusedFields: string[] } | undefined

/** The agents that run here, by what they do. Fails when two claim the same type of job or category. */
export const createAgentDirectory = (agents: readonly JobAgent[]) => {
  const byType = new Map<string, KnownJob>()
  const byCategory = new Map<ProductCategory, JobAgent>()
  for (const agent of agents) {
    for (const definition of agent.jobs) {
      if (byType.has(definition.type)) throw new Error(`Two agents have jobs of type ${definition.type}`)
      byType.set(definition.type, { definition, manifest: agent.manifest })
    }
    for (const category of agent.manifest.fulfils ?? []) {
      if (byCategory.has(category)) throw new Error(`Two agents fulfil ${category}`)
      byCategory.set(category, agent)
    }
  }
  return {
    agents,
    contracts: [...byType.values()].map(({ definition }) => definition),
    find: (type: string): KnownJob | undefined => byType.get(type),
    /** What a job is about; by its type alone where no agent here knows that. */
    describe: ({ jobType, input, output }: { jobType: string; input: unknown; output: unknown }): JobDescription =>
      byType.get(jobType)?.definition.describe({ input, output }) ?? { task: jobType, title: null, subject: null },
    /** The work that an order asks for. */
    workOf: (category: ProductCategory, input: OrderInput): OrderedWork => {
      const agent = byCategory.get(category)
      if (!agent) return undefined
      const { manifest } = agent
      const read = agent.jobs.map((definition) => ({ definition, wanted: definition.request.safeParse(input) }))
      const taken = read.find(({ wanted }) => wanted.success)
      if (taken) return { manifest, job: { definition: taken.definition, input: taken.definition.toInput(taken.wanted.data) }, refusedFields: [] }
      const issues = read[0]?.wanted.error?.issues ?? []
      return { manifest, refusedFields: [...new Set(issues.map(({ path }) => path.map(String).join('.')))] }
    },
  }
}
export type AgentDirectory = ReturnType<typeof createAgentDirectory>
