import { PageRequest, ParkedEventCount, ParkedEventPage, ParkedEventRef, SystemParts } from '@pantheon/contract'
import { allow, open, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { SystemServices } from './system.types.ts'

const tags = ['system']

const createParkedEventsRouter = ({ parkedEvents }: Pick<SystemServices, 'parkedEvents'>) =>
  router({
    list: allow('event:manage')
      .meta({ openapi: { method: 'GET', path: '/parked-events', summary: 'List parked events, newest first', tags, protect: true } })
      .input(PageRequest)
      .output(ParkedEventPage)
      .query(({ input }) => parkedEvents.list(input)),
    count: allow('event:manage')
      .meta({ openapi: { method: 'GET', path: '/parked-events/count', summary: 'Count parked events', tags, protect: true } })
      .input(z.void())
      .output(ParkedEventCount)
      .query(() => parkedEvents.count()),
    replay: allow('event:manage')
      .meta({ openapi: { method: 'POST', path: '/parked-events/{id}/replay', summary: 'Replay a parked event', tags, protect: true } })
      .input(ParkedEventRef)
      .output(ParkedEventRef)
      .mutation(({ ctx, input }) => parkedEvents.replay(ctx.actor, input)),
    drop: allow('event:manage')
      .meta({ openapi: { method: 'POST', path: '/parked-events/{id}/drop', summary: 'Drop a parked event', tags, protect: true } })
      .input(ParkedEventRef)
      .output(ParkedEventRef)
      .mutation(({ ctx, input }) => parkedEvents.drop(ctx.actor, input)),
  })

/** Procedures for the system: its parts (which are embedded, and which variable replaces each) and its parked events. */
export const createSystemRouter = ({ parts, parkedEvents }: SystemServices) =>
  router({
    parts: open
      .meta({ openapi: { method: 'GET', path: '/system', summary: 'List the parts of the system and which are embedded', tags } })
      .input(z.void())
      .output(SystemParts)
      .query(() => ({ parts })),
    parkedEvents: createParkedEventsRouter({ parkedEvents }),
  })
