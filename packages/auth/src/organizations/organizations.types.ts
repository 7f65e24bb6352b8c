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

/** The organizations of a person, and what happens to the one they act in. */
export interface Organizations {
  /** The actor's own organizations: those that live, and deleted ones they can still restore. A key knows of the one it acts in. */
  list(actor: Actor): Promise<OwnOrganization[]>
  /** Makes an organization that the actor owns; they stay where they are until they switch. Fails with `organization.too_many` and `organization.too_many_today`. */
  create(actor: Actor, input: CreateOrganization): Promise<OwnOrganization>
  /** Renames the actor's organization. Fails with `version.stale` and the current state when someone was faster. */
  rename(actor: Actor, input: RenameOrganization): Promise<Organization>
  /** Takes the actor out. The last owner cannot leave (`auth.last_owner`); whoever leaves their only organization gets a personal one. */
  leave(actor: Actor): Promise<void>
  /** Makes another member an owner and the actor an administrator, in one step. Fails with `organization.too_many` when they own as many as they may. */
  transfer(actor: Actor, input: TransferOwnership): Promise<void>
  /** Deletes the actor's organization, whose name is typed out (`organization.name_mismatch`). It can be restored for 30 days. Fails with `organization.too_many_today` when it is the actor's last. */
  remove(actor: Actor, input: DeleteOrganization): Promise<Organization>
  /** Brings a deleted organization of the actor's back, as it was. For a living one it changes nothing. Fails with `organization.too_many`. */
  restore(actor: Actor, organizationId: string): Promise<Organization>
}

/** Who belongs to the actor's organization, and as what. */
export interface Members {
  /** Members with their teams, newest first. */
  list(actor: Actor, input: ListMembers): Promise<Page<Member>>
  /**
   * Gives a member another role, at once. Fails with `member.outranks` when they hold more than the actor,
   * `role.permission_not_held` when the role does, `auth.last_owner` when nobody would own the organization, and
   * `organization.too_many` when they would own more than a person may.
   */
  setRole(actor: Actor, input: ChangeMemberRole): Promise<Member>
  /** Takes somebody out, with their teams and keys. Fails with `member.outranks` or `auth.last_owner`. */
  remove(actor: Actor, userId: string): Promise<void>
}

/** Asking people into the actor's organization, by mail. */
export interface Invitations {
  /** Invitations newest first: every one that can be answered on the first page, those that are over page by page. */
  list(actor: Actor, request?: PageRequest): Promise<Page<Invitation>>
  /**
   * Invites an address; only the mail carries the secret. Fails with `role.permission_not_held` when the role holds
   * more than the actor, with `member.already`, `invitation.exists`, `invitation.too_many`, `auth.email_unverified`,
   * and with `invitation.too_many_today` past the limits of a day.
   */
  create(actor: Actor, input: CreateInvitation): Promise<Invitation>
  /** Withdraws an invitation nobody has answered. Fails with `member.outranks` when its role holds more than the actor. */
  revoke(actor: Actor, id: string): Promise<Invitation>
  /** What is offered, for whoever holds the link. */
  view(token: string): Promise<InvitationOffer>
  /**
   * Makes the actor a member, once. The mail reached them, so their e-mail is verified by it. Fails with
   * `invitation.other_person` unless it was sent to their account's e-mail, with `invitation.wrong_state`, and with
   * `organization.too_many` when it would make them an owner once too often.
   */
  accept(actor: Actor, token: string): Promise<OwnOrganization>
  /** Says no. Whoever holds the link may, signed in or not. */
  decline(token: string, input: { actor: Actor | null; origin: Origin }): Promise<void>
}

/** Groups of members of the actor's organization. They carry no rights. */
export interface Teams {
  list(actor: Actor): Promise<Team[]>
  /** Fails with `team.too_many` and `team.name_taken`. */
  create(actor: Actor, input: CreateTeam): Promise<Team>
  /** Fails with `version.stale` and the current team when someone was faster. */
  rename(actor: Actor, input: RenameTeam): Promise<Team>
  remove(actor: Actor, id: string): Promise<void>
  /** Adds a member of the organization. Who is in the team already stays in it. */
  addMember(actor: Actor, input: TeamMemberRef): Promise<Team>
  removeMember(actor: Actor, input: TeamMemberRef): Promise<Team>
}

/** The roles of the actor's organization: the four every one has, and its own. */
export interface Roles {
  list(actor: Actor): Promise<Role[]>
  /** Makes a role. Fails with `role.permission_not_held` when it would grant what its maker does not have, and with `role.too_many`. */
  create(actor: Actor, input: CreateRole): Promise<Role>
  /**
   * Changes a role, and at once what its holders may do. Fails with `role.permission_not_held` when it held, or would
   * hold, more than the actor, and with `version.stale` and the current role when someone was faster.
   */
  update(actor: Actor, input: UpdateRole): Promise<Role>
  /** Deletes a role. Fails with `role.in_use` while a member holds it or somebody is invited to it. */
  remove(actor: Actor, id: string): Promise<void>
  /** Why a member of the actor's organization may or may not do a thing. */
  explain(actor: Actor, question: Explain): Promise<Explanation>
}

/** What the auth context offers to the API about organizations. */
export interface OrganizationServices {
  organizations: Organizations
  members: Members
  invitations: Invitations
  teams: Teams
  roles: Roles
  /** Moves the actor's session to another of their organizations. */
  accounts: Pick<Accounts, 'switchTo'>
}
