import { type Db, inBatches } from '@pantheon/db'
import { agentActor, type Clock, type Logger, systemScope } from '@pantheon/kernel'
import type { SaveAndEmit } from './announce.ts'
import { passTime } from './approval.ts'
import { findDue, lockApproval } from './approvals.repo.ts'

const batch = 100

/** Reminders, escalation and expiry: the time-triggered steps, taken by agent 205. */
export const createApprovalClock = ({ db, clock, logger, saveAndEmit }: { db: Db; clock: Clock; logger: Logger; saveAndEmit: SaveAndEmit }) => {
  /** True when it took a step. Two servers at once take it once: the row is locked and read again. */
  const tick = (id: string): Promise<boolean> =>
    db.as(systemScope).transaction(async (tx) => {
      const at = clock.now()
      const before = await lockApproval(tx, systemScope, id)
      const ticked = before ? passTime(before, at) : null
      if (!before || !ticked) return false
      await saveAndEmit(tx, { kind: ticked.kind, before, after: ticked.approval, actor: agentActor(205, before.organizationId), at })
      return true
    })

  return {
    /** Takes all due steps, however long the last sweep was ago. Resolves to how many it took. */
    sweep: async (): Promise<number> => {
      let taken = 0
      for (;;) {
        const now = clock.now()
        const due = inBatches<{ id: string }>(batch, (last, limit) => findDue(db.as(systemScope), now, { behind: last?.id, limit }))
        let moved = 0
        for await (const { id: approvalId } of due) {
          // A failure of one does not stop the others.
          const hasMoved = await tick(approvalId).catch((err: unknown) => {
            logger.error({ err, approvalId }, 'an approval could not be moved on')
            return false
          })
          if (hasMoved) moved++
        }
        taken += moved
        if (moved === 0) return taken
      }
    },
  }
}
