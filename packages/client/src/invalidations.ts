import type { EventName } from '@pantheon/contract'

/** Paths of procedures, as far as they go: `['business', 'orders']` is every query about orders. */
export type ProcedurePath = readonly string[]

const about: Record<string, readonly ProcedurePath[]> = {
  product: [['business', 'products']],
  order: [['business', 'orders']],
  payment: [
    ['business', 'payments'],
    ['business', 'orders', 'timeline'],
  ],
  job: [
    ['agents', 'jobs'],
    ['agents', 'list'],
    ['agents', 'get'],
    ['business', 'orders', 'timeline'],
  ],
  course: [['agents', 'courses']],
  user: [],
}

/** Which queries an event makes old. The composite state is always among them. */
export const invalidationsOf = (event: EventName): readonly ProcedurePath[] => [...(about[event.split('.')[0] ?? ''] ?? []), ['state', 'snapshot']]
