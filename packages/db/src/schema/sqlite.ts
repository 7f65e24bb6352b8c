import { sqliteKit } from '../kit.ts'
import { buildSchema } from './schema.ts'

export const sqliteSchema = buildSchema(sqliteKit)
// drizzle-kit reads the exported tables of this file.
export const { users, organizations, memberships, sessions, products, orders, payments, testCharges, aiJobs, jobDeliveries, courses, events, eventConsumers } =
  sqliteSchema
