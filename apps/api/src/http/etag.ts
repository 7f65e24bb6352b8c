import { createHash } from 'node:crypto'

/** SHA-256 of a text, in letters that any header takes. */
export const digestOfText = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** A strong tag for a text. `coding` tells its packed forms apart (RFC 9110, section 8.8.3.3). */
export const etagOf = (text: string, coding?: string): string => `"${digestOfText(text).slice(0, 22)}${coding === undefined ? '' : `-${coding}`}"`

/** RFC 9110, 13.1.2: a list of tags, of which any may fit; a proxy that packed the answer has made its tag a weak one. */
export const isKnown = (given: string | undefined, etags: readonly string[]): boolean =>
  (given ?? '').split(',').some((tag) => ['*', ...etags].includes(tag.trim().replace(/^W\//, '')))
