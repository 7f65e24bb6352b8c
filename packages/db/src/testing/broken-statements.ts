import { sql } from 'drizzle-orm'
import { openDb } from '../index.ts'
import { createTestDatabase, type TestDialect } from './index.ts'

/**
 * Errors of invalid statements, each with the value of the statement: those of drizzle, and the driver's own for statements that bypass
 * drizzle (the event log's, and raw SQL on PostgreSQL).
 */
export const brokenStatements = async (dialect: TestDialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const { eventConsumers } = db.tables
  const secret = 'sk_live_hunter2'
  const caught = async (work: PromiseLike<unknown>): Promise<{ error: unknown; secret: string }> => {
    try {
      await work
    } catch (error) {
      return { error, secret }
    }
    throw new Error('The statement did not break')
  }
  const row = { name: secret, lastSeq: 0 }
  const withoutJson = { orderId: 'o', toJSON: () => undefined } // the log refuses an event without data
  await db.insert(eventConsumers).values(row)
  const errors = [
    await caught(db.insert(eventConsumers).values(row)),
    await caught(db.transaction(async (tx) => void (await tx.insert(eventConsumers).values(row)))),
    await caught(db.select({ is: sql`nothing_of_this_name(${secret})` }).from(eventConsumers)),
    await caught(db.select({ is: sql.raw(`'${secret}' syntax of our own`) }).from(eventConsumers)),
    await caught(db.transaction(async (tx) => tx.emit('order.placed', { organizationId: secret, actorId: null, data: withoutJson }))),
    ...(dialect === 'pg'
      ? [
          await caught(db.select({ is: sql`cast(${secret} as integer)` }).from(eventConsumers)),
          await caught(db.transaction((tx) => tx.raw('select cast($1 as integer)', [secret]))),
        ]
      : []),
  ]
  return {
    errors,
    close: async (): Promise<void> => {
      await db.close()
      await database.drop()
    },
  }
}
