import type { ProductCategory } from '../business/catalogue.ts'
import { agentNames } from './agent-names.ts'
import type { AgentManifest } from './job-contract.ts'

// No schemas in this file: it is part of the first page that a browser loads.

/** The agent that writes courses. It reads and writes them directly and calls no procedures. */
export const courseAgent: AgentManifest = { key: 201, name: agentNames[201], permissions: [], fulfils: ['ai_course_generation'] }

/** All agents that take jobs. */
const jobAgents: readonly AgentManifest[] = [courseAgent]

/** True for categories that an agent produces; the others are delivered by people. */
export const isMadeByAgent = (category: ProductCategory): boolean => jobAgents.some(({ fulfils = [] }) => fulfils.includes(category))
