import { type ApprovalResource, approvalResources, isPlatformsOwn, type ListApprovals } from '@pantheon/contract'
import {
  and,
  asc,
  type Builder,
  behind,
  eq,
  exists,
  gt,
  type Handle,
  inArray,
  inOrder,
  isNotNull,
  isNull,
  type Keyset,
  lockRows,
  lte,
  ne,
  or,
  type Row,
  type SQL,
  sql,
} from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import { type StoredApproval, waitingOn } from './approval.ts'
import type { ApprovalPart } from './approval-list.ts'

/** A step as stored. `stage` counts from 0. */
export type StoredEntry = Row<'approvalEntries'>

type ApprovalRow = Row<'approvals'>
/** Rows keep a stage's approvers as `seats`: see `StageRecord`. */
const fromRow = ({ stages, ...row }: ApprovalRow): StoredApproval => ({
  ...row,
  stages: stages.map(({ seats, ...stage }) => ({ ...stage, approvers: seats })),
})
const toRow = ({ stages, ...approval }: StoredApproval): ApprovalRow => ({
  ...approval,
  stages: stages.map(({ approvers, ...stage }) => ({ ...stage, seats: approvers })),
})

const within = (db: Builder, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.approvals.organizationId, scope.organizationId))

export const findApproval = async (db: Handle, scope: Scope, id: string): Promise<StoredApproval | undefined> => {
  const { approvals } = db.tables
  const [row] = await db
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, id), within(db, scope)))
  return row && fromRow(row)
}

/** The approval, locked until the transaction ends, which serializes concurrent votes. */
export const lockApproval = async (tx: Handle, scope: Scope, id: string): Promise<StoredApproval | undefined> => {
  const { approvals } = tx.tables
  const query = tx
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, id), within(tx, scope)))
  const [row] = await lockRows(tx, query)
  return row && fromRow(row)
}

/** The open request for a resource, locked. */
export const lockOpenApproval = async (
  tx: Handle,
  scope: Scope,
  resource: { resourceType: ApprovalResource; resourceId: string },
): Promise<StoredApproval | undefined> => {
  const { approvals: a } = tx.tables
  const query = tx
    .select()
    .from(a)
    .where(and(eq(a.resourceType, resource.resourceType), eq(a.resourceId, resource.resourceId), eq(a.status, 'pending'), within(tx, scope)))
  const [row] = await lockRows(tx, query)
  return row && fromRow(row)
}

const writeWaiting = async (tx: Handle, approval: StoredApproval): Promise<void> => {
  const { approvalTurns } = tx.tables
  const { id: approvalId, organizationId } = approval
  const waiting = waitingOn(approval).map((userId) => ({ approvalId, organizationId, userId }))
  if (waiting.length > 0) await tx.insert(approvalTurns).values(waiting)
}

export const insertApproval = async (tx: Handle, approval: StoredApproval): Promise<void> => {
  await tx.insert(tx.tables.approvals).values(toRow(approval))
  await writeWaiting(tx, approval)
}

/** Saves the approval, and the users whose action is awaited. */
export const saveApproval = async (tx: Handle, approval: StoredApproval): Promise<void> => {
  const { approvals, approvalTurns } = tx.tables
  await tx.update(approvals).set(toRow(approval)).where(eq(approvals.id, approval.id))
  await tx.delete(approvalTurns).where(eq(approvalTurns.approvalId, approval.id))
  await writeWaiting(tx, approval)
}

export const insertEntry = async (tx: Handle, entry: StoredEntry): Promise<void> => {
  await tx.insert(tx.tables.approvalEntries).values(entry)
}

/** The steps of an approval, oldest first; bounded by `stepsLimit`. Comments are listed separately. */
export const listSteps = (db: Handle, approvalId: string): Promise<StoredEntry[]> => {
  const { approvalEntries: e } = db.tables
  return db
    .select()
    .from(e)
    .where(and(eq(e.approvalId, approvalId), ne(e.kind, 'commented')))
    .orderBy(asc(e.at), asc(e.id))
}

/** The user whose awaited requests are listed, and the current time. */
export interface Viewer {
  userId: string
  at: Date
}

/** Only operators may deputize on the platform's own resources. */
const ofOrganizations = approvalResources.filter((resource) => !isPlatformsOwn(resource))

/** Requests awaiting a user: as approver or as deputy, unless they are the requester. */
const waitsFor = (db: Builder, { userId, at }: Viewer): SQL | undefined => {
  const { approvals: a, approvalTurns: t, absences, users } = db.tables
  const own = db
    .select({ id: t.userId })
    .from(t)
    .where(and(eq(t.approvalId, a.id), eq(t.userId, userId)))
  const deputed = db
    .select({ id: t.userId })
    .from(t)
    .innerJoin(absences, eq(absences.userId, t.userId))
    .innerJoin(users, eq(users.id, absences.deputyId))
    .where(
      and(
        eq(t.approvalId, a.id),
        eq(absences.deputyId, userId),
        lte(absences.fromAt, at),
        gt(absences.toAt, at),
        or(and(eq(absences.organizationId, a.organizationId), inArray(a.resourceType, ofOrganizations)), eq(users.role, 'admin')),
      ),
    )
  return and(eq(a.status, 'pending'), or(exists(own), and(eq(a.awaits, 'approvers'), ne(a.requesterId, userId), exists(deputed))))
}

const viewOf = (db: Builder, view: ListApprovals['view'], viewer: Viewer): SQL | undefined => {
  if (view === 'mine') return waitsFor(db, viewer)
  return view === 'asked' ? eq(db.tables.approvals.requesterId, viewer.userId) : undefined
}

export interface ApprovalWindow extends SortedWindow, Viewer, Pick<ListApprovals, 'view' | 'status' | 'resourceType' | 'resourceId' | 'sort'> {
  part: ApprovalPart
}

/** Condition and order of a part of the list, matching a partial index. */
const partOf = ({ tables: { approvals: a } }: Builder, { sort, part }: Pick<ApprovalWindow, 'sort' | 'part'>): { only: SQL | undefined; keyset: Keyset } => {
  const byTime = [a.createdAt, a.id]
  if (sort === 'newest' || sort === 'oldest') return { only: undefined, keyset: { columns: byTime, isDescending: sort === 'newest' } }
  const isByDeadline = sort === 'due_first' || sort === 'due_last'
  if (part === 'rest') return { only: isByDeadline ? ne(a.status, 'pending') : isNull(a.amountMinor), keyset: { columns: byTime, isDescending: true } }
  // A literal, not a parameter: SQLite uses the partial index of open requests only when the condition is literal.
  if (isByDeadline) return { only: sql`${a.status} = 'pending'`, keyset: { columns: [a.dueAt, a.id], isDescending: sort === 'due_last' } }
  return { only: isNotNull(a.amountMinor), keyset: { columns: [a.currency, a.amountMinor, a.id], isDescending: sort === 'amount_high' } }
}

/** A part of the list as SQL: matching approvals of the scope, in the order of an index. */
export const buildApprovalList = (b: Builder, scope: Scope, window: ApprovalWindow) => {
  const { approvals: a } = b.tables
  const { view, status, resourceType, resourceId, after, limit } = window
  const { only, keyset } = partOf(b, window)
  const rules = [
    within(b, scope),
    viewOf(b, view, window),
    status && eq(a.status, status),
    resourceType && eq(a.resourceType, resourceType),
    resourceId === undefined ? undefined : eq(a.resourceId, resourceId),
    only,
    behind(keyset, after),
  ]
  return b
    .select()
    .from(a)
    .where(and(...rules))
    .orderBy(...inOrder(keyset))
    .limit(limit)
}

/** Matching approvals of the scope, in the requested order. */
export const listApprovals = async (db: Handle, scope: Scope, window: ApprovalWindow): Promise<StoredApproval[]> =>
  (await buildApprovalList(db, scope, window)).map(fromRow)

/** Number of requests that await the user, and of their own that are undecided. */
export const countApprovals = async (db: Handle, scope: Scope, viewer: Viewer): Promise<{ mine: number; asked: number }> => {
  const { approvals: a } = db.tables
  const asked = and(within(db, scope), eq(a.status, 'pending'), eq(a.requesterId, viewer.userId))
  return { mine: await db.$count(a, and(within(db, scope), waitsFor(db, viewer))), asked: await db.$count(a, asked) }
}

/** Open requests with a due step, ordered by id: at most `limit` after `behind`. */
export const findDue = async (db: Handle, now: Date, { behind: last, limit }: { behind: string | undefined; limit: number }): Promise<{ id: string }[]> => {
  const { approvals: a } = db.tables
  return db
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.status, 'pending'), or(lte(a.dueAt, now), lte(a.remindAt, now)), last === undefined ? undefined : gt(a.id, last)))
    .orderBy(asc(a.id))
    .limit(limit)
}
