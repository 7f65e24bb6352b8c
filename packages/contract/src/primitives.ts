import { z } from 'zod'
import { isSitePath } from './links.ts'
import { Opaque } from './plain-text.ts'

export { Instant, InstantInput } from './instant.ts'

/** UUID issued by the server (version 7: sortable by creation time). */
export const Id = z.uuid()
/** Optimistic-lock counter. An update carries the version it last read. */
export const Version = z.int().min(1).max(2_147_483_647)

export const locales = ['en', 'ja'] as const
export const Locale = z.enum(locales)
export type Locale = z.infer<typeof Locale>

/** A path of this site, never another host. */
export const SitePath = z
  .string()
  .max(500, { abort: true })
  .regex(/^\/(?![/\\])/, { error: 'A path of this site', abort: true })
  // Browsers strip tabs and line feeds from URLs, and the result may name another host.
  .refine(isSitePath, 'A path of this site')

/** Cursor pagination: `limit` 1–100 (default 20), `cursor` as returned with the previous page. */
export const PageRequest = z.object({
  limit: z.int().min(1).max(100).default(20),
  cursor: Opaque(200, 0).optional(),
})
export type PageRequest = z.infer<typeof PageRequest>
/** The same for a list that can be sorted by a text: its cursor contains that text. */
export const TextPageRequest = PageRequest.extend({ cursor: Opaque(2000, 0).optional() })

/** Pagination of lists that clients may read without a limit: the first page is long. */
export const LongPageRequest = PageRequest.extend({ limit: z.int().min(1).max(100).default(100) })

/** A page of `items` and the cursor of the next one, or null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
