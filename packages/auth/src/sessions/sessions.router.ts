import { Done, SessionList, SessionRef } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Sessions } from '../auth.types.ts'

const tags = ['sessions']
const done = { ok: true as const }

/** Procedures for the caller's sessions. */
export const createSessionsRouter = (sessions: Sessions) =>
  router({
    list: allow('account:manage')
      .meta({ openapi: { method: 'GET', path: '/sessions', summary: 'List your sessions', tags, protect: true } })
      .input(z.void())
      .output(SessionList)
      .query(({ ctx }) => sessions.list(ctx.actor)),
    end: allow('account:manage')
      .meta({ openapi: { method: 'DELETE', path: '/sessions/{id}', summary: 'End a session', tags, protect: true } })
      .input(SessionRef)
      .output(Done)
      .mutation(({ ctx, input }) => sessions.endOne(ctx.actor, input).then(() => done)),
    endOthers: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/sessions/end-others', summary: 'End all other sessions', tags, protect: true } })
      .input(z.void())
      .output(Done)
      .mutation(({ ctx }) => sessions.endOthers(ctx.actor).then(() => done)),
  })
