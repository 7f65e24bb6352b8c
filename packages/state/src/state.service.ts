import type { AgentState, AwsState, BusinessState, CompositeState, UserState, WatchMessage } from '@pantheon/contract'
import { type Db, lastSeq, readLatest } from '@pantheon/db'
import { type Actor, type Clock, createGrouped, type Scope, systemScope } from '@pantheon/kernel'
import type { Feed } from './feed.ts'
import type { State } from './state.types.ts'

/** Sources of the slices. The contexts do not depend on the composite state; the system wires them up. */
export interface StateSources {
  agents: (scope: Scope) => Promise<AgentState>
  business: (scope: Scope) => Promise<BusinessState>
  users: (scope: Scope) => Promise<UserState>
  aws: () => Promise<AwsState>
}

const latestEvents = 30
/** Pause before the next snapshot of the same scope: SQLite calls never yield, so consecutive snapshots would block all other work. */
const pauseMs = 50

/** The position in the stream and its user and organization, because another tab may sign in as another user or switch the organization. */
const idOf = (seq: number, { userId, organizationId }: Actor): string => `${seq}@${organizationId}/${userId}`
/** The position to resume from; undefined for an invalid id, or one of another user or organization. */
const seqOf = (id: string | null | undefined, actor: Actor): number | undefined => {
  const digits = /^\d{1,15}(?=@|$)/.exec(id ?? '')?.[0]
  if (digits === undefined) return undefined
  return id === digits || id === idOf(Number(digits), actor) ? Number(digits) : undefined
}

/** The properties of an actor that determine the content of a snapshot. */
interface Visibility {
  scope: Scope
  seesAws: boolean
}

/** The composite state: a snapshot, and the stream of events after it. */
export const createState = ({ db, clock, feed, sources }: { db: Db; clock: Clock; feed: Feed; sources: StateSources }): State => {
  const takeSnapshot = async ({ scope, seesAws }: Visibility): Promise<CompositeState> => {
    // Read first, and over all organizations, because the stream continues from it: events written while the slices are read are sent again.
    const version = await lastSeq(db.as(systemScope))
    const [agentState, businessState, userState, awsState, events] = await Promise.all([
      sources.agents(scope),
      sources.business(scope),
      sources.users(scope),
      seesAws ? sources.aws() : null,
      readLatest(db.as(scope), scope, latestEvents),
    ])
    return { agentState, businessState, userState, awsState, latestEvents: events, lastUpdated: clock.now().toISOString(), version }
  }

  const grouped = createGrouped(takeSnapshot, pauseMs)
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
