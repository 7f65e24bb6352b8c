import { and, eq, type Handle, inArray, isNull, lockRows, or, type Row, sql, statement, withoutKeys } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

const byEmail = statement<{ email: string }>()('users.byEmail', ({ select, tables: { users } }) =>
  select(withoutKeys(users))
    .from(users)
    .where(eq(users.email, sql.placeholder('email'))),
)
const byId = statement<{ id: string }>()('users.byId', ({ select, tables: { users } }) =>
  select(withoutKeys(users))
    .from(users)
    .where(eq(users.id, sql.placeholder('id'))),
)
const organizationById = statement<{ id: string }>()('organizations.byId', ({ select, tables: { organizations } }) =>
  select()
    .from(organizations)
    .where(eq(organizations.id, sql.placeholder('id'))),
)

export type UserRow = Row<'users'>
type NewUser = Omit<Handle['tables']['users']['$inferInsert'], 'nameSearch' | 'emailSearch'>

export const findUserByEmail = async (db: Handle, email: string): Promise<UserRow | undefined> => (await db.run(byEmail, { email }))[0]
export const findUser = async (db: Handle, id: string): Promise<UserRow | undefined> => (await db.run(byId, { id }))[0]
/** The user's row, locked until the transaction ends; undefined when the account was deleted. */
export const lockUser = async (tx: Handle, id: string): Promise<UserRow | undefined> => {
  const { users } = tx.tables
  const [user] = await lockRows(tx, tx.select(withoutKeys(users)).from(users).where(eq(users.id, id)))
  return user?.deletedAt ? undefined : user
}
export const findOrganization = async (db: Handle, id: string) => (await db.run(organizationById, { id }))[0]

export const findRoleName = async (db: Handle, id: string): Promise<string | undefined> => {
  const { roles } = db.tables
  return (await db.select({ name: roles.name }).from(roles).where(eq(roles.id, id)))[0]?.name
}

/** Inserts a user with a personal organization, which they own and which gets their free credits. */
export const insertUser = async (tx: Handle, user: NewUser, organization: { id: string; name: string }): Promise<void> => {
  const { users, organizations, memberships } = tx.tables
  await tx.insert(users).values(user)
  await tx.insert(organizations).values({ ...organization, createdAt: user.createdAt, freeCreditsOf: user.id })
  await tx.insert(memberships).values({ organizationId: organization.id, userId: user.id, role: 'owner', createdAt: user.createdAt })
}

export const updateUser = async (db: Handle, id: string, change: Partial<NewUser>): Promise<void> => {
  await db.update(db.tables.users).set(change).where(eq(db.tables.users.id, id))
}

/** Number of users and organizations in a scope: all of them, or the members of one organization. */
export const countAccounts = async (db: Handle, { organizationId }: Scope): Promise<{ users: number; organizations: number }> => {
  const { users, organizations, memberships } = db.tables
  if (organizationId !== null) return { users: await db.$count(memberships, eq(memberships.organizationId, organizationId)), organizations: 1 }
  return { users: await db.$count(users, isNull(users.deletedAt)), organizations: await db.$count(organizations, isNull(organizations.deletedAt)) }
}

/**
 * Deletes mails and chat messages sent to a user, and invitations to their address. Mails are found by address, so this runs
 * before the address is erased.
 */
const eraseCorrespondence = async (tx: Handle, id: string): Promise<void> => {
  const { users, mails, invitations, chatLinks, chatLinkCodes, chatMessages } = tx.tables
  const email = tx.select({ email: users.email }).from(users).where(eq(users.id, id))
  await tx.delete(mails).where(inArray(mails.to, email))
  await tx.delete(invitations).where(inArray(invitations.email, email))
  for (const { channel, chatUserId } of await tx.select().from(chatLinks).where(eq(chatLinks.userId, id))) {
    const isTheirs = and(eq(chatMessages.recipient, 'person'), eq(chatMessages.recipientId, chatUserId))
    await tx.delete(chatMessages).where(and(eq(chatMessages.channel, channel), isTheirs))
    await tx.delete(chatLinkCodes).where(and(eq(chatLinkCodes.channel, channel), eq(chatLinkCodes.chatUserId, chatUserId)))
  }
}

/** Erases a user's personal data. The row itself stays, because orders and the audit log refer to it. */
export const eraseUser = async (tx: Handle, id: string, at: Date): Promise<void> => {
  await eraseCorrespondence(tx, id)
  const {
    users,
    organizations,
    freeCreditHolders,
    identities,
    apiKeys,
    teamMembers,
    memberships,
    notifications,
    notificationPreferences,
    absences,
    chatLinks,
    savedFilters,
  } = tx.tables
  const blank = { email: `deleted-${id}@deleted.invalid`, name: '', passwordHash: null, emailVerifiedAt: null, deletedAt: at, updatedAt: at }
  await tx.update(users).set(blank).where(eq(users.id, id))
  await tx.update(organizations).set({ freeCreditsOf: null, freeCreditsFrom: null }).where(eq(organizations.freeCreditsOf, id))
  await tx.update(freeCreditHolders).set({ holderId: null }).where(eq(freeCreditHolders.holderId, id))
  await tx.delete(identities).where(eq(identities.userId, id))
  await tx.delete(apiKeys).where(eq(apiKeys.userId, id))
  await tx.delete(teamMembers).where(eq(teamMembers.userId, id))
  await tx.delete(memberships).where(eq(memberships.userId, id))
  await tx.delete(absences).where(or(eq(absences.userId, id), eq(absences.deputyId, id)))
  await tx.delete(notifications).where(eq(notifications.userId, id))
  await tx.delete(notificationPreferences).where(eq(notificationPreferences.userId, id))
  await tx.delete(chatLinks).where(eq(chatLinks.userId, id))
  await tx.delete(savedFilters).where(eq(savedFilters.userId, id))
}

/** Deletes a user's chat links, and with them the right to answer from a chat. */
export const deleteChatLinksOf = async (tx: Handle, userId: string): Promise<void> => {
  await tx.delete(tx.tables.chatLinks).where(eq(tx.tables.chatLinks.userId, userId))
}

/** The user's organizations that are not deleted, by id, with the number of other members and other owners of each. */
export const listMemberships = async (db: Handle, userId: string) => {
  const { memberships, organizations } = db.tables
  const others = (owner: boolean) =>
    sql<number>`(select count(*) from memberships m where m.organization_id = ${organizations.id} and m.user_id <> ${userId}${
      owner ? sql` and m.role = 'owner' and m.role_id is null` : sql``
    })`.mapWith(Number)
  return db
    .select({
      organizationId: organizations.id,
      name: organizations.name,
      role: memberships.role,
      roleId: memberships.roleId,
      others: others(false),
      otherOwners: others(true),
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), isNull(organizations.deletedAt)))
    .orderBy(organizations.id)
}

/** Marks an organization without members as deleted. Its name, often that of the last member, is erased at once, as nobody could restore it. */
export const markOrganizationDeleted = async (tx: Handle, id: string, at: Date): Promise<void> => {
  const { organizations } = tx.tables
  await tx
    .update(organizations)
    .set({ name: 'Deleted organization', deletedAt: at, version: sql`${organizations.version} + 1` })
    .where(eq(organizations.id, id))
}
