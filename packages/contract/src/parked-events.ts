import { z } from 'zod'
import { Id, Instant, pageOf } from './primitives.ts'

/** An event that a consumer of the log could not handle, however often it tried. What is of the same subject waits behind it. */
export const ParkedEvent = z
  .object({
    id: Id,
    /** Which reader of the log could not handle it. */
    consumer: z.string(),
    eventId: Id,
    name: z.string(),
    organizationId: Id.nullable(),
    /** What waits behind it is of the same subject: what the event is about, or in the reader `audit` the `chain` of an organization. */
    subject: z.object({ type: z.string(), id: z.string() }),
    tries: z.int(),
    /** Why the last try failed: a code of the catalogue or what the error said, without statements. */
    error: z.string(),
    /** How many events of the same subject wait behind it. */
    waiting: z.int(),
    /** When it happened. */
    at: Instant,
    /** When its first try failed. */
    createdAt: Instant,
  })
  .meta({ id: 'ParkedEvent' })
export type ParkedEvent = z.infer<typeof ParkedEvent>
export const ParkedEventPage = pageOf(ParkedEvent)
export const ParkedEventCount = z.object({ count: z.int() })
export const ParkedEventRef = z.object({ id: Id })
export type ParkedEventRef = z.infer<typeof ParkedEventRef>
