import { type Db, fillTextKeys } from '@pantheon/db'
import type { Module } from '@pantheon/runtime'
import type { Idempotency } from './http/idempotency.ts'

const hour = 3_600_000

export interface MaintenanceDeps {
  db: Db
  idempotency: Pick<Idempotency, 'sweep'>
}

/** Schedules that belong to no context. */
export const createMaintenance = ({ db, idempotency }: MaintenanceDeps) =>
  ({
    services: {},
    schedules: [
      { name: 'idempotency.sweep', every: hour, run: idempotency.sweep },
      // During an update, servers of an older version write texts without keys.
      { name: 'text-keys.fill', every: 30_000, run: () => fillTextKeys(db) },
    ],
  }) satisfies Module
