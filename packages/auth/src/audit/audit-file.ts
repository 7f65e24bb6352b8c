import type { AuditCheckpoint, AuditEntry } from '@pantheon/contract'
import { csvLines, csvMark } from '@pantheon/kernel'

const columns = [
  ...(['seq', 'at', 'action', 'actorId', 'actorName', 'resourceType', 'resourceId', 'address', 'userAgent', 'requestId'] as const),
  ...(['beforeDigest', 'afterDigest', 'prevHash', 'hash', 'id'] as const),
] satisfies readonly (keyof AuditEntry)[]
const keyColumns = ['id', 'name', 'prefix'] as const
const header = [...columns, 'keyId', 'keyName', 'keyPrefix']

const cellsOf = (entry: AuditEntry) => [...columns.map((column) => entry[column]), ...keyColumns.map((column) => entry.apiKey?.[column])]

/** The entries as CSV, one line each. */
export const toCsv = (entries: readonly AuditEntry[]): string => csvMark + csvLines([header, ...entries.map(cellsOf)])

/**
 * An entry a line, as the API has them. The last line is the signed checkpoint under the chain they come from, which
 * `audit.verify` takes as it is; beside it stands how many entries the file has and whether that is all that were asked for.
 */
export const toJsonLines = (entries: readonly AuditEntry[], checkpoint: AuditCheckpoint, isComplete: boolean): string =>
  [...entries, { ...checkpoint, entries: entries.length, isComplete }].map((line) => `${JSON.stringify(line)}\n`).join('')

/** `audit-2026-07-01.csv`, or `audit-2026-07-01-newest-50000.csv` when older ones had to be left out. */
export const fileNameOf = (format: 'jsonl' | 'csv', at: Date, entries: number, isComplete: boolean): string =>
  `audit-${at.toISOString().slice(0, 10)}${isComplete ? '' : `-newest-${entries}`}.${format}`
