import type { ForeignRow } from '@pantheon/db'

/** The old tables, parents before children: the order in which they are imported. */
export const oldTables = ['users', 'products', 'orders', 'ai_jobs', 'payments', 'approvals'] as const
export type OldTable = (typeof oldTables)[number]

/** The fields read from each table, with the possible column names, compared without case and underscores. The first existing one is used. */
const fields = {
  users: { email: ['email'], name: ['name'], password: ['passwordhash', 'password'], role: ['role'], createdAt: ['createdat'], updatedAt: ['updatedat'] },
  products: {
    name: ['name'],
    description: ['description'],
    price: ['price'],
    currency: ['currency'],
    category: ['category'],
    status: ['status'],
    createdAt: ['createdat'],
    updatedAt: ['updatedat'],
  },
  orders: {
    userId: ['userid'],
    productId: ['productid'],
    quantity: ['quantity'],
    total: ['totalamount', 'total'],
    currency: ['currency'],
    status: ['status'],
    input: ['input', 'inputdata', 'inputparams'],
    createdAt: ['createdat'],
    updatedAt: ['updatedat'],
    completedAt: ['completedat'],
  },
  ai_jobs: {
    userId: ['userid'],
    orderId: ['orderid'],
    jobType: ['jobtype', 'type'],
    status: ['status'],
    input: ['inputparams', 'inputdata', 'input'],
    output: ['outputdata', 'output'],
    errorMessage: ['errormessage', 'error'],
    startedAt: ['startedat'],
    completedAt: ['completedat'],
    createdAt: ['createdat'],
  },
  payments: {
    orderId: ['orderid'],
    amount: ['amount'],
    refundedAmount: ['refundedamount'],
    currency: ['currency'],
    method: ['paymentmethod', 'method'],
    stripeId: ['stripepaymentid', 'stripepaymentintentid'],
    status: ['status'],
    paidAt: ['paidat'],
    createdAt: ['createdat'],
    updatedAt: ['updatedat'],
  },
  approvals: {
    resourceType: ['resourcetype'],
    resourceId: ['resourceid'],
    requesterId: ['requesterid'],
    approverId: ['approverid'],
    status: ['status'],
    comments: ['comments', 'comment'],
    approvedAt: ['approvedat', 'decidedat'],
    createdAt: ['createdat'],
    updatedAt: ['updatedat'],
  },
} as const satisfies Record<OldTable, Record<string, readonly string[]>>

/** A row of an old table as text, by our field names; null also for a missing column. */
export type OldRow<T extends OldTable> = { readonly [K in keyof (typeof fields)[T] | 'id']: string | null }

/** The name of a table, the column of each field (null: none), and the type of its id. */
export interface Located {
  table: string
  columns: Readonly<Record<string, string | null>>
  idType: 'uuid' | 'int8' | 'text'
}
export type OldShape = Partial<Record<OldTable, Located>>

const plain = (name: string): string => name.toLowerCase().replaceAll('_', '')
/** `users`, `User`; `ai_jobs`, `AiJob`. */
const isTable = (old: OldTable, name: string): boolean => [plain(old), plain(old).slice(0, -1)].includes(plain(name))

/** Required fields: without them a table cannot be imported. */
const required: Record<OldTable, readonly string[]> = {
  users: ['email'],
  products: ['name', 'price'],
  orders: ['userId', 'productId', 'total'],
  ai_jobs: ['jobType', 'input'],
  payments: ['orderId', 'amount'],
  approvals: ['resourceType', 'resourceId', 'requesterId'],
}

const locate = (old: OldTable, table: string, listed: readonly ForeignRow[]): Located => {
  const columns = new Map(listed.map((row) => [plain(row.column_name ?? ''), row]))
  const all: Record<string, readonly string[]> = { id: ['id'], ...fields[old] }
  const found = Object.entries(all).map(
    ([field, names]) => [field, names.map((name) => columns.get(name)).find((row) => row !== undefined)?.column_name ?? null] as const,
  )
  const missing = found.filter(([field, column]) => column === null && ['id', ...required[old]].includes(field)).map(([field]) => field)
  if (missing.length > 0) throw new Error(`The table "${table}" has no column for: ${missing.join(', ')}.`)
  const type = columns.get('id')?.udt_name ?? ''
  return { table, columns: Object.fromEntries(found), idType: type === 'uuid' ? 'uuid' : /^int[248]$/.test(type) ? 'int8' : 'text' }
}

/** Finds the old tables and columns in rows of `information_schema.columns`. Throws an error with a readable message when it cannot. */
export const recognize = (listed: readonly ForeignRow[]): OldShape => {
  const tables = [...new Set(listed.map((row) => row.table_name ?? ''))]
  if (tables.includes('event_consumers')) throw new Error('This is a database of the new shop, not of the old one.')
  const shape: OldShape = {}
  for (const old of oldTables) {
    const names = tables.filter((name) => isTable(old, name))
    if (names.length > 1) throw new Error(`Several tables could be ${old}: ${names.map((name) => `"${name}"`).join(', ')}. Keep one of them in the schema.`)
    const [name] = names
    if (name === undefined) continue
    shape[old] = locate(
      old,
      name,
      listed.filter((row) => row.table_name === name),
    )
  }
  if (Object.keys(shape).length === 0) throw new Error('None of the old tables is there (users, products, orders, ai_jobs, payments, approvals).')
  return shape
}
