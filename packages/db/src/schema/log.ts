import type { EventName, EventSubject, SubjectType } from '@pantheon/contract'
import type { Origin, UsedKey } from '@pantheon/kernel'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import { unkeyed } from './unkeyed.ts'

/** The event log, the positions of its consumers, and the audit chains built from it. */
export const logTables = (k: Kit) => {
  const events = k.table(
    'events',
    {
      seq: k.sequence(),
      id: k.text().notNull(),
      name: k.text().$type<EventName>().notNull(),
      organizationId: k.text(),
      actorId: k.text(),
      /** Written only for servers of the previous version, whose timelines read it; their rows have only this to identify the stream of an order. */
      orderId: k.text(),
      /** The subject, the related resources, and the stream. Null in rows of servers of the previous version: see `rowSubjects`. */
      subjectType: k.text().$type<SubjectType>(),
      subjectId: k.text(),
      related: k.json<EventSubject[] | null>(),
      streamKey: k.text(),
      at: k.timestamp().notNull(),
      data: k.json<Record<string, unknown>>().notNull(),
      /** The client of the request; for the audit log only. */
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

  /** Events that a consumer has skipped: those whose handler failed, and later ones of the same stream. */
  const heldEvents = k.table(
    'held_events',
    {
      id: k.id(),
      consumer: k.text().notNull(),
      /** The position of the event in the log. */
      seq: k.money().notNull(),
      /** The key of its stream. */
      subject: k.text().notNull(),
      state: k.enumText(['retrying', 'parked', 'waiting']).notNull(),
      tries: k.int().notNull(),
      /** The last error, without SQL. */
      error: k.text(),
      /** When the next attempt is due. */
      dueAt: k.timestamp().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('held_events_seq_uq').on(t.consumer, t.seq),
      k.index('held_events_subject_idx').on(t.consumer, t.subject, t.seq),
      k.index('held_events_state_idx').on(t.state, t.createdAt, t.id),
    ],
  )

  /** One audit chain per organization, append-only: the database refuses changes. The platform's own chain is `platform`. */
  const auditEntries = k.table(
    'audit_entries',
    {
      organizationId: k.text().notNull(),
      seq: k.int().notNull(),
      /** The event's id, so that an event is entered once. */
      id: k.text().notNull(),
      at: k.timestamp().notNull(),
      actorId: k.text(),
      action: k.text().notNull(),
      resourceType: k.text().notNull(),
      resourceId: k.text(),
      address: k.text(),
      userAgent: k.text(),
      requestId: k.text(),
      /** The API key used, if any. */
      apiKey: k.json<UsedKey | null>(),
      /** Derived from the key's name, so not part of the hash. */
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
   * Requests with an `Idempotency-Key`, by a digest of the key and its caller. It contains no reference to an organization, and any
   * transaction can write to it, whatever its scope.
   */
  const idempotencyClaims = k.table(
    'idempotency_claims',
    {
      id: k.id(),
      /** A digest of the request. */
      fingerprint: k.text().notNull(),
      /** The attempt that may commit, and until when it has the claim. */
      holder: k.text().notNull(),
      leaseUntil: k.timestamp().notNull(),
      /** Set by the transaction that did the work; while null, nothing was done. */
      workedAt: k.timestamp(),
      /** The resource of that transaction. */
      resourceId: k.text(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.index('idempotency_claims_created_idx').on(t.createdAt)],
  )

  /** Outcomes of claims, for repeated requests. */
  const idempotencyAnswers = k.table(
    'idempotency_answers',
    {
      /** The id of the claim. */
      id: k.id(),
      organizationId: k.text().notNull(),
      /** JSON as text, so that repeated responses keep the order of keys. */
      outcome: k.text().notNull(),
      /** That of the claim, so that both expire together. */
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.index('idempotency_answers_created_idx').on(t.createdAt)],
  )

  return { events, eventConsumers, heldEvents, auditEntries, auditCheckpoints, idempotencyClaims, idempotencyAnswers }
}
