import type { AuditVerdict } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import type { Draft, StoredEntry } from './audit.ts'

/** The last entry of a chain: its place and hash. */
export interface Link {
  seq: number
  hash: string
}
export type Break = NonNullable<AuditVerdict['broken']>

/** The predecessor of the first entry. */
export const chainStart: Link = { seq: 0, hash: '0'.repeat(64) }

/** SHA-256, in hex, of the canonical JSON (see `digestOf`) of all stored fields of an entry except the hash. */
export const hashOf = (entry: Omit<StoredEntry, 'hash'>): string => {
  const { organizationId, seq, id, at, actorId, action, resourceType, resourceId, address, userAgent, requestId, apiKey } = entry
  const { beforeDigest, afterDigest, prevHash } = entry
  // Listed one by one, so that columns added by a query, such as a name, are not hashed.
  return digestOf({
    organizationId,
    seq,
    id,
    at,
    actorId,
    action,
    resourceType,
    resourceId,
    address,
    userAgent,
    requestId,
    beforeDigest,
    afterDigest,
    prevHash,
    // Omitted when absent, because older entries were hashed without it.
    ...(apiKey && { apiKey }),
  })
}

/** Appends an entry after `last`. */
export const sealEntry = (draft: Draft, last: Link): StoredEntry => {
  const entry = { ...draft, seq: last.seq + 1, prevHash: last.hash }
  return { ...entry, hash: hashOf(entry) }
}

/** The defect of an entry that follows `last`, or null. */
export const judgeEntry = (entry: StoredEntry, last: Link): Break | null => {
  const seq = last.seq + 1
  if (entry.seq > seq) return { seq, reason: 'entry_missing' }
  if (hashOf(entry) !== entry.hash) return { seq: entry.seq, reason: 'entry_changed' }
  if (entry.seq < seq || entry.prevHash !== last.hash) return { seq: entry.seq, reason: 'link_broken' }
  return null
}
