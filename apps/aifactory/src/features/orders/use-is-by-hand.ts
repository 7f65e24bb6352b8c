import { isMadeByAgent, type Order } from '@pantheon/contract'
import { useOrderTimeline } from './use-orders.ts'

/** True for a paid order that a person delivers: no agent makes what it is for, or the agent did not take what was ordered. */
export const useIsByHand = ({ id, category, status }: Order): boolean => {
  const timeline = useOrderTimeline(id)
  const isRefused = timeline.data?.items.some(({ name }) => name === 'job.refused') ?? false
  return (status === 'paid' || status === 'in_progress') && (!isMadeByAgent(category) || isRefused)
}
