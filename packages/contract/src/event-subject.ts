import { z } from 'zod'

/** Types of subjects of events. `inbox` is the notifications of one person; its id is the person's. */
export const subjectTypes = [
  'user',
  'session',
  'organization',
  'invitation',
  'team',
  'role',
  'api_key',
  'task',
  'product',
  'order',
  'payment',
  'refund',
  'subscription',
  'invoice',
  'job',
  'course',
  'approval',
  'absence',
  'policy',
  'aws_action',
  'event',
  'notification',
  'inbox',
] as const
export const SubjectType = z.enum(subjectTypes)
export type SubjectType = z.infer<typeof SubjectType>

/** The resource that an event is about. */
export const EventSubject = z.object({ type: SubjectType, id: z.string() }).meta({ id: 'EventSubject' })
export type EventSubject = z.infer<typeof EventSubject>

/** The subject of an event, the related resources, and its stream. */
export interface EventSubjects {
  readonly subject: EventSubject
  /** Without the subject itself. Where the subject has an owner, the owner comes first. */
  readonly related: readonly EventSubject[]
  /**
   * The key of the subject's owner where it has one, else of the subject itself. Events of one stream are handled in order, those of
   * different streams need not be; events of an order's payment, refund, job or course are in the order's stream.
   */
  readonly streamKey: string
}

/** A subject as one string, `order:<id>`. `chain` is the stream type of the consumer `audit`: all events of one organization. */
export const subjectKey = ({ type, id }: { type: SubjectType | 'chain'; id: string }): string => `${type}:${id}`

/** The inverse of `subjectKey`. */
export const subjectOfKey = (key: string): { type: string; id: string } => {
  const colon = key.indexOf(':')
  return { type: key.slice(0, colon), id: key.slice(colon + 1) }
}
