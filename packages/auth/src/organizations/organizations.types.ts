import type {
  ChangeMemberRole,
  CreateInvitation,
  CreateOrganization,
  CreateRole,
  CreateTeam,
  DeleteOrganization,
  Explain,
  Explanation,
  Invitation,
  InvitationOffer,
  ListMembers,
  Member,
  Organization,
  OwnOrganization,
  Page,
  PageRequest,
  RenameOrganization,
  RenameTeam,
  Role,
  Team,
  TeamMemberRef,
  TransferOwnership,
  UpdateRole,
} from '@pantheon/contract'
import type { Actor, Origin } from '@pantheon/kernel'
import type { Accounts } from '../auth.types.ts'

/** The organizations of a user, and changes of the current one. */
export interface Organizations {
  /** The actor's own organizations: those that are not deleted, and deleted ones they can still restore. An API key sees only the one it acts in. */
  list(actor: Actor): Promise<OwnOrganization[]>
  /**
   * Creates an organization that the actor owns; the session stays in the current one. Fails with `organization.too_many` and
   * `organization.too_many_today`.
   */
  create(actor: Actor, input: CreateOrganization): Promise<OwnOrganization>
  /** Renames the actor's organization. Fails with `version.stale` and the current state after a concurrent change. */
  rename(actor: Actor, input: RenameOrganization): Promise<Organization>
  /**
   * Removes the actor from the organization. The last owner cannot leave (`auth.last_owner`); leaving the only organization
   * creates a personal one.
   */
  leave(actor: Actor): Promise<void>
  /**
   * Makes another member an owner and the actor an administrator, in one step. Fails with `organization.too_many` when the new
   * owner is at the limit.
   */
  transfer(actor: Actor, input: TransferOwnership): Promise<void>
  /**
   * Deletes the actor's organization; its name must be typed (`organization.name_mismatch`). It can be restored for 30 days.
   * Fails with `organization.too_many_today` when it is the actor's last.
   */
  remove(actor: Actor, input: DeleteOrganization): Promise<Organization>
  /** Restores a deleted organization of the actor as it was. A no-op for one that is not deleted. Fails with `organization.too_many`. */
  restore(actor: Actor, organizationId: string): Promise<Organization>
}

/** The members of the actor's organization and their roles. */
export interface Members {
  /** Members with their teams, newest first. */
  list(actor: Actor, input: ListMembers): Promise<Page<Member>>
  /**
   * Changes a member's role, effective at once. Fails with `member.outranks` when they have more permissions than the actor,
   * `role.permission_not_held` when the role does, `auth.last_owner` when no owner would be left, and `organization.too_many`
   * when they would own more than the limit.
   */
  setRole(actor: Actor, input: ChangeMemberRole): Promise<Member>
  /** Removes a member, with their teams and keys. Fails with `member.outranks` or `auth.last_owner`. */
  remove(actor: Actor, userId: string): Promise<void>
}

/** Invites people to the actor's organization, by mail. */
export interface Invitations {
  /** Invitations newest first: all open ones on the first page, the answered and expired ones by page. */
  list(actor: Actor, request?: PageRequest): Promise<Page<Invitation>>
  /**
   * Invites an address; only the mail contains the secret. Fails with `role.permission_not_held` when the role has more
   * permissions than the actor, with `member.already`, `invitation.exists`, `invitation.too_many`, `auth.email_unverified`, and
   * with `invitation.too_many_today` beyond the daily limits.
   */
  create(actor: Actor, input: CreateInvitation): Promise<Invitation>
  /** Revokes an open invitation. Fails with `member.outranks` when its role has more permissions than the actor. */
  revoke(actor: Actor, id: string): Promise<Invitation>
  /** The offer of an invitation, for the bearer of its link. */
  view(token: string): Promise<InvitationOffer>
  /**
   * Makes the actor a member, once. Receiving the mail also verifies their e-mail. Fails with `invitation.other_person` unless
   * it was sent to the account's e-mail, with `invitation.wrong_state`, and with `organization.too_many` when it would make
   * them an owner beyond the limit.
   */
  accept(actor: Actor, token: string): Promise<OwnOrganization>
  /** Declines an invitation. Anybody with the link may, signed in or not. */
  decline(token: string, input: { actor: Actor | null; origin: Origin }): Promise<void>
}

/** Groups of members of the actor's organization, without rights of their own. */
export interface Teams {
  list(actor: Actor): Promise<Team[]>
  /** Fails with `team.too_many` and `team.name_taken`. */
  create(actor: Actor, input: CreateTeam): Promise<Team>
  /** Fails with `version.stale` and the current team after a concurrent change. */
  rename(actor: Actor, input: RenameTeam): Promise<Team>
  remove(actor: Actor, id: string): Promise<void>
  /** Adds a member of the organization; a no-op when they are in the team already. */
  addMember(actor: Actor, input: TeamMemberRef): Promise<Team>
  removeMember(actor: Actor, input: TeamMemberRef): Promise<Team>
}

/** The roles of the actor's organization: the four built-in ones and its custom ones. */
export interface Roles {
  list(actor: Actor): Promise<Role[]>
  /** Creates a role. Fails with `role.permission_not_held` for a permission that its creator does not have, and with `role.too_many`. */
  create(actor: Actor, input: CreateRole): Promise<Role>
  /**
   * Changes a role, and at once the rights of its holders. Fails with `role.permission_not_held` when it had, or would have,
   * more permissions than the actor, and with `version.stale` and the current role after a concurrent change.
   */
  update(actor: Actor, input: UpdateRole): Promise<Role>
  /** Deletes a role. Fails with `role.in_use` while a member or an open invitation has it. */
  remove(actor: Actor, id: string): Promise<void>
  /** Explains why a member of the actor's organization has or lacks a permission. */
  explain(actor: Actor, question: Explain): Promise<Explanation>
}

/** The services that the API exposes for organizations. */
export interface OrganizationServices {
  organizations: Organizations
  members: Members
  invitations: Invitations
  teams: Teams
  roles: Roles
  /** Switches the actor's session to another of their organizations. */
  accounts: Pick<Accounts, 'switchTo'>
}
