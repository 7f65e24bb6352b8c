import type { EventName, EventSubject, SubjectType } from '@pantheon/contract'
import type { Origin, UsedKey } from '@pantheon/kernel'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import { unkeyed } from './unkeyed.ts'

/** The one log of everything that happened, how far each handler of it has come, and the audit chains made from it. */
export const logTables = (k: Kit) => {
  const events = k.table(
    'events',
    {
      seq: k.sequence(),
      id: k.text().notNull(),
      name: k.text().$type<EventName>().notNull(),
      organizationId: k.text(),
      actorId: k.text(),
      /** Written for servers of the version before only, whose timelines read it; of theirs, it tells whose events are in the stream of an order. */
      orderId: k.text(),
      /** What the event is about, the other things it concerns, and its stream. Null in rows of servers of the version before: see `rowSubjects`. */
      subjectType: k.text().$type<SubjectType>(),
      subjectId: k.text(),
      related: k.json<EventSubject[] | null>(),
      streamKey: k.text(),
      at: k.timestamp().notNull(),
      data: k.json<Record<string, unknown>>().notNull(),
      /** Where it was asked from; for the audit log only. */
      origin: k.json<Origin | null>(),
      beforeDigest: k.text(),
      afterDigest: k.text(),
    },
    (t) => [
      k.uniqueIndex('events_id_uq').on(t.id),
      k.index('events_stream_idx').on(t.streamKey, t.seq),
      k.index('events_subject_idx').on(t.subjectType, t.subjectId, t.seq),
      k.index('events_order_idx').on(t.orderId, t.seq).where(sql.raw('stream_key is null')),
      k.index('events_organization_idx').on(t.organizationId, t.seq),
    ],
  )

  const eventConsumers = k.table('event_consumers', {
    name: k.id(),
    lastSeq: k.money().notNull(),
    leaseOwner: k.text(),
    leaseUntil: k.timestamp(),
  })

  /** Events that a consumer has passed without handling them: those that failed, and those of the same stream behind them. */
  const heldEvents = k.table(
    'held_events',
    {
      id: k.id(),
      consumer: k.text().notNull(),
      /** The event's place in the log. */
      seq: k.money().notNull(),
      /** The key of its stream. */
      subject: k.text().notNull(),
      state: k.enumText(['retrying', 'parked', 'waiting']).notNull(),
      tries: k.int().notNull(),
      /** Why the last try failed, without statements. */
      error: k.text(),
      /** When the next try is due. */
      dueAt: k.timestamp().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('held_events_seq_uq').on(t.consumer, t.seq),
      k.index('held_events_subject_idx').on(t.consumer, t.subject, t.seq),
      k.index('held_events_state_idx').on(t.state, t.createdAt, t.id),
    ],
  )

  /** One chain for each organization, append-only: the database refuses changes. What is the platform's own is chained under `platform`. */
  const auditEntries = k.table(
    'audit_entries',
    {
      organizationId: k.text().notNull(),
      seq: k.int().notNull(),
      /** The event's id: an event is entered once. */
      id: k.text().notNull(),
      at: k.timestamp().notNull(),
      actorId: k.text(),
      action: k.text().notNull(),
      resourceType: k.text().notNull(),
      resourceId: k.text(),
      address: k.text(),
      userAgent: k.text(),
      requestId: k.text(),
      /** What it was done with beside the person's own hands. */
      apiKey: k.json<UsedKey | null>(),
      /** Made of the key's name, so no part of what is chained. */
      apiKeySearch: k.textKey(),
      beforeDigest: k.text(),
      afterDigest: k.text(),
      prevHash: k.text().notNull(),
      hash: k.text().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.seq] }),
      k.uniqueIndex('audit_entries_event_uq').on(t.id),
      k.index('audit_entries_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.auditEntries)),
      k.index('audit_entries_action_idx').on(t.organizationId, t.action, t.seq),
      k.index('audit_entries_actor_idx').on(t.organizationId, t.actorId, t.seq),
    ],
  )

  const auditCheckpoints = k.table(
    'audit_checkpoints',
    {
      organizationId: k.text().notNull(),
      seq: k.int().notNull(),
      hash: k.text().notNull(),
      at: k.timestamp().notNull(),
      kid: k.text().notNull(),
      signature: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.seq] })],
  )

  /**
   * Writes that came with an `Idempotency-Key`, by a digest of the key and its caller. It says nothing of whom it is about,
   * and any transaction can write to it, whatever organization that sees.
   */
  const idempotencyClaims = k.table(
    'idempotency_claims',
    {
      id: k.id(),
      /** A digest of what was asked for. */
      fingerprint: k.text().notNull(),
      /** Which attempt may commit, and until when no other may take its place. */
      holder: k.text().notNull(),
      leaseUntil: k.timestamp().notNull(),
      /** Set by the transaction that did the work: without it, nothing was done. */
      workedAt: k.timestamp(),
      /** What that transaction was about. */
      resourceId: k.text(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.index('idempotency_claims_created_idx').on(t.createdAt)],
  )

  /** How a claim's work ended, for whoever asks again. */
  const idempotencyAnswers = k.table(
    'idempotency_answers',
    {
      /** The claim's. */
      id: k.id(),
      organizationId: k.text().notNull(),
      /** JSON as text: what is repeated keeps the order of its keys. */
      outcome: k.text().notNull(),
      /** The claim's: both end at once. */
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.index('idempotency_answers_created_idx').on(t.createdAt)],
  )

  return { events, eventConsumers, heldEvents, auditEntries, auditCheckpoints, idempotencyClaims, idempotencyAnswers }
}
