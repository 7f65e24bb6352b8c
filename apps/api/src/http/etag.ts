import { createHash } from 'node:crypto'

/** SHA-256 of a text, in base64url, which any header accepts. */
export const digestOfText = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** A strong entity tag for a text. `coding` distinguishes its compressed forms (RFC 9110, section 8.8.3.3). */
export const etagOf = (text: string, coding?: string): string => `"${digestOfText(text).slice(0, 22)}${coding === undefined ? '' : `-${coding}`}"`

/** Whether `If-None-Match` contains one of the tags (RFC 9110, 13.1.2). A proxy that compresses a response makes its tag weak, so weak ones match too. */
export const isKnown = (given: string | undefined, etags: readonly string[]): boolean =>
  (given ?? '').split(',').some((tag) => ['*', ...etags].includes(tag.trim().replace(/^W\//, '')))
