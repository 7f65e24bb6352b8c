import type { EventName } from '@pantheon/contract'
import type { Kit } from '../kit.ts'

/** The one log of everything that happened, and how far each handler of it has come. */
export const logTables = (k: Kit) => {
  const events = k.table(
    'events',
    {
      seq: k.sequence(),
      id: k.text().notNull(),
      name: k.text().$type<EventName>().notNull(),
      organizationId: k.text(),
      actorId: k.text(),
      orderId: k.text(),
      at: k.timestamp().notNull(),
      data: k.json<Record<string, unknown>>().notNull(),
    },
    (t) => [
      k.uniqueIndex('events_id_uq').on(t.id),
      k.index('events_order_idx').on(t.orderId, t.seq),
      k.index('events_organization_idx').on(t.organizationId, t.seq),
    ],
  )

  const eventConsumers = k.table('event_consumers', {
    name: k.id(),
    lastSeq: k.money().notNull(),
    leaseOwner: k.text(),
    leaseUntil: k.timestamp(),
  })

  return { events, eventConsumers }
}
