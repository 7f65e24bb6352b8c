import { type AiJob, agentIds, type CompositeState, jobStatuses, type Order, orderStatuses, resourceStates } from '@pantheon/contract'

export const now = new Date('2026-11-21T09:00:00.000Z')
export const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
const uuid = (n: number) => `01940000-0000-7000-8000-${String(n).padStart(12, '0')}`

const zeros = <K extends string>(keys: readonly K[]) => Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>

/** A snapshot in which nothing has happened yet. */
export const quiet = (): CompositeState => ({
  agentState: {
    agents: agentIds.map((id) => ({
      id,
      name: `Agent${id}`,
      state: id === 201 ? 'idle' : 'planned',
      engine: id === 201 ? 'offline-composer' : null,
      isOffline: id === 201,
      queued: 0,
      running: 0,
      succeeded: 0,
      failed: 0,
      lastActiveAt: null,
      measures: [],
    })),
    jobs: zeros(jobStatuses),
    latestJobs: [],
  },
  businessState: { orders: zeros(orderStatuses), ordersToDeliver: 0, ordersToday: 0, takenToday: [], latestOrders: [], latestPayments: [] },
  userState: { users: 1, organizations: 1 },
  awsState: { source: 'demo', accounts: 5, resources: 66, states: { ...zeros(resourceStates), active: 66 } },
  latestEvents: [],
  lastUpdated: now.toISOString(),
  version: 1,
})

export const job = (given: Partial<AiJob> = {}): AiJob => ({
  id: uuid(1),
  type: 'course',
  jobType: 'course',
  organizationId: uuid(2),
  userId: uuid(3),
  orderId: uuid(4),
  agentId: 201,
  input: { task: 'write_course', request: { topic: 'Sailing', difficulty: 'beginner', durationWeeks: 2, targetAudience: 'adults', language: 'en' } },
  output: null,
  status: 'running',
  progress: 40,
  step: null,
  attempts: 1,
  errorCode: null,
  errorMessage: null,
  startedAt: ago(1),
  completedAt: null,
  createdAt: ago(1),
  ...given,
})

export const order = (given: Partial<Order> = {}): Order => ({
  id: uuid(4),
  organizationId: uuid(2),
  userId: uuid(3),
  productId: uuid(5),
  productName: 'Custom course',
  category: 'ai_course_generation',
  quantity: 1,
  unitPrice: '99.99',
  totalAmount: '99.99',
  currency: 'USD',
  status: 'in_progress',
  input: {},
  notes: null,
  version: 1,
  createdAt: ago(2),
  updatedAt: ago(1),
  completedAt: null,
  ...given,
})
