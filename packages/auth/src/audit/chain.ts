import type { AuditVerdict } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import type { Draft, StoredEntry } from './audit.ts'

/** Where a chain stands: its last entry's place and hash. */
export interface Link {
  seq: number
  hash: string
}
export type Break = NonNullable<AuditVerdict['broken']>

/** What the first entry follows. */
export const chainStart: Link = { seq: 0, hash: '0'.repeat(64) }

/** SHA-256, in hex, of the canonical JSON (see `digestOf`) of everything that is stored of an entry, but the hash itself. */
export const hashOf = (entry: Omit<StoredEntry, 'hash'>): string => {
  const { organizationId, seq, id, at, actorId, action, resourceType, resourceId, address, userAgent, requestId, apiKey } = entry
  const { beforeDigest, afterDigest, prevHash } = entry
  // Named one by one: what a query adds to a row, such as a name, is none of the hash's business.
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
    // Left out where there was none, as entries are that were written before keys were noted.
    ...(apiKey && { apiKey }),
  })
}

/** Gives an entry its place behind `last`. */
export const sealEntry = (draft: Draft, last: Link): StoredEntry => {
  const entry = { ...draft, seq: last.seq + 1, prevHash: last.hash }
  return { ...entry, hash: hashOf(entry) }
}

/** What is wrong with an entry that follows `last`, or null. */
export const judgeEntry = (entry: StoredEntry, last: Link): Break | null => {
  const seq = last.seq + 1
  if (entry.seq > seq) return { seq, reason: 'entry_missing' }
  if (hashOf(entry) !== entry.hash) return { seq: entry.seq, reason: 'entry_changed' }
  if (entry.seq < seq || entry.prevHash !== last.hash) return { seq: entry.seq, reason: 'link_broken' }
  return null
}
