import { type AccessCache, type Actors, type Credential, type Grant, isGrantAbout } from '@pantheon/auth'
import type { WebSocket } from 'ws'

/** Hung up because what the socket was opened with no longer says the same: come back and say again who you are. */
const accessChanged = 4401
/** Hung up because the person has as many sockets as they may have. */
const tooManySockets = 4429
/** RFC 6455, 7.4.1: the message breaks a rule of the server. */
export const policyViolation = 1008

const checkEveryMs = 1000
/** How long a socket may stay open without saying who opened it. */
const namelessMs = 10_000
/** Whoever does not read what is sent has so much of it waiting here, in bytes, at most. */
const mostUnread = 8 << 20

export interface SocketRegisterDeps {
  actors: Pick<Actors, 'resolve'>
  access: Pick<AccessCache, 'onChange'>
  clock: { now(): Date }
  /** The most sockets of one person. */
  perPerson: number
}

/** Hangs up: nothing that the client still says is heard, and nothing more is sent. */
export const hangUp = (ws: WebSocket, code: number, reason: string): void => {
  ws.removeAllListeners('message')
  ws.close(code, reason)
  setTimeout(() => ws.terminate(), 1000).unref()
}

/**
 * Who is on the line. A socket is hung up on when the rights of who opened it change, when their credential ends, when nobody says
 * who they are, and when they do not read.
 */
export const createSocketRegister = ({ actors, access, clock, perPerson }: SocketRegisterDeps) => {
  const openedAt = new Map<WebSocket, number>()
  const grants = new Map<WebSocket, Grant>()
  let changes = 0

  const end = (ws: WebSocket, code: number, reason: string): void => {
    openedAt.delete(ws)
    grants.delete(ws)
    hangUp(ws, code, reason)
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
      if (ws.bufferedAmount > mostUnread) ws.terminate()
      else if (!grants.has(ws) && ticks - at > namelessMs) end(ws, accessChanged, 'nobody said who this is')
    }
  }
  const checks = setInterval(check, checkEveryMs)
  checks.unref()

  /** Notes who opened a socket. False when they have as many as they may: it is hung up on as soon as they were told. */
  const register = async (ws: WebSocket, credential: Credential): Promise<boolean> => {
    const before = changes
    // A token that is over by now: the client renews it and comes back, instead of being refused what it watches.
    const grant = await actors.resolve(credential).catch(() => end(ws, accessChanged, 'access changed'))
    if (before !== changes) return register(ws, credential) // what changed meanwhile may be about them
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
