/** A table as a migration of Postgres creates it. */
interface CreatedTable {
  name: string
  hasOrganization: boolean
}

const createdTables = (migration: string): CreatedTable[] =>
  [...migration.matchAll(/CREATE TABLE "(\w+)" \(([\s\S]*?)\n\);/g)].map(([, name = '', columns = '']) => ({
    name,
    hasOrganization: /^\s*"organization_id" /m.test(columns),
  }))

const organization = "current_setting('pantheon.organization', true)"
const policy = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`,
  [
    `CREATE POLICY own_organization ON ${table}`,
    `  USING (organization_id = (SELECT ${organization}) OR (SELECT ${organization}) = '*')`,
    `  WITH CHECK (organization_id = ${organization} OR ${organization} = '*');`,
  ].join('\n'),
]

/**
 * The statements that drizzle-kit does not write for the tables that a migration of Postgres creates: the grant to the role
 * under which the server acts, and the policy of a table with rows of organizations (docs/adr/0007-row-level-security.md).
 * Empty where it creates none, or grants already.
 */
export const securing = (migration: string): string => {
  const statements = createdTables(migration)
    .filter(({ name }) => !new RegExp(`GRANT [^;]* ON ${name} `).test(migration))
    .flatMap(({ name, hasOrganization }) => [`GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO pantheon_app;`, ...(hasOrganization ? policy(name) : [])])
  return statements.map((statement) => `--> statement-breakpoint\n${statement}`).join('\n')
}
