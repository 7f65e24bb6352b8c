import type { Organization } from '@pantheon/contract'

const day = 86_400_000
/** How long a deleted organization can be restored. */
export const undoMs = 30 * day

/** An organization as stored. */
export interface OrganizationRecord {
  id: string
  name: string
  version: number
  createdAt: Date
  deletedAt: Date | null
  purgedAt: Date | null
}

/** When a deleted organization is purged; null while it is not deleted. */
export const purgeDate = ({ deletedAt }: Pick<OrganizationRecord, 'deletedAt'>): Date | null => deletedAt && new Date(deletedAt.getTime() + undoMs)

/** Converts an organization to its wire format. */
export const toOrganization = (row: OrganizationRecord): Organization => ({
  id: row.id,
  name: row.name,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  deletedAt: row.deletedAt?.toISOString() ?? null,
  purgeAt: purgeDate(row)?.toISOString() ?? null,
})
