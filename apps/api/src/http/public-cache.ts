import type { LoggedEvent, Permission } from '@pantheon/contract'
import type { Clock } from '@pantheon/kernel'
import type { CacheMeter } from '@pantheon/runtime'
import { digestOfText, etagOf, isKnown } from './etag.ts'
import type { Call, Context } from './request-pipeline.ts'

/** How long an answer counts as fresh here, in milliseconds, and then once more at whoever got it: together less than 5 s. */
export const freshMs = 2000
/** Answers kept at once; the one asked for longest ago goes first. */
const mostKept = 500
/** Larger answers are made anew each time. */
const mostCharacters = 256 * 1024

/** An answer as it was made: its text, and when. */
export interface SharedAnswer {
  body: string
  madeAt: number
}
interface KeptAnswer extends SharedAnswer {
  etag: string
}

/** Where several servers leave answers for each other. It may forget anything at any time, and never fails. */
export interface SharedAnswers {
  get(key: string): Promise<SharedAnswer | undefined>
  set(key: string, answer: SharedAnswer, forMs: number): Promise<void>
}

export interface PublicCacheDeps {
  clock: Clock
  /** Calls the listener with every event as soon as this process reads it. */
  onEvent: (listener: (event: LoggedEvent) => void) => unknown
  shared?: SharedAnswers | undefined
  /** Is told what was kept here. */
  meter: CacheMeter
  /** Is told what other servers had left, of what was not kept here. */
  sharedMeter: CacheMeter
}

/** Nobody asks in their own name: what comes is the same for everyone. */
const isVisitor = ({ env }: Context, { ctx }: Call): boolean => !ctx.isBrowser && env.incoming.headers.authorization === undefined

/** What is asked: its name in whatever notation, made only for those who may get what is kept, who may change the answer, and how it is made. */
export interface PublicRead {
  key: () => string
  writers: Permission
  work: () => Promise<unknown>
}

/**
 * What everybody reads of the catalogue, kept for a moment. Who may change it is never answered from here, so a writer
 * sees their own write at once; everybody else sees it as soon as the event arrives here, and `freshMs` later at most
 * when it does not, plus what a visitor's own browser keeps.
 */
export const createPublicCache = ({ clock, onEvent, shared, meter, sharedMeter }: PublicCacheDeps) => {
  const kept = new Map<string, KeptAnswer>()
  const underWay = new Map<string, Promise<KeptAnswer>>()
  /** The last event about a product. An answer that was begun before it is not kept after it. */
  let edition = 0
  onEvent(({ subject, seq }) => {
    if (subject.type !== 'product') return
    edition = seq
    kept.clear()
    underWay.clear()
  })
  const isFresh = ({ madeAt }: SharedAnswer): boolean => clock.now().getTime() - madeAt < freshMs

  const keep = (key: string, answer: KeptAnswer): void => {
    kept.delete(key)
    kept.set(key, answer) // asked for most recently last
    const [eldest] = kept.size > mostKept ? kept.keys() : []
    if (eldest !== undefined) kept.delete(eldest)
  }

  const make = async (key: string, work: () => Promise<unknown>): Promise<KeptAnswer> => {
    const begun = edition
    const sharedKey = shared && `${begun}:${digestOfText(key)}`
    const found = sharedKey && (await shared.get(sharedKey))
    const theirs = found && isFresh(found) ? found : undefined
    if (shared) sharedMeter.record(theirs !== undefined)
    // The moment it was begun: what it says may be that old.
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
    const waiting = underWay.get(key)
    if (waiting) return waiting
    const made = make(key, work).finally(() => {
      if (underWay.get(key) === made) underWay.delete(key)
    })
    underWay.set(key, made)
    return made
  }

  return {
    /** Answers a GET that reads what everybody may see. A person's own browser, and nobody on the way, keeps what they got, and asks again. */
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
