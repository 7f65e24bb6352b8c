import { and, eq, type Handle, inArray, type Row } from '@pantheon/db'
import { alphabetical } from '@pantheon/kernel'

/** A team as stored. */
export type StoredTeam = Row<'teams'>
export interface TeamPerson {
  id: string
  name: string
}

/** The organization's teams, by name. */
export const listTeams = async (db: Handle, organizationId: string): Promise<StoredTeam[]> => {
  const { teams } = db.tables
  return alphabetical(await db.select().from(teams).where(eq(teams.organizationId, organizationId)).orderBy(teams.id), ({ name }) => name)
}

export const findTeam = async (db: Handle, organizationId: string, id: string): Promise<StoredTeam | undefined> => {
  const { teams } = db.tables
  const [row] = await db
    .select()
    .from(teams)
    .where(and(eq(teams.id, id), eq(teams.organizationId, organizationId)))
  return row
}

/** The members of each team, by name. */
export const peopleOf = async (db: Handle, organizationId: string, teamIds: string[]): Promise<Map<string, TeamPerson[]>> => {
  const { teamMembers, users } = db.tables
  const rows = await db
    .select({ teamId: teamMembers.teamId, id: users.id, name: users.name })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(and(eq(teamMembers.organizationId, organizationId), inArray(teamMembers.teamId, teamIds)))
    .orderBy(users.id)
  const people = new Map<string, TeamPerson[]>(teamIds.map((id) => [id, []]))
  for (const { teamId, id, name } of alphabetical(rows, (person) => person.name)) people.get(teamId)?.push({ id, name })
  return people
}

export const insertTeam = async (tx: Handle, team: StoredTeam): Promise<void> => {
  await tx.insert(tx.tables.teams).values(team)
}

export const saveTeam = async (tx: Handle, { id, organizationId, name, version }: StoredTeam): Promise<void> => {
  const { teams } = tx.tables
  await tx
    .update(teams)
    .set({ name, version })
    .where(and(eq(teams.id, id), eq(teams.organizationId, organizationId)))
}

/** Deletes a team; its members stay in the organization. */
export const deleteTeam = async (tx: Handle, { id, organizationId }: StoredTeam): Promise<void> => {
  const { teams, teamMembers } = tx.tables
  await tx.delete(teamMembers).where(and(eq(teamMembers.teamId, id), eq(teamMembers.organizationId, organizationId)))
  await tx.delete(teams).where(and(eq(teams.id, id), eq(teams.organizationId, organizationId)))
}

export const insertTeamMember = async (tx: Handle, { id, organizationId }: StoredTeam, userId: string, at: Date): Promise<void> => {
  await tx.insert(tx.tables.teamMembers).values({ organizationId, teamId: id, userId, createdAt: at })
}

export const deleteTeamMember = async (tx: Handle, { id, organizationId }: StoredTeam, userId: string): Promise<void> => {
  const { teamMembers } = tx.tables
  await tx.delete(teamMembers).where(and(eq(teamMembers.teamId, id), eq(teamMembers.organizationId, organizationId), eq(teamMembers.userId, userId)))
}
