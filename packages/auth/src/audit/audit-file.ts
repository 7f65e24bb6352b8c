import type { AuditCheckpoint, AuditEntry } from '@pantheon/contract'

const columns = [
  ...(['seq', 'at', 'action', 'actorId', 'actorName', 'resourceType', 'resourceId', 'address', 'userAgent', 'requestId'] as const),
  ...(['beforeDigest', 'afterDigest', 'prevHash', 'hash', 'id'] as const),
] satisfies readonly (keyof AuditEntry)[]
const keyColumns = ['id', 'name', 'prefix'] as const
const header = [...columns, 'keyId', 'keyName', 'keyPrefix'].join(',')

/**
 * A cell that a spreadsheet would take for a formula is marked as text with an apostrophe, and so is one that begins
 * with an apostrophe itself: whoever takes one away from the front has the value back.
 */
const cell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r\n'＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const lineOf = (entry: AuditEntry): string =>
  [...columns.map((column) => cell(entry[column])), ...keyColumns.map((column) => cell(entry.apiKey?.[column]))].join(',')

/** RFC 4180, with a byte order mark, by which spreadsheets know that it is UTF-8. */
export const toCsv = (entries: readonly AuditEntry[]): string => `\ufeff${[header, ...entries.map(lineOf)].map((line) => `${line}\r\n`).join('')}`

/**
 * An entry a line, as the API has them. The last line is the signed checkpoint under the chain they come from, which
 * `audit.verify` takes as it is; beside it stands how many entries the file has and whether that is all that were asked for.
 */
export const toJsonLines = (entries: readonly AuditEntry[], checkpoint: AuditCheckpoint, isComplete: boolean): string =>
  [...entries, { ...checkpoint, entries: entries.length, isComplete }].map((line) => `${JSON.stringify(line)}\n`).join('')

/** `audit-2026-07-01.csv`, or `audit-2026-07-01-newest-50000.csv` when older ones had to be left out. */
export const fileNameOf = (format: 'jsonl' | 'csv', at: Date, entries: number, isComplete: boolean): string =>
  `audit-${at.toISOString().slice(0, 10)}${isComplete ? '' : `-newest-${entries}`}.${format}`
