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

/** How the log names an agent that acts by itself, where it names people by their id. */
export const agentActorId = (id: AgentId): string => `agent:${id}`
/** The agent that an actor's id names; undefined for a person's, or for nobody's. */
export const agentOf = (actorId: string | null): AgentId | undefined => agentIds.find((id) => agentActorId(id) === actorId)
/** The name of the agent that an actor's id names; null for a person's, or for nobody's. */
export const agentNameOf = (actorId: string | null): string | null => {
  const id = agentOf(actorId)
  return id === undefined ? null : agentNames[id]
}
