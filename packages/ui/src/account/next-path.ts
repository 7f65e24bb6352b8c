import { isSitePath } from '@pantheon/contract'

/** Where to go after signing in. Only a path of this site, to prevent an open redirect with a new session. */
export const nextPathOf = (next: unknown): string | undefined => (typeof next === 'string' && isSitePath(next) ? next : undefined)

/** A path of a sign-in page that carries the path to return to. */
export const pathWithNext = (path: string, next: string | undefined): string => (next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`)
