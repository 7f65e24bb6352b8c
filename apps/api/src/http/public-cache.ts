import type { LoggedEvent, Permission } from '@pantheon/contract'
import type { Clock } from '@pantheon/kernel'
import type { CacheMeter } from '@pantheon/runtime'
import { digestOfText, etagOf, isKnown } from './etag.ts'
import type { Call, Context } from './request-pipeline.ts'

/** How long a response is fresh in this cache, and then again in the client's, in milliseconds: together less than 5 s. */
export const freshMs = 2000
/** The maximum number of cached responses; the least recently used is evicted. */
const mostKept = 500
/** Longer responses are not cached. */
const mostCharacters = 256 * 1024

/** A response body and when it was created, in milliseconds since the epoch. */
export interface SharedAnswer {
  body: string
  madeAt: number
}
interface KeptAnswer extends SharedAnswer {
  etag: string
}

/** A response cache that several servers share. Entries may disappear at any time, and it never throws. */
export interface SharedAnswers {
  get(key: string): Promise<SharedAnswer | undefined>
  set(key: string, answer: SharedAnswer, forMs: number): Promise<void>
}

export interface PublicCacheDeps {
  clock: Clock
  /** Calls the listener with every event as soon as this process reads it. */
  onEvent: (listener: (event: LoggedEvent) => void) => unknown
  shared?: SharedAnswers | undefined
  /** Counts hits and misses of the cache in this process. */
  meter: CacheMeter
  /** Counts hits and misses of the shared cache, after a miss in this process. */
  sharedMeter: CacheMeter
}

/** True without credentials: the response is then the same for everybody. */
const isVisitor = ({ env }: Context, { ctx }: Call): boolean => !ctx.isBrowser && env.incoming.headers.authorization === undefined

/** A read: its cache key, computed only when the cache may be used, the permission of those who may change the result, and the query. */
export interface PublicRead {
  key: () => string
  writers: Permission
  work: () => Promise<unknown>
}

/**
 * A short-lived cache of public reads of the catalogue. Callers who may change it bypass the cache, so a writer sees their own write
 * at once. Everybody else sees it as soon as its event arrives here, or after `freshMs` at most when it does not, plus the time that a
 * visitor's browser caches it.
 */
export const createPublicCache = ({ clock, onEvent, shared, meter, sharedMeter }: PublicCacheDeps) => {
  const kept = new Map<string, KeptAnswer>()
  const inFlight = new Map<string, Promise<KeptAnswer>>()
  /** The sequence number of the last product event. A response that was begun before it is not cached. */
  let edition = 0
  onEvent(({ subject, seq }) => {
    if (subject.type !== 'product') return
    edition = seq
    kept.clear()
    inFlight.clear()
  })
  const isFresh = ({ madeAt }: SharedAnswer): boolean => clock.now().getTime() - madeAt < freshMs

  const keep = (key: string, answer: KeptAnswer): void => {
    kept.delete(key)
    kept.set(key, answer) // the most recently used is last
    const [eldest] = kept.size > mostKept ? kept.keys() : []
    if (eldest !== undefined) kept.delete(eldest)
  }

  const make = async (key: string, work: () => Promise<unknown>): Promise<KeptAnswer> => {
    const begun = edition
    const sharedKey = shared && `${begun}:${digestOfText(key)}`
    const found = sharedKey && (await shared.get(sharedKey))
    const theirs = found && isFresh(found) ? found : undefined
    if (shared) sharedMeter.record(theirs !== undefined)
    // Taken before the query: the data may be that old.
    const madeAt = clock.now().getTime()
    const made = theirs ?? { body: JSON.stringify(await work()), madeAt }
    const answer = { ...made, etag: etagOf(made.body) }
    if (begun === edition && made.body.length <= mostCharacters) {
      keep(key, answer)
      if (sharedKey && made !== theirs) await shared.set(sharedKey, made, freshMs)
    }
    return answer
  }

  const read = (key: string, work: () => Promise<unknown>): Promise<KeptAnswer> => {
    const known = kept.get(key)
    const isKept = known !== undefined && isFresh(known)
    meter.record(isKept)
    if (isKept) return Promise.resolve(known)
    const waiting = inFlight.get(key)
    if (waiting) return waiting
    const made = make(key, work).finally(() => {
      if (inFlight.get(key) === made) inFlight.delete(key)
    })
    inFlight.set(key, made)
    return made
  }

  return {
    /** Responds to a GET of public data. The response to a signed-in user may be stored by their browser only, which revalidates it. */
    answer: async (c: Context, call: Call, { key, writers, work }: PublicRead): Promise<Response> => {
      const actor = isVisitor(c, call) ? undefined : await call.ctx.actor()
      if (actor?.permissions.has(writers)) return call.json(200, await work(), { 'cache-control': 'private, no-store' })
      const { body, etag } = await read(key(), work)
      const control = actor === undefined ? `public, max-age=${freshMs / 1000}` : 'private, no-cache'
      const headers = { etag, 'cache-control': control, vary: 'cookie, authorization' }
      if (isKnown(c.env.incoming.headers['if-none-match'], [etag])) return call.send(304, 'application/json', null, headers)
      return call.send(200, 'application/json', body, headers)
    },
  }
}
export type PublicCache = ReturnType<typeof createPublicCache>
