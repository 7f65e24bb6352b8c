import { createHash } from 'node:crypto'
import { createCaller } from '../../src/testing/caller.ts'
import { courseInput, courseProduct, type SignedInCaller, testCard, type World } from '../../src/testing/index.ts'

/** A second member of the organization, who came by the invitation that was mailed. */
export const bringColleague = async (host: SignedInCaller): Promise<string> => {
  const email = 'colleague@example.test'
  const colleague = createCaller(host.origin)
  const { user } = await colleague.api.auth.register.mutate({ email, password: 'a colleague in the next room', name: 'Colleague', locale: 'en' })
  await host.api.organizations.invitations.create.mutate({ email, role: 'member' })
  const [, token = ''] = /\/invitation\?token=([\w-]+)/.exec(await (await host.http('/dev/mail')).text()) ?? []
  await colleague.api.organizations.invitations.accept.mutate({ token })
  return user.id
}

/** A rule that asks for an approval, a request that was opened under it, and an absence. The rule rests afterwards. */
const askForApproval = async (customer: SignedInCaller, productId: string) => {
  const { policies, orders, approvals, absences } = customer.api.business
  const rule = { workflow: { stages: [{ name: 'Desk', approvers: [{ kind: 'operators' as const }], quorum: { kind: 'any' as const }, deadlineHours: 24 }] } }
  const { id, version } = await policies.create.mutate({ subject: 'order', ...rule })
  const held = await orders.place.mutate({ productId, input: courseInput })
  const policy = await policies.update.mutate({ id, version, ...rule, isActive: false })
  const [approval] = (await approvals.list.query({ resourceId: held.id })).items
  if (!approval) throw new Error('No approval was asked for')
  const userId = await bringColleague(customer)
  const absence = await absences.create.mutate({ userId, from: '2098-01-01T00:00:00.000Z', to: '2099-01-01T00:00:00.000Z' })
  return { policy, approval, absence }
}

/**
 * A product on sale, everything that comes of a buyer's buying it (an order, a payment, a job and a course), a task on
 * the buyer's board, and their organization with a team, a role, a key and an open invitation.
 */
export const seedStock = async (shop: SignedInCaller, customer: SignedInCaller, settle: World['settle']) => {
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
  const { policy, approval, absence } = await askForApproval(customer, product.id)
  const { organizations, auth } = customer.api
  const team = await organizations.teams.create.mutate({ name: 'Press' })
  const role = await organizations.roles.create.mutate({ name: 'Reader', permissions: ['order:read'] })
  const invitation = await organizations.invitations.create.mutate({ email: 'guest@example.test', role: 'viewer' })
  const apiKey = await auth.apiKeys.create.mutate({ name: 'CI', permissions: ['order:read'] })
  const filter = await customer.api.business.savedFilters.save.mutate({ list: 'orders', name: 'Unpaid', rules: { status: 'awaiting_payment' } })
  const [notification] = (await customer.api.business.notifications.list.query({})).items
  const [invoice] = (await customer.api.business.invoices.list.query({ orderId: order.id })).items
  if (!invoice) throw new Error('The paid order was not billed')
  if (!notification) throw new Error('The buyer was not told of the fulfilled order')
  const { user, organization } = customer.account

  /** What `id` means to a procedure, by the router it is in. */
  const things: Record<string, string | number> = {
    'business.products': product.id,
    'business.savedFilters': filter.id,
    'business.orders': order.id,
    'business.payments': payment.id,
    'business.invoices': invoice.id,
    'business.notifications': notification.id,
    'business.approvals': approval.id,
    'business.policies': policy.id,
    'business.absences': absence.id,
    'agents.jobs': job.id,
    'agents.courses': course.id,
    'agents.tasks': task.id,
    organizations: organization.id,
    'organizations.teams': team.id,
    'organizations.roles': role.key,
    'organizations.invitations': invitation.id,
    'auth.apiKeys': apiKey.id,
    'auth.sessions': createHash('sha256')
      .update(customer.session() ?? '')
      .digest('hex'),
    agents: 201,
  }
  /** The fields of an input that name something, with real names of this stock. */
  const namesFor = (path: string): Record<string, unknown> => {
    const id = things[path.slice(0, path.lastIndexOf('.'))]
    return {
      ...(id !== undefined && { id }),
      productId: product.id,
      orderId: order.id,
      resourceId: approval.resourceId,
      lessonId: lesson.id,
      userId: user.id,
      assigneeId: user.id,
      role: role.key,
      orders: [{ id: order.id, version: order.version }],
      workflow: { stages: [{ name: 'Desk', approvers: [{ kind: 'user', id: user.id }], quorum: { kind: 'any' }, deadlineHours: 24 }] },
      stages: [{ approvers: [{ kind: 'user', id: user.id }], quorum: { kind: 'any' } }],
    }
  }
  return { product, order, payment, job, course, task, namesFor }
}
