import type { AppRouter } from '@pantheon/api-types'
import type { EventName, LoggedEvent, SubjectType } from '@pantheon/contract'

type PathOf<Branch> = {
  [Name in keyof Branch & string]: readonly [Name] | (Branch[Name] extends { _def: unknown } ? never : readonly [Name, ...PathOf<Branch[Name]>])
}[keyof Branch & string]

/** Paths of procedures of the router, as far as they go: `['business', 'orders']` is every query about orders. */
export type ProcedurePath = PathOf<AppRouter['_def']['record']>

/** The queries that show a thing. An event about it makes them old. */
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
    ['business', 'orders'],
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
  // Nobody who watches is told of these.
  session: [],
  event: [],
  aws_action: [],
  api_key: [['auth', 'apiKeys'], ['audit']],
  // Who is in an organization decides what the reader may do, and whose names stand on a page.
  organization: [['organizations'], ['auth'], ['audit']],
  user: [['organizations'], ['auth'], ['agents', 'tasks'], ['audit']],
  role: [['organizations'], ['auth'], ['audit']],
  team: [['organizations'], ['audit']],
  invitation: [['organizations'], ['audit']],
}

const timeline: ProcedurePath = ['business', 'orders', 'timeline']
const jobAnalytics: ProcedurePath = ['agents', 'analytics']

/** Events of a job that change the analytics. `job.progressed` is not among them: it comes many times a minute and changes no count. */
const changeAnalytics: readonly EventName[] = ['job.queued', 'job.succeeded', 'job.failed', 'job.cancelled']

/** Which queries an event makes old. The composite state is always among them. A server of another version may have subjects that are not known here. */
export const invalidationsOf = ({ name, subject, related }: Pick<LoggedEvent, 'name' | 'subject' | 'related'>): readonly ProcedurePath[] => [
  ...(about[subject.type] ?? []),
  // Of what concerns an order its timeline tells.
  ...(related.some(({ type }) => type === 'order') ? [timeline] : []),
  ...(changeAnalytics.includes(name) ? [jobAnalytics] : []),
  ['state', 'snapshot'],
]
