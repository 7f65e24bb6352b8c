import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentState, AwsState, BusinessState, CompositeState, UserState, WatchMessage } from '@pantheon/contract'
import { type Db, lastSeq, readLatest } from '@pantheon/db'
import { type Actor, type Clock, mintScope, type Scope } from '@pantheon/kernel'
import type { Feed } from './feed.ts'

/** Where the slices come from. The contexts do not know the composite state; the system fills this in. */
export interface StateSources {
  agents: (scope: Scope) => Promise<AgentState>
  business: (scope: Scope) => Promise<BusinessState>
  users: (scope: Scope) => Promise<UserState>
  aws: () => Promise<AwsState>
}

const latestEvents = 30
/** Before another snapshot: on SQLite nothing here ever waits, and a reader who needs one after the other would stop everybody else. */
const pauseMs = 50
/** The version counts the events of everybody: the stream goes on from it. */
const everywhere = mintScope(null)

/** The place in the stream, and who watches: another window may sign in as somebody else, or switch the organization. */
const idOf = (seq: number, { userId, organizationId }: Actor): string => `${seq}@${organizationId}/${userId}`
/** Where to go on; undefined for what is no id of ours, or was somebody else's. */
const seqOf = (id: string | null | undefined, actor: Actor): number | undefined => {
  const digits = /^\d{1,15}(?=@|$)/.exec(id ?? '')?.[0]
  if (digits === undefined) return undefined
  return id === digits || id === idOf(Number(digits), actor) ? Number(digits) : undefined
}

/** Everything at a glance, and the stream of what happens after. */
export const createState = ({ db, clock, feed, sources }: { db: Db; clock: Clock; feed: Feed; sources: StateSources }) => {
  const snapshot = async (actor: Actor): Promise<CompositeState> => {
    const version = await lastSeq(db.as(everywhere)) // first: what happens while we read comes again as an event
    const [agentState, businessState, userState, awsState, events] = await Promise.all([
      sources.agents(actor.scope),
      sources.business(actor.scope),
      sources.users(actor.scope),
      actor.permissions.has('aws:read') ? sources.aws() : null,
      readLatest(db.as(actor.scope), actor.scope, latestEvents),
    ])
    return { agentState, businessState, userState, awsState, latestEvents: events, lastUpdated: clock.now().toISOString(), version }
  }

  return {
    snapshot,
    /**
     * Where things stand, then every event after that, in order. With the id of the last message a client saw, it
     * gets exactly what it missed instead, or a fresh snapshot when that is too much or was shown to somebody else.
     */
    async *watch(actor: Actor, lastEventId: string | null | undefined, signal: AbortSignal): AsyncGenerator<[id: string, message: WatchMessage]> {
      let from = seqOf(lastEventId, actor)
      for (let snapshots = 0; !signal.aborted; ) {
        if (from === undefined) {
          if (snapshots++ > 0) await sleep(pauseMs)
          const state = await snapshot(actor)
          from = state.version
          yield [idOf(from, actor), { kind: 'snapshot', state }]
        }
        const start: number = from
        from = undefined
        for await (const event of feed.since(start, actor, signal)) {
          if (!event) break
          yield [idOf(event.seq, actor), { kind: 'event', event }]
        }
      }
    },
  }
}
export type State = ReturnType<typeof createState>
