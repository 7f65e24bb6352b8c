import { type AgentId, agentActorId, type Permission, type PlatformRole, type RoleKey } from '@pantheon/contract'

declare const minted: unique symbol

/**
 * Which rows an actor may see: those of one organization, or of all of them for platform operators and the system's own workers. Only
 * `mintScope` creates one, and only the actor resolver and the system's own processes call it.
 */
export type Scope = { readonly organizationId: string | null; readonly [minted]: true }

/** Creates a scope. `null` means every organization: for operators, event handlers and jobs. */
export const mintScope = (organizationId: string | null): Scope => ({ organizationId }) as Scope

/** The rows of every organization: for event handlers, schedules and jobs. Never for a tenant's request. */
export const systemScope: Scope = mintScope(null)

/** The API key a request was authenticated with. `prefix` is the start of its secret, which identifies it. */
export interface UsedKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
}

/** The client of a request, as far as the server knows it. It is stored in the audit log with the action. */
export interface Origin {
  readonly requestId: string
  /** The network address, without the port. */
  readonly address: string
  readonly userAgent: string
  /** The API key of the request, if any. */
  readonly apiKey?: UsedKey
}

/** The acting user in an organization. Agents and the system have the same shape. */
export interface Actor {
  readonly kind: 'user' | 'agent' | 'system'
  readonly userId: string
  readonly organizationId: string
  /** A built-in role's name, or the id of a custom role. */
  readonly role: RoleKey
  readonly platformRole: PlatformRole
  readonly permissions: ReadonlySet<Permission>
  readonly scope: Scope
  /** The current session; absent for API keys, agents and the system. */
  readonly sessionId?: string
  /** The API key in use; absent for all other actors. */
  readonly apiKey?: UsedKey
  /** The client of this request; absent for work that no request caused. */
  readonly origin?: Origin
}

/** The fields of an event that identify its actor. */
export const actorFields = ({ organizationId, userId, origin, apiKey }: Actor): { organizationId: string; actorId: string; origin: Origin | null } => ({
  organizationId,
  actorId: userId,
  origin: origin ? { ...origin, ...(apiKey && { apiKey }) } : null,
})

/**
 * An agent that acts on its own in an organization; its events are logged under its name. `permissions` are what it may do through
 * procedures: those of its manifest for an agent with jobs, none for one that works inside a context.
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

/** True for platform operators, who see every organization. */
export const isOperator = (actor: Actor): boolean => actor.platformRole === 'admin'
