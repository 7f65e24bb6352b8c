import { and, asc, eq, type Handle, isNull, lte, newerThan, type Row } from '@pantheon/db'
import type { ProviderEvent } from './payments.port.ts'

/** A provider's event as stored. */
export type StoredProviderEvent = Row<'providerEvents'>

/** Stores an event once, however often it is delivered; returns the stored one. */
export const storeEvent = async (db: Handle, provider: string, { id, type, at, about }: ProviderEvent, now: Date): Promise<StoredProviderEvent> => {
  const { providerEvents } = db.tables
  const event: StoredProviderEvent = {
    id: `${provider}:${id}`,
    type,
    aboutKind: about?.kind ?? null,
    aboutId: about?.id ?? null,
    at,
    receivedAt: now,
    appliedAt: about ? null : now,
  }
  const [made] = await db.insert(providerEvents).values(event).onConflictDoNothing().returning()
  if (made) return made
  const [known] = await db.select().from(providerEvents).where(eq(providerEvents.id, event.id))
  return known ?? event
}

/** Stored events that were not processed, including those of a process that died: at most `limit` after `last`. */
export const findUnapplied = (
  db: Handle,
  before: Date,
  { last, limit }: { last: StoredProviderEvent | undefined; limit: number },
): Promise<StoredProviderEvent[]> => {
  const { providerEvents } = db.tables
  const isBehind = newerThan({ at: providerEvents.receivedAt, id: providerEvents.id }, last && [last.receivedAt, last.id])
  return db
    .select()
    .from(providerEvents)
    .where(and(isNull(providerEvents.appliedAt), lte(providerEvents.receivedAt, before), isBehind))
    .orderBy(asc(providerEvents.receivedAt), asc(providerEvents.id))
    .limit(limit)
}

export const markApplied = async (db: Handle, id: string, at: Date): Promise<void> => {
  await db.update(db.tables.providerEvents).set({ appliedAt: at }).where(eq(db.tables.providerEvents.id, id))
}
