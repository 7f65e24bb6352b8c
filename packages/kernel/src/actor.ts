import type { OrganizationRole, Permission, PlatformRole } from '@pantheon/contract'

declare const minted: unique symbol

/**
 * Whose rows an actor may see: one organization's, or, for the platform's operators and its own workers, everyone's.
 * Only `mintScope` makes one, and only the actor resolver and the system's own processes call it.
 */
export type Scope = { readonly organizationId: string | null; readonly [minted]: true }

/** Mints a scope. `null` is every organization: for operators, event handlers and jobs. */
export const mintScope = (organizationId: string | null): Scope => ({ organizationId }) as Scope

/** Who acts: a person in an organization. Agents and the system act through the same shape. */
export interface Actor {
  readonly kind: 'user' | 'agent' | 'system'
  readonly userId: string
  readonly organizationId: string
  readonly role: OrganizationRole
  readonly platformRole: PlatformRole
  readonly permissions: ReadonlySet<Permission>
  readonly scope: Scope
}

/** True when the actor runs the platform, and so sees every organization. */
export const isOperator = (actor: Actor): boolean => actor.platformRole === 'admin'
