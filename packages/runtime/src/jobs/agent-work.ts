/** The number of an agent's jobs in one state, and their last change. */
export interface AgentWork {
  agentId: number
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  n: number
  lastActiveAt: Date | null
}
