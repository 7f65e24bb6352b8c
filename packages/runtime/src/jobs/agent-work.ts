/** How much work of an agent is in a state, and when it last moved. */
export interface AgentWork {
  agentId: number
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  n: number
  lastActiveAt: Date | null
}
