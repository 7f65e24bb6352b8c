import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AiJob, Approval, Course, CourseRequest, CourseSummary, Order, Page, Payment, Policy, Product, Task } from '@pantheon/contract'
import type { APIRequestContext } from '@playwright/test'
import { tokenTo } from './neighbours.ts'
import { type Shop, shop } from './places.ts'

const answerOf = async <T>(answer: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> => {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}
const read = async <T>(request: APIRequestContext, path: string): Promise<T> => answerOf(await request.get(`/api/v1${path}`))
/** Sends a write to the API, of the first shop unless another is passed. */
const writeTo =
  ({ origin }: Shop) =>
  async <T>(request: APIRequestContext, path: string, data: object, method: 'post' | 'put' = 'post'): Promise<T> =>
    answerOf(await request[method](`/api/v1${path}`, { data, headers: { origin } }))

/** Test cards of the embedded provider by their outcome. */
export const cards = { accepted: '4242 4242 4242 4242', declined: '4000 0000 0000 0002' } as const

/** A short course: enough parts to watch the progress, few enough to wait for. */
export const aCourse: CourseRequest = {
  topic: 'Bread with wild yeast',
  difficulty: 'beginner',
  durationWeeks: 1,
  targetAudience: 'people with one oven',
  language: 'en',
}

let strangers = 0
/** A new user with a unique e-mail address. */
export const aStranger = () => ({
  name: 'Mina Mori',
  email: `mina.${process.pid}.${++strangers}.${Date.now()}@example.com`,
  password: 'wild-yeast-and-flour-7',
})

/** Signs a demo account in; the session is in `request`'s cookies after that. */
export const signIn = async (request: APIRequestContext, email: string, place: Shop = shop): Promise<void> => {
  const { password } = await demoAccount(email, place)
  await writeTo(place)(request, '/auth/session', { email, password })
}

/** A demo account with its password, read from the data folder of the server. */
export const demoAccount = async (email: string, { dataDir }: Shop = shop): Promise<{ email: string; password: string }> => {
  const accounts: { email: string; password: string }[] = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8'))
  const account = accounts.find((candidate) => candidate.email === email)
  if (!account) throw new Error(`No demo account ${email}`)
  return account
}

/** Actions of a user over the API, to prepare a journey or to check its results. */
export const personOf = (request: APIRequestContext, place: Shop = shop) => {
  const write = writeTo(place)
  const product = async (name: string): Promise<Product> => {
    const found = (await read<Page<Product>>(request, '/products?limit=100')).items.find((candidate) => candidate.name === name)
    if (!found) throw new Error(`The shop does not sell “${name}”`)
    return found
  }
  /** Verifies an e-mail address with the mailed link, which grants the free credits and allows invitations. */
  const prove = async (email: string): Promise<unknown> => write(request, '/auth/email/verify', { token: await tokenTo(email, '/verify-email') })
  return {
    product,
    prove,
    /** Signs up a new user with a verified e-mail address. */
    signUp: async () => {
      const stranger = aStranger()
      await write(request, '/auth/register', stranger)
      await prove(stranger.email)
      return stranger
    },
    invite: (email: string) => write(request, '/invitations', { email, role: 'member' }),
    /** Accepts an invitation and switches to its organization. */
    join: async (token: string): Promise<void> => {
      const { id } = await write<{ id: string }>(request, '/invitations/accept', { token })
      await write(request, `/organizations/${id}/switch`, {})
    },
    /** Creates a rule that requires an approval by owners for orders of the organization. */
    askOwners: (): Promise<Policy> =>
      write(request, '/policies', {
        subject: 'order',
        workflow: { stages: [{ name: 'Owner', approvers: [{ kind: 'role', id: 'owner' }], quorum: { kind: 'any' }, deadlineHours: 24 }] },
      }),
    approvalOf: async (orderId: string): Promise<Approval> => {
      const approval = (await read<Page<Approval>>(request, `/approvals?resourceType=order&resourceId=${orderId}`)).items[0]
      if (!approval) throw new Error(`Order ${orderId} waits for no approval`)
      return approval
    },
    order: async (input: CourseRequest = aCourse): Promise<Order> =>
      write(request, '/orders', { productId: (await product('Custom course')).id, quantity: 1, input }),
    pay: (orderId: string): Promise<Payment> => write(request, '/payments', { orderId, card: { number: cards.accepted, expiry: '12/30', cvc: '123' } }),
    orders: async (): Promise<Order[]> => (await read<Page<Order>>(request, '/orders?limit=100')).items,
    orderOf: (id: string): Promise<Order> => read(request, `/orders/${id}`),
    payments: async (orderId: string): Promise<Payment[]> => (await read<Page<Payment>>(request, `/payments?orderId=${orderId}`)).items,
    job: async (orderId: string): Promise<AiJob | undefined> => (await read<Page<AiJob>>(request, `/ai/jobs?orderId=${orderId}`)).items[0],
    task: (title: string, type: Task['type']): Promise<Task> => write(request, '/tasks', { title, type }),
    taskOf: (id: string): Promise<Task> => read(request, `/tasks/${id}`),
    changeTask: (id: string, change: object): Promise<Task> => write(request, `/tasks/${id}`, change, 'put'),
    course: async (orderId: string): Promise<Course> => {
      const summary = (await read<Page<CourseSummary>>(request, `/courses?orderId=${orderId}`)).items[0]
      if (!summary) throw new Error(`Order ${orderId} has no course`)
      return read(request, `/courses/${summary.id}`)
    },
  }
}
