import type { Kit } from '../kit.ts'
import { agentTables } from './agents.ts'
import { approvalTables } from './approvals.ts'
import { businessTables } from './business.ts'
import { catalogueTables } from './catalogue.ts'
import { creditTables } from './credits.ts'
import { savedFilterTables } from './desk.ts'
import { identityTables } from './identity.ts'
import { invoiceTables } from './invoices.ts'
import { logTables } from './log.ts'
import { notificationTables } from './notifications.ts'
import { paymentTables } from './payments.ts'
import { runtimeTables } from './runtime.ts'

/** All tables, built with one dialect's kit. */
export const buildSchema = (k: Kit) => {
  const identity = identityTables(k)
  const catalogue = catalogueTables(k)
  const business = businessTables(k, { ...identity, ...catalogue })
  const payments = paymentTables(k, { ...identity, ...business })
  const credits = creditTables(k, identity)
  return {
    ...identity,
    ...catalogue,
    ...business,
    ...payments,
    ...credits,
    ...invoiceTables(k, { ...identity, ...business, ...payments, ...credits }),
    ...agentTables(k, identity),
    ...approvalTables(k, identity),
    ...notificationTables(k, identity),
    ...savedFilterTables(k, identity),
    ...logTables(k),
    ...runtimeTables(k),
  }
}
export type Schema = ReturnType<typeof buildSchema>
