import type { EventName } from '@pantheon/contract'

/** Paths of procedures, as far as they go: `['business', 'orders']` is every query about orders. */
export type ProcedurePath = readonly string[]

const about: Record<string, readonly ProcedurePath[]> = {
  product: [['business', 'products']],
  order: [
    ['business', 'orders'],
    ['business', 'overview'],
  ],
  approval: [
    ['business', 'approvals'],
    ['business', 'orders', 'timeline'],
  ],
  absence: [
    ['business', 'absences'],
    ['business', 'approvals'],
  ],
  policy: [['business', 'policies']],
  payment: [
    ['business', 'payments'],
    ['business', 'overview'],
    ['business', 'orders', 'timeline'],
  ],
  subscription: [
    ['business', 'subscription'],
    ['business', 'credits'],
  ],
  invoice: [
    ['business', 'invoices'],
    ['business', 'overview'],
  ],
  refund: [
    ['business', 'payments'],
    ['business', 'overview'],
    ['business', 'orders'],
  ],
  job: [
    ['agents', 'jobs'],
    ['agents', 'list'],
    ['agents', 'get'],
    ['business', 'credits'],
    ['business', 'orders', 'timeline'],
  ],
  course: [['agents', 'courses']],
  task: [['agents', 'tasks'], ['audit']],
  notification: [['business', 'notifications']],
  // What somebody does to their own sign-in is told to nobody who watches; of people, only that one signed up.
  user: [],
  session: [],
  api_key: [['auth', 'apiKeys'], ['audit']],
  // Who is in an organization decides what the reader may do, and whose names stand on a page.
  organization: [['organizations'], ['auth'], ['audit']],
  member: [['organizations'], ['auth'], ['agents', 'tasks'], ['audit']],
  role: [['organizations'], ['auth'], ['audit']],
  team: [['organizations'], ['audit']],
  invitation: [['organizations'], ['audit']],
}

/** A job that ends, or is asked for again, changes figures; one that goes on does not, and tells so many times a minute. */
const changeFigures: readonly EventName[] = ['job.queued', 'job.succeeded', 'job.failed', 'job.cancelled']

/** Which queries an event makes old. The composite state is always among them. */
export const invalidationsOf = (event: EventName): readonly ProcedurePath[] => [
  ...(about[event.split('.')[0] ?? ''] ?? []),
  ...(changeFigures.includes(event) ? [['agents', 'figures']] : []),
  ['state', 'snapshot'],
]
