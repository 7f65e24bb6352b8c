import { z } from 'zod'
import { Id, Instant, pageOf } from './primitives.ts'

/** An event that a consumer of the log failed to handle in all of its attempts. Later events of the same stream are held behind it. */
export const ParkedEvent = z
  .object({
    id: Id,
    /** The consumer that failed. */
    consumer: z.string(),
    eventId: Id,
    name: z.string(),
    organizationId: Id.nullable(),
    /** The stream whose events are held: the subject of the event, or for the consumer `audit` the `chain` of an organization. */
    subject: z.object({ type: z.string(), id: z.string() }),
    tries: z.int(),
    /** The last error: a code of the catalogue or the error's message, without SQL. */
    error: z.string(),
    /** How many events of the same stream are held behind it. */
    waiting: z.int(),
    /** When the event happened. */
    at: Instant,
    /** When the first attempt failed. */
    createdAt: Instant,
  })
  .meta({ id: 'ParkedEvent' })
export type ParkedEvent = z.infer<typeof ParkedEvent>
export const ParkedEventPage = pageOf(ParkedEvent)
export const ParkedEventCount = z.object({ count: z.int() })
export const ParkedEventRef = z.object({ id: Id })
export type ParkedEventRef = z.infer<typeof ParkedEventRef>
