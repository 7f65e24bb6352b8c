import { eq, type Handle, sql, statement } from '@pantheon/db'

const byEmail = statement<{ email: string }>()('users.byEmail', ({ select, tables: { users } }) =>
  select()
    .from(users)
    .where(eq(users.email, sql.placeholder('email'))),
)
const byId = statement<{ id: string }>()('users.byId', ({ select, tables: { users } }) =>
  select()
    .from(users)
    .where(eq(users.id, sql.placeholder('id'))),
)
const organizationById = statement<{ id: string }>()('organizations.byId', ({ select, tables: { organizations } }) =>
  select()
    .from(organizations)
    .where(eq(organizations.id, sql.placeholder('id'))),
)

export type UserRow = Handle['tables']['users']['$inferSelect']
type NewUser = Handle['tables']['users']['$inferInsert']

export const findUserByEmail = async (db: Handle, email: string): Promise<UserRow | undefined> => (await db.run(byEmail, { email }))[0]
export const findUser = async (db: Handle, id: string): Promise<UserRow | undefined> => (await db.run(byId, { id }))[0]
export const findOrganization = async (db: Handle, id: string) => (await db.run(organizationById, { id }))[0]

/** The organization a session starts in: the oldest membership. */
export const findHomeOrganization = async (db: Handle, userId: string): Promise<string | undefined> => {
  const { memberships } = db.tables
  const [row] = await db
    .select({ id: memberships.organizationId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.createdAt)
    .limit(1)
  return row?.id
}

/** Inserts a person with a personal organization they own. */
export const insertUser = async (tx: Handle, user: NewUser, organization: { id: string; name: string }): Promise<void> => {
  const { users, organizations, memberships } = tx.tables
  await tx.insert(users).values(user)
  await tx.insert(organizations).values({ ...organization, createdAt: user.createdAt })
  await tx.insert(memberships).values({ organizationId: organization.id, userId: user.id, role: 'owner', createdAt: user.createdAt })
}

export const updateUser = async (db: Handle, id: string, change: Partial<NewUser>): Promise<void> => {
  await db.update(db.tables.users).set(change).where(eq(db.tables.users.id, id))
}

export const countAccounts = async (db: Handle): Promise<{ users: number; organizations: number }> => ({
  users: await db.$count(db.tables.users),
  organizations: await db.$count(db.tables.organizations),
})
