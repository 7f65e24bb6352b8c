import { z } from 'zod'
import { JobStep, JobType } from './agents/jobs.ts'
import { ProductCategory } from './business/catalogue.ts'
import { OrderInput } from './business/orders.ts'
import { Id, Instant } from './primitives.ts'

const product = z.object({ productId: Id })
const order = z.object({ orderId: Id })
const payment = z.object({ paymentId: Id, orderId: Id })
const job = z.object({ jobId: Id, jobType: JobType, orderId: Id.nullable() })
const course = z.object({ courseId: Id, jobId: Id, orderId: Id.nullable() })

/** Everything that can happen, past tense, with what each event carries. The log of them drives jobs, timelines and live screens. */
export const events = {
  'user.registered': z.object({ userId: Id }),
  'product.created': product,
  'product.updated': product,
  'product.archived': product,
  'product.deleted': product,
  'order.placed': order,
  'order.paid': order.extend({ userId: Id, category: ProductCategory, input: OrderInput }),
  'order.started': order,
  'order.fulfilled': order,
  'order.cancelled': order,
  'order.failed': order,
  'payment.created': payment,
  'payment.succeeded': payment,
  'payment.failed': payment.extend({ failureCode: z.string() }),
  'job.queued': job,
  'job.started': job,
  'job.progressed': job.extend({ progress: z.int(), step: JobStep }),
  'job.succeeded': job,
  'job.failed': job.extend({ errorCode: z.string() }),
  'job.cancelled': job,
  'course.outlined': course,
  'course.updated': course,
  'course.completed': course,
} as const
export type EventName = keyof typeof events
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>

/** An entry of the log: `seq` is its place in the one order of everything, and the version of the composite state. */
export const LoggedEvent = z
  .object({
    id: Id,
    seq: z.int(),
    name: z.enum(Object.keys(events) as [EventName, ...EventName[]]),
    organizationId: Id.nullable(),
    actorId: z.string().nullable(),
    at: Instant,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LoggedEvent' })
export type LoggedEvent = z.infer<typeof LoggedEvent>
