import { isMadeByAgent, type Order } from '@pantheon/contract'
import { useOrderTimeline } from './use-orders.ts'

/** True for a paid order that a person delivers: its category has no agent, or the agent refused the job. */
export const useIsByHand = ({ id, category, status }: Order): boolean => {
  const timeline = useOrderTimeline(id)
  const isRefused = timeline.data?.items.some(({ name }) => name === 'job.refused') ?? false
  return (status === 'paid' || status === 'in_progress') && (!isMadeByAgent(category) || isRefused)
}
