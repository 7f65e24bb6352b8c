export const agentIds = [201, 202, 203, 204, 205, 301] as const
export type AgentId = (typeof agentIds)[number]

/** The names of the agents, in every language. */
export const agentNames: Record<AgentId, string> = {
  201: 'CourseGeneratorAgent',
  202: 'DocumentGeneratorAgent',
  203: 'ContentSearchAgent',
  204: 'PaymentProcessorAgent',
  205: 'ApprovalWorkflowAgent',
  301: 'AwsAgent',
}

/** The actor id of an agent in the event log; people have their user id there. */
export const agentActorId = (id: AgentId): string => `agent:${id}`
/** The agent of an actor id; undefined for a user's id or null. */
export const agentOf = (actorId: string | null): AgentId | undefined => agentIds.find((id) => agentActorId(id) === actorId)
/** The agent's name for an actor id; null for a user's id or null. */
export const agentNameOf = (actorId: string | null): string | null => {
  const id = agentOf(actorId)
  return id === undefined ? null : agentNames[id]
}
