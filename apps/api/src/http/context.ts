import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { type Actors, type Credential, sessionCookieName } from '@pantheon/auth'
import { type Actor, fail, type Origin } from '@pantheon/kernel'
import type { RpcContext } from '@pantheon/rpc'
import { readCookie } from './cookies.ts'
import type { Limits } from './limits.ts'

/** The caller's request id when it is one, else a new one: of version 4, because Node draws randomness for 128 of those at once. */
export const requestIdOf = (given: string | string[] | undefined): string => (typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID())

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address)

/**
 * The address a request came from. Each proxy of ours adds the one it was called from to `X-Forwarded-For`, so with
 * `trustedProxies` of them that many from the end are true; what stands before them anybody can write.
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

/** What an answer takes beside its body. */
interface Answering {
  setCookie: (cookie: string) => void
  note: (name: string, value: string) => void
}
/** The socket's: it has no answer to a call that could carry either. */
const unanswered: Answering = { setCookie: () => fail('input.malformed'), note: () => undefined }

/**
 * A page may say whose it shows, as `<user id>@<organization id>`. Its session may be another's meanwhile: a second window
 * signed in as somebody else, or switched the organization. What was meant for one must not happen to the other.
 */
const requireShown = ({ userId, organizationId }: Actor, shown: string | string[] | undefined): void => {
  if (shown !== undefined && shown !== `${userId}@${organizationId}`) fail('session.changed')
}

/** What a request brought along to say who it is. */
export const credentialOf = ({ actors }: { actors: Pick<Actors, 'read'> }, { headers }: IncomingMessage): Credential | null =>
  actors.read({ session: readCookie(headers.cookie, sessionCookieName), authorization: headers.authorization })

/** The context of one call: the actor is looked up on demand, once. */
export const createContext = (deps: ContextDeps, incoming: IncomingMessage, requestId: string, answering: Answering): RpcContext =>
  contextOf(deps, incoming, requestId, credentialOf(deps, incoming), answering)

/** The same with a credential that was read elsewhere. */
export const contextOf = (
  { actors, trustedProxies, limits }: ContextDeps,
  incoming: IncomingMessage,
  requestId: string,
  credential: Credential | null,
  { setCookie, note }: Answering = unanswered,
): RpcContext => {
  let origin: Origin | undefined
  let actor: Promise<Actor | null> | undefined
  const originOf = (): Origin =>
    (origin ??= { requestId, address: addressOf(incoming, trustedProxies), userAgent: (incoming.headers['user-agent'] ?? '').slice(0, 400) })
  const resolve = async (): Promise<Actor | null> => {
    const grant = credential && (await actors.resolve(credential, originOf()))
    if (grant) requireShown(grant.actor, incoming.headers['x-shown-to'])
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
