import type { Db } from '@pantheon/db'
import { type Actor, type Clock, mintScope } from '@pantheon/kernel'
import { findAccount } from './credits.repo.ts'
import { planTable } from './plans.ts'

/** The rate limit of generation jobs for the caller's organization. A plan counts for as long as it is paid. */
export const createGenerationRate =
  ({ db, clock }: { db: Db; clock: Clock }) =>
  async ({ organizationId }: Pick<Actor, 'organizationId'>): Promise<{ perMinute: number; burst: number }> => {
    const scope = mintScope(organizationId)
    const account = await findAccount(db.as(scope), scope, organizationId)
    const isPaid = account !== undefined && account.paidUntil !== null && account.paidUntil > clock.now()
    const { workPerMinute: perMinute, workAtOnce: burst } = planTable[isPaid ? account.plan : 'free']
    return { perMinute, burst }
  }
