import { type ForeignSnapshot, openForeignPostgres } from '@pantheon/db'
import { type Located, type OldRow, type OldShape, type OldTable, recognize } from './old-shape.ts'

/** Connection URL parameters that only Prisma understands. */
const prismaOnly = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer', 'socket_timeout', 'statement_cache_size', 'sslaccept']

/** Patterns of valid ids by column type. Other texts match no row, and Postgres would refuse the query. */
const idPatterns = { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, int8: /^-?\d{1,18}$/, text: /^/ } as const

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const readShape = async (snapshot: ForeignSnapshot, schema: string): Promise<OldShape> => {
  const listed = await snapshot.read('select table_name::text, column_name::text, udt_name::text from information_schema.columns where table_schema = $1', [
    schema,
  ])
  return recognize(listed)
}

/** Opens a read-only snapshot of the old AIFactory database. */
export const openOldDatabase = async (address: string) => {
  const url = new URL(address)
  const schema = url.searchParams.get('schema') ?? 'public'
  for (const name of prismaOnly) url.searchParams.delete(name)
  const snapshot = await openForeignPostgres(url.href)
  const shape = await readShape(snapshot, schema).catch(async (error: unknown) => {
    await snapshot.close()
    throw error
  })

  const from = ({ table }: Located): string => `${quoted(schema)}.${quoted(table)}`
  const column = ({ columns }: Located, field: string): string => (columns[field] ? quoted(columns[field]) : 'null')
  const selected = (located: Located): string =>
    Object.keys(located.columns)
      .map((field) => `${column(located, field)}::text as ${quoted(field)}`)
      .join(', ')
  const readAll = async <T extends OldTable>(located: Located, rest: string, values: unknown[]): Promise<OldRow<T>[]> =>
    (await snapshot.read(`select ${selected(located)} from ${from(located)} ${rest}`, values)) as unknown as OldRow<T>[]

  return {
    shape,
    schema,
    count: async (old: OldTable): Promise<number> => {
      const located = shape[old]
      if (!located) return 0
      const [row] = await snapshot.read(`select count(*) as n from ${from(located)}`)
      return Number(row?.n)
    },
    /** Up to `limit` rows in the order of their ids, after the one with this id. */
    page: async <T extends OldTable>(old: T, after: string | undefined, limit: number): Promise<OldRow<T>[]> => {
      const located = shape[old]
      if (!located) return []
      const id = column(located, 'id')
      const rule = after === undefined ? '' : `where ${id} > $1`
      return readAll(located, `${rule} order by ${id} limit ${limit}`, after === undefined ? [] : [after])
    },
    byIds: async <T extends OldTable>(old: T, ids: readonly string[]): Promise<OldRow<T>[]> => {
      const located = shape[old]
      const possible = [...new Set(ids)].filter((id) => located && idPatterns[located.idType].test(id))
      if (!located || possible.length === 0) return []
      return readAll(located, `where ${column(located, 'id')} = any($1::${located.idType}[])`, [possible])
    },
    /** E-mail addresses that several accounts share, in lower case, with the id of the oldest account, which keeps the address. */
    sharedEmails: async (): Promise<Map<string, string>> => {
      const located = shape.users
      if (!located) return new Map()
      const email = `lower(btrim(${column(located, 'email')}::text, E' \\t\\r\\n'))`
      const id = column(located, 'id')
      const order = !located.columns.createdAt ? id : `${column(located, 'createdAt')}, ${id}`
      const rows = await snapshot.read(
        `select ${email} as email, (array_agg(${id}::text order by ${order}))[1] as first from ${from(located)} group by 1 having count(*) > 1`,
      )
      return new Map(rows.map((row) => [row.email ?? '', row.first ?? '']))
    },
    /** The currencies in which these orders were paid, as stored; null for a payment without one. */
    paidIn: async (orderIds: readonly string[]): Promise<Map<string, (string | null)[]>> => {
      const located = shape.payments
      if (!located || orderIds.length === 0) return new Map()
      const order = `${column(located, 'orderId')}::text`
      const rows = await snapshot.read(
        `select distinct ${order} as id, ${column(located, 'currency')}::text as currency from ${from(located)} where ${order} = any($1)`,
        [[...new Set(orderIds)]],
      )
      const paid = new Map<string, (string | null)[]>()
      for (const { id, currency } of rows) paid.set(id ?? '', [...(paid.get(id ?? '') ?? []), currency ?? null])
      return paid
    },
    close: () => snapshot.close(),
  }
}
export type OldDatabase = Awaited<ReturnType<typeof openOldDatabase>>
