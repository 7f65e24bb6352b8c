import { and, desc, eq, gt, type Tx } from '@pantheon/db'
import { type Actor, fail } from '@pantheon/kernel'
import { networkOf } from '../access/network.ts'
import { lockUser } from '../accounts/account.repo.ts'
import { hashSecret } from '../accounts/secrets.ts'
import type { Throttle } from '../throttle/throttle.port.ts'

const dayMs = 86_400_000

/** Maximum number of invitations in 24 hours. */
export interface InvitationLimits {
  perPerson: number
  perOrganization: number
  perAddress: number
}

const refuse = (reason: 'person' | 'organization' | 'address', limit: number, waitMs: number): never =>
  fail('invitation.too_many_today', { reason, limit, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) })

/**
 * Daily limits on invitations. Those per user and per organization are counted from rows, so they survive a restart; those per
 * recipient address are counted by the throttle, which loses them in a restart without Redis.
 */
export const createInvitationLimits = (limits: InvitationLimits, throttle: Throttle) => {
  const byAddress = throttle.limiter({ name: 'invitation-address', points: Math.max(1, limits.perAddress), windowSeconds: 86_400, maxBlockSeconds: 86_400 })

  const requireFewer = async (tx: Tx, reason: 'person' | 'organization', id: string, limit: number, now: Date): Promise<void> => {
    const { invitations } = tx.tables
    const sender = reason === 'person' ? invitations.invitedBy : invitations.organizationId
    const rows = await tx
      .select({ createdAt: invitations.createdAt })
      .from(invitations)
      .where(and(eq(sender, id), gt(invitations.createdAt, new Date(now.getTime() - dayMs))))
      .orderBy(desc(invitations.createdAt))
      .limit(limit)
    if (rows.length < limit) return
    refuse(reason, limit, (rows.at(-1)?.createdAt ?? now).getTime() + dayMs - now.getTime())
  }

  return {
    /** Fails unless the user and the organization may send one more now. Locks the user's row; the organization is locked already. */
    require: async (tx: Tx, { userId, organizationId }: Actor, now: Date): Promise<void> => {
      await lockUser(tx, userId)
      await requireFewer(tx, 'person', userId, limits.perPerson, now)
      await requireFewer(tx, 'organization', organizationId, limits.perOrganization, now)
    },

    /** Runs `send`, counted for the caller's network; a failed one is not counted. */
    fromAddress: async <T>({ origin }: Actor, send: () => Promise<T>): Promise<T> => {
      if (!origin) return send()
      const key = hashSecret(networkOf(origin.address))
      const wait = limits.perAddress === 0 ? dayMs : await byAddress.take(key)
      if (wait > 0) refuse('address', limits.perAddress, wait)
      try {
        return await send()
      } catch (error) {
        await byAddress.giveBack(key)
        throw error
      }
    },
  }
}
