import { and, asc, eq, type Handle, isNull, lte, newerThan } from '@pantheon/db'
import type { ProviderEvent } from './payments.port.ts'

/** What the provider told us, as it is kept. */
export interface StoredProviderEvent {
  id: string
  type: string
  aboutKind: 'payment' | 'subscription' | null
  aboutId: string | null
  at: Date
  receivedAt: Date
  appliedAt: Date | null
}

/** Keeps an event once, however often it comes; the one already there when it is known. */
export const keepEvent = async (db: Handle, provider: string, { id, type, at, about }: ProviderEvent, now: Date): Promise<StoredProviderEvent> => {
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

/** Events that were kept and not acted on, those of a process that died among them: at most `limit` behind `last`. */
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
