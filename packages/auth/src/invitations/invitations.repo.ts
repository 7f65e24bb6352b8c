import { and, asc, desc, eq, gt, type Handle, lte, ne, olderThan, or } from '@pantheon/db'
import type { SortedWindow } from '@pantheon/kernel'
import type { StoredInvitation } from './invitation.ts'

const selectInvitations = (db: Handle) => {
  const { invitations, users, roles } = db.tables
  return db
    .select({
      id: invitations.id,
      organizationId: invitations.organizationId,
      email: invitations.email,
      role: invitations.role,
      custom: { id: roles.id, name: roles.name, permissions: roles.permissions },
      invitedBy: { id: users.id, name: users.name },
      status: invitations.status,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .leftJoin(roles, eq(roles.id, invitations.roleId))
}

const isOpen = ({ tables: { invitations } }: Handle, organizationId: string, now: Date) =>
  and(eq(invitations.organizationId, organizationId), eq(invitations.status, 'pending'), gt(invitations.expiresAt, now))

/** All open invitations of the organization, newest first. */
export const listOpen = async (db: Handle, organizationId: string, now: Date): Promise<StoredInvitation[]> => {
  const { invitations } = db.tables
  return selectInvitations(db)
    .where(isOpen(db, organizationId, now))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
}

/** The answered and expired ones, newest first. */
export const listClosed = async (db: Handle, organizationId: string, now: Date, { after, limit }: SortedWindow): Promise<StoredInvitation[]> => {
  const { invitations } = db.tables
  const isOver = or(ne(invitations.status, 'pending'), lte(invitations.expiresAt, now))
  return selectInvitations(db)
    .where(and(eq(invitations.organizationId, organizationId), isOver, olderThan(invitations, after)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(limit)
}

/** Number of open invitations of the organization. */
export const countOpen = (db: Handle, organizationId: string, now: Date): Promise<number> => db.$count(db.tables.invitations, isOpen(db, organizationId, now))

export const findInvitation = async (db: Handle, organizationId: string, id: string): Promise<StoredInvitation | undefined> => {
  const { invitations } = db.tables
  return (await selectInvitations(db).where(and(eq(invitations.id, id), eq(invitations.organizationId, organizationId))))[0]
}

/** The invitation by the hash of its secret, in any organization: knowing the secret is the right to see it. */
export const findInvitationBySecret = async (db: Handle, secretHash: string): Promise<StoredInvitation | undefined> => {
  const { invitations } = db.tables
  return (await selectInvitations(db).where(eq(invitations.secretHash, secretHash)))[0]
}

/** Unanswered invitations, including expired ones. */
export const listPending = (db: Handle, organizationId: string): Promise<StoredInvitation[]> => {
  const { invitations } = db.tables
  return selectInvitations(db)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.status, 'pending')))
    .orderBy(asc(invitations.id))
}

/** The unanswered invitation of an address; it may be expired. */
export const findPending = async (db: Handle, organizationId: string, email: string): Promise<StoredInvitation | undefined> => {
  const { invitations } = db.tables
  const isPending = and(eq(invitations.organizationId, organizationId), eq(invitations.email, email), eq(invitations.status, 'pending'))
  return (await selectInvitations(db).where(isPending))[0]
}

export const insertInvitation = async (tx: Handle, invitation: StoredInvitation, secretHash: string): Promise<void> => {
  const { custom, invitedBy, ...row } = invitation
  await tx.insert(tx.tables.invitations).values({ ...row, roleId: custom?.id ?? null, invitedBy: invitedBy.id, secretHash })
}

export const saveInvitationStatus = async (tx: Handle, { id, organizationId }: StoredInvitation, status: StoredInvitation['status']): Promise<void> => {
  const { invitations } = tx.tables
  await tx
    .update(invitations)
    .set({ status })
    .where(and(eq(invitations.id, id), eq(invitations.organizationId, organizationId)))
}

export const deleteInvitation = async (tx: Handle, { id, organizationId }: StoredInvitation): Promise<void> => {
  const { invitations } = tx.tables
  await tx.delete(invitations).where(and(eq(invitations.id, id), eq(invitations.organizationId, organizationId)))
}

/** True when a user with this e-mail is a member. */
export const isMember = async (db: Handle, organizationId: string, email: string): Promise<boolean> => {
  const { memberships, users } = db.tables
  const rows = await db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(users.email, email)))
  return rows.length > 0
}

export interface Invitee {
  id: string
  name: string
  email: string
  emailVerifiedAt: Date | null
}

export const findInvitee = async (db: Handle, id: string): Promise<Invitee | undefined> => {
  const { users } = db.tables
  const [row] = await db
    .select({ id: users.id, name: users.name, email: users.email, emailVerifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, id))
  return row
}

export const hasAccount = async (db: Handle, email: string): Promise<boolean> => (await db.$count(db.tables.users, eq(db.tables.users.email, email))) > 0

export const saveEmailVerified = async (tx: Handle, id: string, at: Date): Promise<void> => {
  await tx.update(tx.tables.users).set({ emailVerifiedAt: at, updatedAt: at }).where(eq(tx.tables.users.id, id))
}

export const organizationOf = async (db: Handle, id: string): Promise<{ name: string; deletedAt: Date | null } | undefined> => {
  const { organizations } = db.tables
  const [row] = await db.select({ name: organizations.name, deletedAt: organizations.deletedAt }).from(organizations).where(eq(organizations.id, id))
  return row
}
