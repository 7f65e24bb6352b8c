import { sqliteKit } from '../kit.ts'
import { buildSchema } from './schema.ts'

export const sqliteSchema = buildSchema(sqliteKit)
// drizzle-kit reads the exported tables of this file.
export const {
  users,
  organizations,
  roles,
  memberships,
  sessions,
  refreshTokens,
  identities,
  oneTimeTokens,
  mails,
  apiKeys,
  teams,
  teamMembers,
  invitations,
  products,
  productTexts,
  orders,
  payments,
  testCharges,
  aiJobs,
  jobDeliveries,
  courses,
  tasks,
  notifications,
  notificationPreferences,
  events,
  eventConsumers,
  auditEntries,
  auditCheckpoints,
  idempotencyClaims,
  idempotencyAnswers,
} = sqliteSchema
