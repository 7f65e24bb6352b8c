import { z } from 'zod'

/** The kinds of things that events are about. `inbox` is all that one person is notified of; its id is the person's. */
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

/** A thing that an event is about. */
export const EventSubject = z.object({ type: SubjectType, id: z.string() }).meta({ id: 'EventSubject' })
export type EventSubject = z.infer<typeof EventSubject>

/** What an event is about, which other things it concerns, and whose stream it belongs to. */
export interface EventSubjects {
  readonly subject: EventSubject
  /** Without the subject itself. Where the subject belongs to something, its owner comes first. */
  readonly related: readonly EventSubject[]
  /**
   * The key of the subject's owner where it has one, else of the subject itself. Events of one stream are handled in their order,
   * those of different streams need not be; what happens to an order's payment, refund, job or course is in the order's stream.
   */
  readonly streamKey: string
}

/** A subject in one text, as `order:<id>`. `chain` is the stream of the reader `audit`: all events of one organization. */
export const subjectKey = ({ type, id }: { type: SubjectType | 'chain'; id: string }): string => `${type}:${id}`

/** The type and the id that a key is made of. */
export const subjectOfKey = (key: string): { type: string; id: string } => {
  const colon = key.indexOf(':')
  return { type: key.slice(0, colon), id: key.slice(colon + 1) }
}
