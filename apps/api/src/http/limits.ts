import type { Bucket, Rate } from '@pantheon/auth'
import { type Actor, fail } from '@pantheon/kernel'
import { type LimitName, noteLimit, type RequestContext } from '@pantheon/rpc'

/** Counts a call against a limit, and sets the rate limit headers of its response. */
export type Limits = (name: LimitName, actor: Actor, ctx: Pick<RequestContext, 'note'>) => Promise<void>

export interface LimitsDeps {
  generation: Bucket
  /** What an organization's plan allows. */
  rateOf: (actor: Actor) => Promise<Rate>
}

/**
 * The rate limits of an organization, shared by its users and by all transports. A replayed answer of an `Idempotency-Key` does not
 * count. Fails with `ai.too_often` and `retryAfterSeconds`.
 */
export const createLimits =
  ({ generation, rateOf }: LimitsDeps): Limits =>
  async (name, actor, ctx) => {
    const rate = await rateOf(actor)
    const { isTaken, left, moreInMs } = await generation.take(actor.organizationId, rate)
    noteLimit(ctx, name, { quota: rate.perMinute, windowSeconds: 60, burst: rate.burst, left, moreInMs })
    if (isTaken) return
    const retryAfterSeconds = Math.max(1, Math.ceil(moreInMs / 1000))
    ctx.note('retry-after', String(retryAfterSeconds))
    fail('ai.too_often', { retryAfterSeconds })
  }
