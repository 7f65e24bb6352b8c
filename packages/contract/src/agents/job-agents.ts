import type { ProductCategory } from '../business/catalogue.ts'
import { agentNames } from './agent-names.ts'
import type { AgentManifest } from './job-contract.ts'

// No schema is made here: what asks only who makes what is part of the first page that a browser loads.

/** The agent that writes courses. It reads and writes them itself, and calls no procedures. */
export const courseAgent: AgentManifest = { key: 201, name: agentNames[201], permissions: [], fulfils: ['ai_course_generation'] }

/** Every agent that takes jobs. */
const jobAgents: readonly AgentManifest[] = [courseAgent]

/** True for what an agent makes; the other categories are delivered by people. */
export const isMadeByAgent = (category: ProductCategory): boolean => jobAgents.some(({ fulfils = [] }) => fulfils.includes(category))
