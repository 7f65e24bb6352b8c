import { randomUUID } from 'node:crypto'
import type { Sessions } from '@pantheon/auth'
import { type Actor, fail } from '@pantheon/kernel'
import type { RpcContext } from '@pantheon/rpc'

/** The caller's request id when it is one, else a new one: of version 4, because Node draws randomness for 128 of those at once. */
export const requestIdOf = (given: string | null | undefined): string => (given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID())

/** The context of one call: the actor is looked up on demand, once. */
export const createContext = (
  sessions: Sessions,
  request: { cookie: string | null | undefined; requestId: string; setCookie?: (cookie: string) => void },
): RpcContext => {
  const sessionId = sessions.readCookie(request.cookie)
  let actor: Promise<Actor | null> | undefined
  return {
    requestId: request.requestId,
    sessionId,
    actor: () => (actor ??= sessionId === null ? Promise.resolve(null) : sessions.actorOf(sessionId)),
    setCookie: request.setCookie ?? (() => fail('input.malformed')),
  }
}
