import type { AgentState, AwsState, BusinessState, CompositeState, UserState, WatchMessage } from '@pantheon/contract'
import { type Db, lastSeq, readLatest } from '@pantheon/db'
import { type Actor, type Clock, createGrouped, type Scope, systemScope } from '@pantheon/kernel'
import type { Feed } from './feed.ts'
import type { State } from './state.types.ts'

/** Where the slices come from. The contexts do not know the composite state; the system fills this in. */
export interface StateSources {
  agents: (scope: Scope) => Promise<AgentState>
  business: (scope: Scope) => Promise<BusinessState>
  users: (scope: Scope) => Promise<UserState>
  aws: () => Promise<AwsState>
}

const latestEvents = 30
/** Before another snapshot of the same scope: on SQLite nothing here ever waits, and one after the other would stop everybody else. */
const pauseMs = 50
/** The version counts the events of everybody: the stream goes on from it. */

/** The place in the stream, and who watches: another window may sign in as somebody else, or switch the organization. */
const idOf = (seq: number, { userId, organizationId }: Actor): string => `${seq}@${organizationId}/${userId}`
/** Where to go on; undefined for what is no id of ours, or was somebody else's. */
const seqOf = (id: string | null | undefined, actor: Actor): number | undefined => {
  const digits = /^\d{1,15}(?=@|$)/.exec(id ?? '')?.[0]
  if (digits === undefined) return undefined
  return id === digits || id === idOf(Number(digits), actor) ? Number(digits) : undefined
}

/** What a snapshot depends on of whoever asks for it. */
interface Seen {
  scope: Scope
  seesAws: boolean
}

/** Everything at a glance, and the stream of what happens after. */
export const createState = ({ db, clock, feed, sources }: { db: Db; clock: Clock; feed: Feed; sources: StateSources }): State => {
  const take = async ({ scope, seesAws }: Seen): Promise<CompositeState> => {
    const version = await lastSeq(db.as(systemScope)) // first: what happens while we read comes again as an event
    const [agentState, businessState, userState, awsState, events] = await Promise.all([
      sources.agents(scope),
      sources.business(scope),
      sources.users(scope),
      seesAws ? sources.aws() : null,
      readLatest(db.as(scope), scope, latestEvents),
    ])
    return { agentState, businessState, userState, awsState, latestEvents: events, lastUpdated: clock.now().toISOString(), version }
  }

  const grouped = createGrouped(take, pauseMs)
  const snapshot = ({ scope, permissions }: Actor): Promise<CompositeState> => {
    const seesAws = permissions.has('aws:read')
    return grouped(JSON.stringify([scope.organizationId, seesAws]), { scope, seesAws })
  }

  return {
    snapshot,
    async *watch(actor: Actor, lastEventId: string | null | undefined, signal: AbortSignal): AsyncGenerator<[id: string, message: WatchMessage]> {
      let from = seqOf(lastEventId, actor)
      while (!signal.aborted) {
        if (from === undefined) {
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
