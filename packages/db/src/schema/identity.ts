import { locales, organizationRoles, platformRoles } from '@pantheon/contract'
import type { Kit } from '../kit.ts'

/** People, the organizations they act for, and their sessions. */
export const identityTables = (k: Kit) => {
  const users = k.table(
    'users',
    {
      id: k.id(),
      /** Stored in lower case, so that uniqueness ignores case on both dialects. */
      email: k.text().notNull(),
      name: k.text().notNull(),
      passwordHash: k.text().notNull(),
      role: k.enumText(platformRoles).notNull().default('user'),
      locale: k.enumText(locales).notNull().default('en'),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('users_email_uq').on(t.email)],
  )

  const organizations = k.table('organizations', { id: k.id(), name: k.text().notNull(), createdAt: k.timestamp().notNull() })

  const memberships = k.table(
    'memberships',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      role: k.enumText(organizationRoles).notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.userId] }), k.index('memberships_user_idx').on(t.userId)],
  )

  const sessions = k.table(
    'sessions',
    {
      /** SHA-256 of the session id: a leaked database holds no usable session. */
      id: k.id(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      createdAt: k.timestamp().notNull(),
      expiresAt: k.timestamp().notNull(),
    },
    (t) => [k.index('sessions_user_idx').on(t.userId)],
  )

  return { users, organizations, memberships, sessions }
}
