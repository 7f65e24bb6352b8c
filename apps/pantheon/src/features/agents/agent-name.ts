import type { AgentId } from '@pantheon/contract'

/** Every agent, in display order. The type guarantees completeness; the contract's own list would bundle zod. */
const order: Record<AgentId, true> = { 201: true, 202: true, 203: true, 204: true, 205: true, 301: true }
export const agentIds = Object.keys(order).map(Number) as AgentId[]

/** "CourseGeneratorAgent" as separate words for the initials: "Course Generator". */
export const monogramOf = (codeName: string): string => codeName.replace(/Agent$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
