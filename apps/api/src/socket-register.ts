import { type AccessCache, type Actors, type Credential, type Grant, isGrantAbout } from '@pantheon/auth'
import type { WebSocket } from 'ws'

/** Close code: the rights or the credential of the socket changed. The client reconnects and authenticates again. */
const accessChanged = 4401
/** Close code: the user has reached the limit of sockets. */
const tooManySockets = 4429
/** Close code of RFC 6455, 7.4.1: the message violates a policy of the server. */
export const policyViolation = 1008

const checkEveryMs = 1000
/** How long a socket may stay open without authenticating. */
const authenticationMs = 10_000
/** How many unsent bytes may be buffered for a client that does not read. */
const maxBufferedBytes = 8 << 20

export interface SocketRegisterDeps {
  actors: Pick<Actors, 'resolve'>
  access: Pick<AccessCache, 'onChange'>
  clock: { now(): Date }
  /** The maximum number of sockets of one user. */
  perPerson: number
}

/** Closes a socket with a code. Further messages of the client are ignored, and nothing more is sent. */
export const closeSocket = (ws: WebSocket, code: number, reason: string): void => {
  ws.removeAllListeners('message')
  ws.close(code, reason)
  setTimeout(() => ws.terminate(), 1000).unref()
}

/**
 * The open sockets with their grants. A socket is closed when the rights of its user change, its credential expires, it does not
 * authenticate, or its client does not read.
 */
export const createSocketRegister = ({ actors, access, clock, perPerson }: SocketRegisterDeps) => {
  const openedAt = new Map<WebSocket, number>()
  const grants = new Map<WebSocket, Grant>()
  let changes = 0

  const end = (ws: WebSocket, code: number, reason: string): void => {
    openedAt.delete(ws)
    grants.delete(ws)
    closeSocket(ws, code, reason)
  }
  const socketsOf = (userId: string): number => [...grants.values()].filter(({ actor }) => actor.userId === userId).length

  const stopListening = access.onChange((change) => {
    changes++
    for (const [ws, grant] of grants) if (isGrantAbout(grant, change)) end(ws, accessChanged, 'access changed')
  })
  const check = (): void => {
    const [now, ticks] = [clock.now(), performance.now()]
    for (const [ws, { expiresAt }] of grants) if (expiresAt <= now) end(ws, accessChanged, 'access changed')
    for (const [ws, at] of openedAt) {
      if (ws.bufferedAmount > maxBufferedBytes) ws.terminate()
      else if (!grants.has(ws) && ticks - at > authenticationMs) end(ws, accessChanged, 'nobody said who this is')
    }
  }
  const checks = setInterval(check, checkEveryMs)
  checks.unref()

  /** Records the grant of a socket. False when the user is at the limit: the socket is closed once the client has got the error. */
  const register = async (ws: WebSocket, credential: Credential): Promise<boolean> => {
    const before = changes
    // The token has expired by now: the client refreshes it and reconnects, instead of having its subscriptions refused.
    const grant = await actors.resolve(credential).catch(() => end(ws, accessChanged, 'access changed'))
    if (before !== changes) return register(ws, credential) // the change may concern this user
    if (!grant || ws.readyState !== ws.OPEN) return true
    if (socketsOf(grant.actor.userId) >= perPerson) {
      setTimeout(() => end(ws, tooManySockets, 'too many sockets'), 100)
      return false
    }
    grants.set(ws, grant)
    return true
  }
  return {
    opened: (ws: WebSocket): void => {
      openedAt.set(ws, performance.now())
      ws.on('close', () => {
        openedAt.delete(ws)
        grants.delete(ws)
      })
    },
    register,
    close: (): void => {
      stopListening()
      clearInterval(checks)
    },
  }
}
