import { z } from 'zod'
import { organizationRoles, permissions } from '../permissions.ts'
import { CleanLine, Name, SearchText } from '../plain-text.ts'
import { Id, Instant, PageRequest, pageOf, Version } from '../primitives.ts'

/** A built-in role's name, or the id of one of the organization's own roles. */
export const RoleKey = z.union([z.enum(organizationRoles), Id])
export type RoleKey = z.infer<typeof RoleKey>

export const Organization = z
  .object({
    id: Id,
    name: z.string(),
    version: Version,
    createdAt: Instant,
    /** Set while it is deleted and can be restored. */
    deletedAt: Instant.nullable(),
    /** When a deleted organization is removed permanently. */
    purgeAt: Instant.nullable(),
  })
  .meta({ id: 'Organization' })
export type Organization = z.infer<typeof Organization>

/** An organization of the caller, with their role. */
export const OwnOrganization = Organization.extend({ role: RoleKey, roleName: z.string(), isCurrent: z.boolean(), members: z.int() }).meta({
  id: 'OwnOrganization',
})
export type OwnOrganization = z.infer<typeof OwnOrganization>
export const OrganizationList = z.object({ items: z.array(OwnOrganization) })

const OrganizationName = Name(120)
export const CreateOrganization = z.object({ name: OrganizationName })
export type CreateOrganization = z.infer<typeof CreateOrganization>
export const RenameOrganization = z.object({ name: OrganizationName, version: Version })
export type RenameOrganization = z.infer<typeof RenameOrganization>
export const OrganizationRef = z.object({ id: Id })
export type OrganizationRef = z.infer<typeof OrganizationRef>
/** The name has to be typed, so that nobody deletes the wrong organization. */
export const DeleteOrganization = z.object({ confirmation: CleanLine(120, 1) })
export type DeleteOrganization = z.infer<typeof DeleteOrganization>
export const TransferOwnership = z.object({ userId: Id })
export type TransferOwnership = z.infer<typeof TransferOwnership>

export const Member = z
  .object({
    userId: Id,
    name: z.string(),
    email: z.string(),
    role: RoleKey,
    roleName: z.string(),
    teams: z.array(z.object({ id: Id, name: z.string() })),
    joinedAt: Instant,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>
export const ListMembers = PageRequest.extend({ search: SearchText(120).optional() })
export type ListMembers = z.infer<typeof ListMembers>
export const MemberPage = pageOf(Member)
export const MemberRef = z.object({ userId: Id })
export type MemberRef = z.infer<typeof MemberRef>
export const ChangeMemberRole = z.object({ userId: Id, role: RoleKey })
export type ChangeMemberRole = z.infer<typeof ChangeMemberRole>

export const Team = z
  .object({ id: Id, name: z.string(), members: z.array(z.object({ id: Id, name: z.string() })), version: Version, createdAt: Instant })
  .meta({ id: 'Team' })
export type Team = z.infer<typeof Team>
export const TeamList = z.object({ items: z.array(Team) })
const TeamName = Name(80)
export const CreateTeam = z.object({ name: TeamName })
export type CreateTeam = z.infer<typeof CreateTeam>
export const RenameTeam = z.object({ id: Id, name: TeamName, version: Version })
export type RenameTeam = z.infer<typeof RenameTeam>
export const TeamRef = z.object({ id: Id })
export type TeamRef = z.infer<typeof TeamRef>
export const TeamMemberRef = z.object({ id: Id, userId: Id })
export type TeamMemberRef = z.infer<typeof TeamMemberRef>

/** One of the four built-in roles, or a custom role of the organization. */
export const Role = z
  .object({
    key: RoleKey,
    name: z.string(),
    permissions: z.array(z.enum(permissions)),
    isBuiltIn: z.boolean(),
    members: z.int(),
    version: Version,
  })
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>
export const RoleList = z.object({ items: z.array(Role) })
const RoleName = Name(60)
const RolePermissions = z.array(z.enum(permissions)).max(permissions.length)
export const CreateRole = z.object({ name: RoleName, permissions: RolePermissions })
export type CreateRole = z.infer<typeof CreateRole>
export const UpdateRole = z.object({ id: Id, name: RoleName, permissions: RolePermissions, version: Version })
export type UpdateRole = z.infer<typeof UpdateRole>
export const RoleRef = z.object({ id: Id })
export type RoleRef = z.infer<typeof RoleRef>

/** Explains why a user has a permission or not. */
export const Explain = z.object({ userId: Id, permission: z.enum(permissions) })
export type Explain = z.infer<typeof Explain>
export const Explanation = z
  .object({
    isAllowed: z.boolean(),
    /** The reason: the platform role, a role of the organization, the right to one's own account, or a missing membership. */
    because: z.enum(['platform_admin', 'role_grants', 'own_account', 'role_lacks', 'not_a_member', 'organization_deleted']),
    role: RoleKey.nullable(),
    roleName: z.string().nullable(),
    /** The roles of this organization that would grant it. */
    grantedBy: z.array(z.object({ key: RoleKey, name: z.string() })),
  })
  .meta({ id: 'Explanation' })
export type Explanation = z.infer<typeof Explanation>
