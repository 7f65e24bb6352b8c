import { type Db, fillTextKeys } from '@pantheon/db'
import type { Module } from '@pantheon/runtime'
import type { Idempotency } from './http/idempotency.ts'

const hour = 3_600_000

export interface MaintenanceDeps {
  db: Db
  idempotency: Pick<Idempotency, 'sweep'>
}

/** What is put in order again and again, and belongs to no context. */
export const createMaintenance = ({ db, idempotency }: MaintenanceDeps) =>
  ({
    services: {},
    schedules: [
      { name: 'idempotency.sweep', every: hour, run: idempotency.sweep },
      // Servers of an older version, which still run while this one takes their place, write texts without keys.
      { name: 'text-keys.fill', every: 30_000, run: () => fillTextKeys(db) },
    ],
  }) satisfies Module
