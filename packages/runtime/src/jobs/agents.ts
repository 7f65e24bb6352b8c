import { type AgentManifest, type JobDescription, type OrderInput, type ProductCategory, productCategories } from '@pantheon/contract'
import type { AnyJobDefinition, JobAgent } from './definition.ts'

/** A job type and its agent. */
export interface KnownJob {
  definition: AnyJobDefinition
  manifest: AgentManifest
}

/** Who works on an order: an agent, whose job is missing when `refusedFields` of the input are invalid; undefined for a person. */
export type OrderedWork = { manifest: AgentManifest; job?: { definition: AnyJobDefinition; input: unknown }; refusedFields: string[] } | undefined

/** The agents of this process, by job type and category. Throws when two claim the same one. */
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
  const workOf = (category: ProductCategory, input: OrderInput): OrderedWork => {
    const agent = byCategory.get(category)
    if (!agent) return undefined
    const { manifest } = agent
    const read = agent.jobs.map((definition) => ({ definition, wanted: definition.request.safeParse(input) }))
    const taken = read.find(({ wanted }) => wanted.success)
    if (taken) return { manifest, job: { definition: taken.definition, input: taken.definition.toInput(taken.wanted.data) }, refusedFields: [] }
    const issues = read[0]?.wanted.error?.issues ?? []
    return { manifest, refusedFields: [...new Set(issues.map(({ path }) => path.map(String).join('.')))] }
  }
  return {
    agents,
    /** The categories that no agent fulfils: people deliver their orders. */
    deliveredByPeople: productCategories.filter((category) => !byCategory.has(category)),
    contracts: [...byType.values()].map(({ definition }) => definition),
    find: (type: string): KnownJob | undefined => byType.get(type),
    /** Describes a job; by its type alone when no agent here has that type. */
    describe: ({ jobType, input, output }: { jobType: string; input: unknown; output: unknown }): JobDescription =>
      byType.get(jobType)?.definition.describe({ input, output }) ?? { task: jobType, title: null, subject: null },
    /** The job for an order's input. */
    workOf,
    /** True for an order that an agent delivers; false for one that a person delivers. */
    delivers: ({ category, input }: { category: ProductCategory; input: OrderInput }): boolean => workOf(category, input)?.job !== undefined,
  }
}
export type AgentDirectory = ReturnType<typeof createAgentDirectory>
