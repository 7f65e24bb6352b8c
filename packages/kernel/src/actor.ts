import { type AgentId, agentActorId, type Permission, type PlatformRole, type RoleKey } from '@pantheon/contract'

declare const minted: unique symbol

/**
 * Whose rows an actor may see: one organization's, or, for the platform's operators and its own workers, everyone's.
 * Only `mintScope` makes one, and only the actor resolver and the system's own processes call it.
 */
export type Scope = { readonly organizationId: string | null; readonly [minted]: true }

/** Mints a scope. `null` is every organization: for operators, event handlers and jobs. */
export const mintScope = (organizationId: string | null): Scope => ({ organizationId }) as Scope

/** Every organization's rows: for the system's own work, such as event handlers, schedules and jobs. Never for a request of a tenant. */
export const systemScope: Scope = mintScope(null)

/** A key that a request came with, as it is told apart from others: its secret begins with `prefix`. */
export interface UsedKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
}

/** Where a request came from, as far as the server can tell. It goes into the audit log with what the request did. */
export interface Origin {
  readonly requestId: string
  /** The network address, without the port. */
  readonly address: string
  readonly userAgent: string
  /** The API key it came with, if it came with one. */
  readonly apiKey?: UsedKey
}

/** Who acts: a person in an organization. Agents and the system act through the same shape. */
export interface Actor {
  readonly kind: 'user' | 'agent' | 'system'
  readonly userId: string
  readonly organizationId: string
  /** A built-in role's name, or the id of a custom role. */
  readonly role: RoleKey
  readonly platformRole: PlatformRole
  readonly permissions: ReadonlySet<Permission>
  readonly scope: Scope
  /** The session it acts in; absent for keys, agents and the system. */
  readonly sessionId?: string
  /** The API key it acts with; absent for everybody else. */
  readonly apiKey?: UsedKey
  /** Where this very request came from; absent for what no request asked for. */
  readonly origin?: Origin
}

/** What an event says of whoever caused it. */
export const actorFields = ({ organizationId, userId, origin, apiKey }: Actor): { organizationId: string; actorId: string; origin: Origin | null } => ({
  organizationId,
  actorId: userId,
  origin: origin ? { ...origin, ...(apiKey && { apiKey }) } : null,
})

/**
 * An agent that acts by itself in an organization: what it does is in the log under its name. `permissions` are what it may do
 * through procedures: those of its manifest for an agent with jobs, none for one that works inside a context.
 */
export const agentActor = (agentId: AgentId, organizationId: string, permissions: readonly Permission[] = []): Actor => ({
  kind: 'agent',
  userId: agentActorId(agentId),
  organizationId,
  role: 'member',
  platformRole: 'user',
  permissions: new Set(permissions),
  scope: mintScope(organizationId),
})

/** True when the actor runs the platform, and so sees every organization. */
export const isOperator = (actor: Actor): boolean => actor.platformRole === 'admin'
