import { locales, organizationRoles, type Permission, platformRoles, sessionKinds } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import { unkeyed } from './unkeyed.ts'

/** Users, organizations, and credentials. */
export const identityTables = (k: Kit) => {
  const users = k.table(
    'users',
    {
      id: k.id(),
      /** Stored in lower case, so that uniqueness ignores case on both dialects. */
      email: k.text().notNull(),
      name: k.text().notNull(),
      /** Null for users who only sign in with GitHub, and for deleted accounts. */
      passwordHash: k.text(),
      role: k.enumText(platformRoles).notNull().default('user'),
      locale: k.enumText(locales).notNull().default('en'),
      emailVerifiedAt: k.timestamp(),
      /** A deleted account keeps its row without personal data, because orders and the audit log refer to it. */
      deletedAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
      nameSearch: k.textKey(),
      emailSearch: k.textKey(),
    },
    (t) => [k.uniqueIndex('users_email_uq').on(t.email), k.index('users_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.users))],
  )

  const organizations = k.table(
    'organizations',
    {
      id: k.id(),
      name: k.text().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      deletedAt: k.timestamp(),
      /** When a deletion became final: only accounting records are left. */
      purgedAt: k.timestamp(),
      /** The user whose free credits it gets. A user has them in one organization, once their e-mail is verified. */
      freeCreditsOf: k.text().references(() => users.id),
      /** Periods that begin at or after this time may get free credits; null for every period. */
      freeCreditsFrom: k.timestamp(),
    },
    (t) => [k.uniqueIndex('organizations_free_credits_uq').on(t.freeCreditsOf)],
  )

  const roles = k.table(
    'roles',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      name: k.text().notNull(),
      permissions: k.json<Permission[]>().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('roles_name_uq').on(t.organizationId, t.name)],
  )

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
      /** The built-in role; ignored while `roleId` is set. */
      role: k.enumText(organizationRoles).notNull(),
      roleId: k.text().references(() => roles.id),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.userId] }),
      k.index('memberships_user_idx').on(t.userId),
      k.index('memberships_role_idx').on(t.roleId),
    ],
  )

  const sessions = k.table(
    'sessions',
    {
      /** SHA-256 of the session's secret, so that a leaked database contains no usable session. It is the `sid` of tokens. */
      id: k.id(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      kind: k.enumText(sessionKinds).notNull().default('browser'),
      address: k.text().notNull().default(''),
      userAgent: k.text().notNull().default(''),
      createdAt: k.timestamp().notNull(),
      /** Null until the first lookup after sign-in. */
      lastSeenAt: k.timestamp(),
      expiresAt: k.timestamp().notNull(),
    },
    (t) => [k.index('sessions_user_idx').on(t.userId)],
  )

  /** The refresh tokens of a session. Only the newest can be exchanged; for 30 s older ones return the same successor again. */
  const refreshTokens = k.table(
    'refresh_tokens',
    {
      id: k.id(),
      sessionId: k
        .text()
        .notNull()
        .references(() => sessions.id, { onDelete: 'cascade' }),
      /** SHA-256 of the token's secret. */
      secretHash: k.text().notNull(),
      createdAt: k.timestamp().notNull(),
      usedAt: k.timestamp(),
      /** Together with the token's own secret it derives the successor, so that a repeated use returns the same one and the database alone reveals none. */
      successorNonce: k.text(),
      successorId: k.text(),
    },
    (t) => [k.index('refresh_tokens_session_idx').on(t.sessionId)],
  )

  /** External accounts that can sign in to an account. */
  const identities = k.table(
    'identities',
    {
      id: k.id(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      provider: k.enumText(['github']).notNull(),
      /** The provider's permanent id of the account. */
      subject: k.text().notNull(),
      login: k.text().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('identities_subject_uq').on(t.provider, t.subject), k.uniqueIndex('identities_user_uq').on(t.userId, t.provider)],
  )

  /** Single-use secrets: links in mails, and pending verifications. */
  const oneTimeTokens = k.table(
    'one_time_tokens',
    {
      id: k.id(),
      purpose: k.enumText(['password_reset', 'email_verification', 'github_link']).notNull(),
      secretHash: k.text().notNull(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      payload: k.json<Record<string, string>>().notNull(),
      createdAt: k.timestamp().notNull(),
      expiresAt: k.timestamp().notNull(),
      usedAt: k.timestamp(),
    },
    (t) => [k.uniqueIndex('one_time_tokens_secret_uq').on(t.secretHash), k.index('one_time_tokens_user_idx').on(t.userId)],
  )

  /** The mail outbox. The embedded transport keeps mails to be read here; with a real one the text is erased after sending. */
  const mails = k.table(
    'mails',
    {
      id: k.id(),
      to: k.text().notNull(),
      subject: k.text().notNull(),
      text: k.text().notNull(),
      html: k.text().notNull(),
      createdAt: k.timestamp().notNull(),
      tries: k.int().notNull().default(0),
      nextTryAt: k.timestamp().notNull(),
      sentAt: k.timestamp(),
      failedAt: k.timestamp(),
    },
    (t) => [k.index('mails_due_idx').on(t.sentAt, t.nextTryAt)],
  )

  const apiKeys = k.table(
    'api_keys',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      name: k.text().notNull(),
      prefix: k.text().notNull(),
      /** SHA-256 of the key. */
      secretHash: k.text().notNull(),
      permissions: k.json<Permission[]>().notNull(),
      createdAt: k.timestamp().notNull(),
      expiresAt: k.timestamp(),
      lastUsedAt: k.timestamp(),
      revokedAt: k.timestamp(),
    },
    (t) => [k.uniqueIndex('api_keys_secret_uq').on(t.secretHash), k.index('api_keys_organization_idx').on(t.organizationId, t.createdAt)],
  )

  const teams = k.table(
    'teams',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      name: k.text().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('teams_name_uq').on(t.organizationId, t.name)],
  )

  const teamMembers = k.table(
    'team_members',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      teamId: k
        .text()
        .notNull()
        .references(() => teams.id, { onDelete: 'cascade' }),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.teamId, t.userId] }), k.index('team_members_user_idx').on(t.organizationId, t.userId)],
  )

  const invitations = k.table(
    'invitations',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      email: k.text().notNull(),
      role: k.enumText(organizationRoles).notNull(),
      roleId: k.text().references(() => roles.id),
      secretHash: k.text().notNull(),
      invitedBy: k
        .text()
        .notNull()
        .references(() => users.id),
      status: k.enumText(['pending', 'accepted', 'declined', 'revoked']).notNull(),
      createdAt: k.timestamp().notNull(),
      expiresAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('invitations_secret_uq').on(t.secretHash),
      // One open invitation per person, even with concurrent requests.
      k.uniqueIndex('invitations_open_uq').on(t.organizationId, t.email).where(sql`status = 'pending'`),
      k.index('invitations_inviter_idx').on(t.invitedBy, t.createdAt),
      k.index('invitations_organization_idx').on(t.organizationId, t.createdAt),
    ],
  )

  return {
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
  }
}
