import { isSitePath } from '@pantheon/contract'

/** Where to go after the door. Only a path of this site: a link must not be able to send a new session elsewhere. */
export const nextPathOf = (next: unknown): string | undefined => (typeof next === 'string' && isSitePath(next) ? next : undefined)

/** A path of the door that remembers where the reader wanted to go. */
export const pathWithNext = (path: string, next: string | undefined): string => (next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`)
