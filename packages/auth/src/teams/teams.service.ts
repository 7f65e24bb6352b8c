import { type CreateTeam, nameKey, type RenameTeam, type Team, type TeamMemberRef } from '@pantheon/contract'
import type { Db, Handle, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import { findMember } from '../members/members.repo.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { Teams } from '../organizations/organizations.types.ts'
import {
  deleteTeam,
  deleteTeamMember,
  findTeam,
  insertTeam,
  insertTeamMember,
  listTeams,
  peopleOf,
  type StoredTeam,
  saveTeam,
  type TeamPerson,
} from './teams.repo.ts'

const toTeam = ({ id, name, version, createdAt }: StoredTeam, members: TeamPerson[]): Team => ({
  id,
  name,
  members,
  version,
  createdAt: createdAt.toISOString(),
})

/** The team with its members. Fails with `team.not_found`. */
const teamOf = async (db: Handle, organizationId: string, id: string): Promise<{ stored: StoredTeam; team: Team }> => {
  const stored = orFail(await findTeam(db, organizationId, id), 'team.not_found')
  const people = await peopleOf(db, organizationId, [id])
  return { stored, team: toTeam(stored, people.get(id) ?? []) }
}

/** Maximum number of teams of an organization, because they are listed without pages. */
const mostTeams = 100

/** Fails with `team.name_taken` when another team of the organization has the name, ignoring case and Unicode form. */
const requireFreeName = async (tx: Tx, organizationId: string, name: string, ownId?: string): Promise<void> => {
  const others = (await listTeams(tx, organizationId)).filter(({ id }) => id !== ownId)
  if (others.some((team) => nameKey(team.name) === nameKey(name))) fail('team.name_taken', { name })
}

/** Groups of members of the actor's organization. Teams grant no permissions, so no change here affects rights. */
export const createTeams = ({ db, clock }: { db: Db; clock: Clock }): Teams => {
  const change = <T>(asked: Actor, fn: (tx: Tx, actor: Actor, organizationId: string) => Promise<T>): Promise<T> =>
    changeOrganization(db.as(asked.scope), asked, 'team:manage', (tx, actor, { id }) => fn(tx, actor, id))

  return {
    list: async (actor: Actor): Promise<Team[]> => {
      const scoped = db.as(actor.scope)
      const teams = await listTeams(scoped, actor.organizationId)
      const people = await peopleOf(
        scoped,
        actor.organizationId,
        teams.map(({ id }) => id),
      )
      return teams.map((team) => toTeam(team, people.get(team.id) ?? []))
    },

    create: (asked: Actor, { name }: CreateTeam): Promise<Team> =>
      change(asked, async (tx, actor, organizationId) => {
        if ((await listTeams(tx, organizationId)).length >= mostTeams) fail('team.too_many', { limit: mostTeams })
        await requireFreeName(tx, organizationId, name)
        const stored = { id: newId(clock.now()), organizationId, name, version: 1, createdAt: clock.now() }
        await insertTeam(tx, stored)
        const team = toTeam(stored, [])
        tx.emit('team.created', { ...actorFields(actor), data: { teamId: team.id }, after: team })
        return team
      }),

    rename: (asked: Actor, { id, name, version }: RenameTeam): Promise<Team> =>
      change(asked, async (tx, actor, organizationId) => {
        const { stored, team } = await teamOf(tx, organizationId, id)
        if (stored.version !== version) fail('version.stale', { current: team })
        await requireFreeName(tx, organizationId, name, id)
        const renamed = { ...stored, name, version: version + 1 }
        await saveTeam(tx, renamed)
        const after = toTeam(renamed, team.members)
        tx.emit('team.renamed', { ...actorFields(actor), data: { teamId: id }, before: team, after })
        return after
      }),

    remove: (asked: Actor, id: string): Promise<void> =>
      change(asked, async (tx, actor, organizationId) => {
        const { stored, team } = await teamOf(tx, organizationId, id)
        await deleteTeam(tx, stored)
        tx.emit('team.deleted', { ...actorFields(actor), data: { teamId: id }, before: team })
      }),

    addMember: (asked: Actor, { id, userId }: TeamMemberRef): Promise<Team> =>
      change(asked, async (tx, actor, organizationId) => {
        const { stored, team } = await teamOf(tx, organizationId, id)
        orFail(await findMember(tx, organizationId, userId), 'member.not_found')
        if (team.members.some((member) => member.id === userId)) return team
        await insertTeamMember(tx, stored, userId, clock.now())
        const { team: after } = await teamOf(tx, organizationId, id)
        tx.emit('team.member_added', { ...actorFields(actor), data: { teamId: id, userId }, before: team, after })
        return after
      }),

    removeMember: (asked: Actor, { id, userId }: TeamMemberRef): Promise<Team> =>
      change(asked, async (tx, actor, organizationId) => {
        const { stored, team } = await teamOf(tx, organizationId, id)
        if (!team.members.some((member) => member.id === userId)) fail('member.not_found')
        await deleteTeamMember(tx, stored, userId)
        const after = { ...team, members: team.members.filter((member) => member.id !== userId) }
        tx.emit('team.member_removed', { ...actorFields(actor), data: { teamId: id, userId }, before: team, after })
        return after
      }),
  }
}
