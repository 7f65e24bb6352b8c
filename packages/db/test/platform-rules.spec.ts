import { describe, expect, it } from 'vitest'
import { openDb } from '../src/index.ts'
import { createEmptyDatabase, dialects } from '../src/testing/index.ts'
import { fillShop, migrateTo, openAsOwner, type Row } from './old-database.ts'

const at = new Date('2026-03-04T05:06:07.891Z')

describe.each(dialects)('Rules about refunds that organizations had on %s', (dialect) => {
  it('are the platform’s where an operator made them, and what they were where anybody else did', async () => {
    const database = await createEmptyDatabase(dialect)
    await migrateTo(dialect, database.url, '0021_plan_invoices')
    const owner = await openAsOwner(dialect, database.url)
    await owner.ask("select set_config('pantheon.organization', '*', false)").catch(() => {})
    await fillShop(owner)
    const insert = (table: string, row: Row) =>
      owner.ask(
        `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
          .map((_, i) => `:${i + 1}`)
          .join(', ')})`,
        Object.values(row),
      )
    await insert('users', { id: 'olga', email: 'olga@example.test', name: 'Olga', role: 'admin', created_at: at, updated_at: at })
    const makes = async (actor: string, subject: string): Promise<void> => {
      const id = `${actor} ${subject}`
      const rule = { id, organization_id: 'organization-acme', subject, workflow: '{"stages":[]}', is_active: dialect === 'pg' ? true : 1 }
      await insert('approval_policies', { ...rule, created_at: at, updated_at: at })
      const data = JSON.stringify({ policyId: id, subject })
      await insert('events', { id, name: 'policy.created', organization_id: 'organization-acme', actor_id: actor, at, data })
    }
    for (const actor of ['olga', 'user-ada']) for (const subject of ['order', 'refund', 'aws_action']) await makes(actor, subject)
    const db = await openDb(database.url)
    const rules = await owner.ask('select id, organization_id, version from approval_policies order by id')
    expect(rules.map(({ id, organization_id, version }) => [id, organization_id, version])).toEqual([
      ['olga aws_action', null, 2],
      ['olga order', 'organization-acme', 1],
      ['olga refund', null, 2],
      ['user-ada aws_action', 'organization-acme', 1],
      ['user-ada order', 'organization-acme', 1],
      ['user-ada refund', 'organization-acme', 1],
    ])
    await owner.close()
    await db.close()
    await database.drop()
  })
})
