import { type SystemPart, SystemParts } from '@pantheon/contract'
import { open, router } from '@pantheon/rpc'
import { z } from 'zod'

/** The door to what the system is made of: which parts are embedded, and what makes each real. */
export const createSystemRouter = (parts: SystemPart[]) =>
  router({
    parts: open
      .meta({ openapi: { method: 'GET', path: '/system', summary: 'Which parts are embedded', tags: ['system'] } })
      .input(z.void())
      .output(SystemParts)
      .query(() => ({ parts })),
  })
