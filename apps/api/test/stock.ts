import { courseInput, courseProduct, type SignedInCaller, testCard, type World } from '../src/testing/index.ts'

/** A product on sale, and everything that comes of a buyer's buying it: an order, a payment, a job and a course. */
export const stockUp = async (shop: SignedInCaller, customer: SignedInCaller, settle: World['settle']) => {
  const product = await shop.api.business.products.create.mutate(courseProduct)
  const order = await customer.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
  const payment = await customer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
  await settle()
  const [job] = (await customer.api.agents.jobs.list.query({ orderId: order.id })).items
  const [summary] = (await customer.api.agents.courses.list.query({ orderId: order.id })).items
  if (!job || !summary) throw new Error('The paid order led to no course')
  const course = await customer.api.agents.courses.get.query({ id: summary.id })
  const lesson = course.content.modules[0]?.lessons[0]
  if (!lesson) throw new Error('The course has no lesson')

  /** What `id` means to a procedure, by the router it is in. */
  const things: Record<string, string | number> = {
    'business.products': product.id,
    'business.orders': order.id,
    'business.payments': payment.id,
    'agents.jobs': job.id,
    'agents.courses': course.id,
    agents: 201,
  }
  /** The fields of an input that name something, with real names of this stock. */
  const namesFor = (path: string): Record<string, string | number> => {
    const id = things[path.slice(0, path.lastIndexOf('.'))]
    return { ...(id !== undefined && { id }), productId: product.id, orderId: order.id, lessonId: lesson.id }
  }
  return { product, order, payment, job, course, namesFor }
}
