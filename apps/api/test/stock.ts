import { courseInput, courseProduct, type SignedInCaller, testCard, type World } from '../src/testing/index.ts'

/**
 * A product on sale, everything that comes of a buyer's buying it (an order, a payment, a job and a course), a task on
 * the buyer's board, and their organization with a team, a role, a key and an open invitation.
 */
export const stockUp = async (shop: SignedInCaller, customer: SignedInCaller, settle: World['settle']) => {
  const product = await shop.api.business.products.create.mutate(courseProduct)
  const order = await customer.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
  const payment = await customer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
  await settle()
  const [job] = (await customer.api.agents.jobs.list.query({ orderId: order.id })).items
  const [summary] = (await customer.api.agents.courses.list.query({ orderId: order.id })).items
  if (!job || !summary) throw new Error('The paid order led to no course')
  const course = await customer.api.agents.courses.get.query({ id: summary.id })
  const task = await customer.api.agents.tasks.create.mutate({ title: 'Check the course', type: 'review' })
  const lesson = course.content.modules[0]?.lessons[0]
  if (!lesson) throw new Error('The course has no lesson')
  const { organizations, auth } = customer.api
  const team = await organizations.teams.create.mutate({ name: 'Press' })
  const role = await organizations.roles.create.mutate({ name: 'Reader', permissions: ['order:read'] })
  const invitation = await organizations.invitations.create.mutate({ email: 'guest@example.test', role: 'viewer' })
  const apiKey = await auth.apiKeys.create.mutate({ name: 'CI', permissions: ['order:read'] })
  const [notification] = (await customer.api.business.notifications.list.query({})).items
  if (!notification) throw new Error('The buyer was not told of the fulfilled order')
  const { user, organization } = customer.account

  /** What `id` means to a procedure, by the router it is in. */
  const things: Record<string, string | number> = {
    'business.products': product.id,
    'business.orders': order.id,
    'business.payments': payment.id,
    'business.notifications': notification.id,
    'agents.jobs': job.id,
    'agents.courses': course.id,
    'agents.tasks': task.id,
    organizations: organization.id,
    'organizations.teams': team.id,
    'organizations.roles': role.key,
    'organizations.invitations': invitation.id,
    'auth.apiKeys': apiKey.id,
    agents: 201,
  }
  /** The fields of an input that name something, with real names of this stock. */
  const namesFor = (path: string): Record<string, string | number> => {
    const id = things[path.slice(0, path.lastIndexOf('.'))]
    return { ...(id !== undefined && { id }), productId: product.id, orderId: order.id, lessonId: lesson.id, userId: user.id, assigneeId: user.id }
  }
  return { product, order, payment, job, course, task, namesFor }
}
