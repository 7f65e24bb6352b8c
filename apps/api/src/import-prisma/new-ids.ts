import { createHash } from 'node:crypto'
import { Id } from '@pantheon/contract'
import type { OldTable } from './old-shape.ts'

/** A name-based UUID (like version 5 of RFC 9562), so that an old row always gets the same new id. */
export const idFor = (kind: string, oldId: string): string => {
  const digest = createHash('sha1').update(`pantheon/import-prisma\n${kind}\n${oldId}`).digest('hex')
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `${variant}${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-')
}

/** The new id of an old row: its own if that is a UUID, else one derived from it. */
export const newIdOf = (table: OldTable, oldId: string): string => (Id.safeParse(oldId).success ? oldId.toLowerCase() : idFor(table, oldId))
