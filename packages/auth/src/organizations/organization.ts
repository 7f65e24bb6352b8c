import type { Organization } from '@pantheon/contract'

const day = 86_400_000
/** How long a deleted organization can be restored. */
export const undoMs = 30 * day

/** An organization as it is stored. */
export interface OrganizationRecord {
  id: string
  name: string
  version: number
  createdAt: Date
  deletedAt: Date | null
  purgedAt: Date | null
}

/** When a deleted organization goes for good; null while it lives. */
export const purgeDate = ({ deletedAt }: Pick<OrganizationRecord, 'deletedAt'>): Date | null => deletedAt && new Date(deletedAt.getTime() + undoMs)

/** The organization as the wire has it. */
export const toOrganization = (row: OrganizationRecord): Organization => ({
  id: row.id,
  name: row.name,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  deletedAt: row.deletedAt?.toISOString() ?? null,
  purgeAt: purgeDate(row)?.toISOString() ?? null,
})
