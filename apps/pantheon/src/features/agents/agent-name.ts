import type { AgentId } from '@pantheon/contract'

/** Every agent, in the order of the house. The type makes the list complete; the contract's own would bring zod along. */
const order: Record<AgentId, true> = { 201: true, 202: true, 203: true, 204: true, 205: true, 301: true }
export const agentIds = Object.keys(order).map(Number) as AgentId[]

/** "CourseGeneratorAgent" as words for the monogram: "Course Generator". */
export const monogramOf = (codeName: string): string => codeName.replace(/Agent$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
