import type { AppRouter } from '@pantheon/api-types'
import type { EventName, LoggedEvent, SubjectType } from '@pantheon/contract'

type PathOf<Branch> = {
  [Name in keyof Branch & string]: readonly [Name] | (Branch[Name] extends { _def: unknown } ? never : readonly [Name, ...PathOf<Branch[Name]>])
}[keyof Branch & string]

/** Path prefixes of router procedures: `['business', 'orders']` covers every query about orders. */
export type ProcedurePath = PathOf<AppRouter['_def']['record']>

/** The queries that show a subject. An event about it makes them stale. */
const about: Record<SubjectType, readonly ProcedurePath[]> = {
  product: [['business', 'products']],
  order: [
    ['business', 'orders'],
    ['business', 'overview'],
  ],
  approval: [['business', 'approvals']],
  absence: [
    ['business', 'absences'],
    ['business', 'approvals'],
  ],
  policy: [['business', 'policies']],
  payment: [
    ['business', 'payments'],
    ['business', 'invoices'],
    ['business', 'overview'],
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
    ['business', 'invoices'],
    ['business', 'overview'],
  ],
  job: [
    ['agents', 'jobs'],
    ['agents', 'list'],
    ['agents', 'get'],
    ['business', 'credits'],
  ],
  course: [['agents', 'courses']],
  task: [['agents', 'tasks'], ['audit']],
  notification: [['business', 'notifications']],
  inbox: [['business', 'notifications']],
  // Their events are not sent to watchers.
  session: [],
  event: [],
  aws_action: [],
  api_key: [['auth', 'apiKeys'], ['audit']],
  // Membership decides the user's permissions and the names shown on pages.
  organization: [['organizations'], ['auth'], ['audit']],
  user: [['organizations'], ['auth'], ['agents', 'tasks'], ['audit']],
  role: [['organizations'], ['auth'], ['audit']],
  team: [['organizations'], ['audit']],
  invitation: [['organizations'], ['audit']],
}

const orders: ProcedurePath = ['business', 'orders']
const jobAnalytics: ProcedurePath = ['agents', 'analytics']

/** Job events that change the analytics. `job.progressed` is excluded: it arrives many times a minute and changes no count. */
const changeAnalytics: readonly EventName[] = ['job.queued', 'job.succeeded', 'job.failed', 'job.cancelled']

/**
 * The queries that an event makes stale, always including the composite state. A server of another version may send subjects that
 * are unknown here.
 */
export const invalidationsOf = ({ name, subject, related }: Pick<LoggedEvent, 'name' | 'subject' | 'related'>): readonly ProcedurePath[] => [
  ...(about[subject.type] ?? []),
  // An order comes with its payment, refundable amount and job, and its timeline includes events that are only related to it.
  ...(related.some(({ type }) => type === 'order') ? [orders] : []),
  ...(changeAnalytics.includes(name) ? [jobAnalytics] : []),
  ['state', 'snapshot'],
]
