import type { Jobs } from '@pantheon/agents'
import { createOrderMoves, createSavedFilters, type Orders } from '@pantheon/business'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'

export interface DeskDeps {
  db: Db
  clock: Clock
  logger: Logger
  orders: Orders
  jobs: Jobs
}

/** What operators work with at their desk: many orders at once, whose work the agents hold, and the filters people keep. */
export const createDesk = ({ db, clock, logger, orders, jobs }: DeskDeps) => ({
  orderMoves: createOrderMoves({
    ...{ db, logger, orders },
    work: {
      find: async (actor, orderId) => (await jobs.list(actor, { orderId, limit: 1 })).items[0],
      retry: (actor, id) => jobs.retry(actor, id),
    },
  }),
  savedFilters: createSavedFilters({ db, clock }),
})
