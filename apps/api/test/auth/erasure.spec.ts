import { eq } from '@pantheon/db'
import { type DescribedColumn, describedTables, fillTables, storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { type MarkedPerson, rowsAbout } from '../support/filled-tables.ts'
import { keptColumns, unmarkedColumns } from '../support/kept-columns.ts'

const marker = 'zqmarkedperson'
const tables = describedTables()
const kept = Object.values(keptColumns).flat()

/** What may hold words or an id of a person: free text, JSON and references to people. A key of a row is a number that means nothing. */
const mayTell = ({ type, values, isKey, references }: DescribedColumn): boolean =>
  references === 'users' || type === 'json' || (type === 'text' && !values && !isKey && references === undefined)
const telling = tables.flatMap(({ name, columns }) => columns.filter(mayTell).map((column) => `${name}.${column.name}`))

describe.each(storyDialects)('Erasing an account, on %s', async (dialect) => {
  const w = await world(dialect)
  afterAll(w.close)
  const { users, organizations } = w.db.tables

  /** Every column of every table that holds the mark or the id of the person. */
  const find = async ({ userId }: MarkedPerson): Promise<string[]> => {
    const found: string[] = []
    for (const { key, name, columns } of tables) {
      const rows: Record<string, unknown>[] = await w.db.select().from(w.db.tables[key] as typeof users)
      const tells = (value: unknown): boolean => {
        const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
        return text.includes(marker) || text === userId || text.includes(`"${userId}"`)
      }
      found.push(...columns.filter((column) => rows.some((row) => tells(row[column.key]))).map((column) => `${name}.${column.name}`))
    }
    return found
  }

  /** Somebody with a row in every table, as a member of an organization that goes on and as the owner of one that ends with them. */
  const bringMarked = async () => {
    const [goer, host] = await Promise.all([w.buyer(), w.buyer()])
    const { user, organization } = goer.account
    const person = { userId: user.id, organizationId: host.account.organization.id, email: `${marker}@example.test`, marker }
    await w.db
      .update(users)
      .set({ name: `${marker} name`, email: person.email })
      .where(eq(users.id, user.id))
    await w.db
      .update(organizations)
      .set({ name: `${marker} organization` })
      .where(eq(organizations.id, organization.id))
    await w.settle()
    await fillTables(w.system.db, w.config.databaseUrl, rowsAbout(person))
    return { goer, person }
  }

  it('takes what is theirs out of every column of every table, but of those that keep it for a reason', async () => {
    const { goer, person } = await bringMarked()
    const before = await find(person)
    expect(telling.filter((column) => !before.includes(column) && !(column in unmarkedColumns))).toEqual([])

    await goer.api.auth.deleteAccount.mutate({ confirmation: goer.password })
    const after = await find(person)
    expect(after.filter((column) => !kept.includes(column))).toEqual([])
    const [blank] = await w.db.select().from(users).where(eq(users.id, person.userId))
    expect(blank).toMatchObject({ name: '', passwordHash: null, email: `deleted-${person.userId}@deleted.invalid` })
    // A reason for what is not kept at all would hide what comes to be.
    expect(kept.filter((column) => !after.includes(column) && !column.startsWith('invoice_drafts.'))).toEqual([])
  })

  it('has one reason for each column, and only for columns that there are', () => {
    const all = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
    expect([...kept, ...Object.keys(unmarkedColumns)].filter((column) => !all.includes(column))).toEqual([])
    expect(kept.filter((column, n) => kept.indexOf(column) !== n)).toEqual([])
  })
})
