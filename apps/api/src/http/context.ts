import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { type Actors, type Credential, sessionCookieName } from '@pantheon/auth'
import { type Actor, fail, type Origin } from '@pantheon/kernel'
import type { RpcContext } from '@pantheon/rpc'
import { readCookie } from './cookies.ts'
import type { Limits } from './limits.ts'

/** The caller's request id if it is valid, else a new one. UUIDv4, because Node generates the randomness for 128 of those at once. */
export const requestIdOf = (given: string | string[] | undefined): string => (typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID())

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address)

/**
 * The client address of a request. Each trusted proxy appends the address of its caller to `X-Forwarded-For`, so the last
 * `trustedProxies` entries are reliable; clients can forge those before.
 */
const addressOf = ({ headers, socket }: IncomingMessage, trustedProxies: number): string => {
  if (trustedProxies > 0) {
    const hops = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
    const hop = hops.at(-trustedProxies)?.trim()
    if (hop && isIP(plain(hop)) !== 0) return plain(hop)
  }
  return plain(socket.remoteAddress ?? '')
}

export interface ContextDeps {
  actors: Pick<Actors, 'read' | 'resolve'>
  trustedProxies: number
  limits: Limits
}

/** Where a call sets cookies and headers of its response. */
interface ResponseSink {
  setCookie: (cookie: string) => void
  note: (name: string, value: string) => void
}
/** For sockets: their responses have neither cookies nor headers. */
const noResponse: ResponseSink = { setCookie: () => fail('input.malformed'), note: () => undefined }

/**
 * A page may send the user and organization it shows, as `<user id>@<organization id>`. The session may have changed since: a second
 * window signed in as another user, or switched the organization. A request for the one must not act on the other.
 */
const requireShownSession = ({ userId, organizationId }: Actor, shown: string | string[] | undefined): void => {
  if (shown !== undefined && shown !== `${userId}@${organizationId}`) fail('session.changed')
}

/** The credential of a request: its session cookie or `Authorization` header. */
export const credentialOf = ({ actors }: { actors: Pick<Actors, 'read'> }, { headers }: IncomingMessage): Credential | null =>
  actors.read({ session: readCookie(headers.cookie, sessionCookieName), authorization: headers.authorization })

/** The context of one call. The actor is looked up on demand, once. */
export const createContext = (deps: ContextDeps, incoming: IncomingMessage, requestId: string, sink: ResponseSink): RpcContext =>
  contextOf(deps, incoming, requestId, credentialOf(deps, incoming), sink)

/** The context of one call with a credential that was read already. */
export const contextOf = (
  { actors, trustedProxies, limits }: ContextDeps,
  incoming: IncomingMessage,
  requestId: string,
  credential: Credential | null,
  { setCookie, note }: ResponseSink = noResponse,
): RpcContext => {
  let origin: Origin | undefined
  let actor: Promise<Actor | null> | undefined
  const originOf = (): Origin =>
    (origin ??= { requestId, address: addressOf(incoming, trustedProxies), userAgent: (incoming.headers['user-agent'] ?? '').slice(0, 400) })
  const resolve = async (): Promise<Actor | null> => {
    const grant = credential && (await actors.resolve(credential, originOf()))
    if (grant) requireShownSession(grant.actor, incoming.headers['x-shown-to'])
    return grant && { ...grant.actor, origin: originOf() }
  }
  return {
    requestId,
    isBrowser: credential?.kind === 'cookie',
    get origin() {
      return originOf()
    },
    actor: () => (actor ??= resolve()),
    cookie: (name) => readCookie(incoming.headers.cookie, name),
    setCookie,
    note,
    limit: (name, who) => limits(name, who, { note }),
  }
}
