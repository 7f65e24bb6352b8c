import type { AuditCheckpoint, AuditEntry } from '@pantheon/contract'
import { byteOrderMark, csvLines } from '@pantheon/kernel'

const columns = [
  ...(['seq', 'at', 'action', 'actorId', 'actorName', 'resourceType', 'resourceId', 'address', 'userAgent', 'requestId'] as const),
  ...(['beforeDigest', 'afterDigest', 'prevHash', 'hash', 'id'] as const),
] satisfies readonly (keyof AuditEntry)[]
const keyColumns = ['id', 'name', 'prefix'] as const
const header = [...columns, 'keyId', 'keyName', 'keyPrefix']

const cellsOf = (entry: AuditEntry) => [...columns.map((column) => entry[column]), ...keyColumns.map((column) => entry.apiKey?.[column])]

/** Entries as CSV, one line each. */
export const toCsv = (entries: readonly AuditEntry[]): string => byteOrderMark + csvLines([header, ...entries.map(cellsOf)])

/**
 * Entries as JSON Lines in the API's format. The last line is the signed checkpoint of the chain, accepted by `audit.verify` as
 * it is, with the number of entries and whether the file is complete.
 */
export const toJsonLines = (entries: readonly AuditEntry[], checkpoint: AuditCheckpoint, isComplete: boolean): string =>
  [...entries, { ...checkpoint, entries: entries.length, isComplete }].map((line) => `${JSON.stringify(line)}\n`).join('')

/** `audit-2026-07-01.csv`, or `audit-2026-07-01-newest-50000.csv` when the file was truncated. */
export const fileNameOf = (format: 'jsonl' | 'csv', at: Date, entries: number, isComplete: boolean): string =>
  `audit-${at.toISOString().slice(0, 10)}${isComplete ? '' : `-newest-${entries}`}.${format}`
