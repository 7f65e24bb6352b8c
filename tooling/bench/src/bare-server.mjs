// The baseline: the cost of the same responses with only `node:http` and `pg`. Same statements, same pool, same cached
// session, same transaction; no routes, no validation, no origin check. Plain JavaScript, because a measured process must
// not spend time on transpiling.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 })

const productColumns = 'id, sku, name, description, price_minor, currency, other_prices, category, status, image, version, created_at, updated_at'
const statements = {
  session: `select s.user_id, s.organization_id, s.expires_at, u.role as platform_role, m.role from sessions s inner join users u on u.id = s.user_id
    inner join memberships m on m.user_id = s.user_id and m.organization_id = s.organization_id where s.id = $1`,
  list: `select ${productColumns} from products where status = $1 order by created_at desc, id desc limit $2`,
  get: `select ${productColumns} from products where id = $1`,
  insert: `insert into orders (id, organization_id, user_id, product_id, product_name, category, quantity, unit_price_minor, total_minor, currency, status,
    input, notes, version, created_at, updated_at, completed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, default)`,
  rules: `select id, organization_id, subject, currency, above_minor, class, workflow, is_active, version, created_at, updated_at from approval_policies
    where subject = $1 and is_active = $2 and (organization_id is null or organization_id = $3)`,
  append: `with turn as materialized (select pg_advisory_xact_lock(727273)),
    added as (
      insert into events (id, name, organization_id, actor_id, order_id, subject_type, subject_id, related, stream_key, at, data, origin, before_digest, after_digest)
      select e.id, e.name, e.organization_id, e.actor_id, e.order_id, e.subject_type, e.subject_id, e.related, e.stream_key, e.at, e.data, e.origin, e.before_digest, e.after_digest
      from turn, jsonb_to_recordset($1::jsonb) as e(id text, name text, organization_id text, actor_id text, order_id text,
        subject_type text, subject_id text, related jsonb, stream_key text, at timestamptz, data jsonb, origin jsonb, before_digest text, after_digest text)
      returning seq
    )
    select pg_notify('pantheon_events', max(seq)::text) from added`,
}

/**
 * @param {pg.Pool | pg.PoolClient} client
 * @param {keyof typeof statements} name
 * @param {unknown[]} values
 */
const run = async (client, name, values) => (await client.query({ name, text: statements[name], values })).rows

/**
 * @param {number} minor
 * @param {string} currency
 */
const amount = (minor, currency) => (currency === 'JPY' ? String(minor) : (minor / 100).toFixed(2))

/** @param {Record<string, any>} row */
const toProduct = (row) => ({
  id: row.id,
  sku: row.sku,
  name: row.name,
  description: row.description,
  currency: row.currency,
  category: row.category,
  status: row.status,
  image: row.image,
  version: row.version,
  price: amount(Number(row.price_minor), row.currency),
  prices: [{ currency: row.currency, minor: Number(row.price_minor) }, ...row.other_prices].map(({ currency, minor }) => ({
    currency,
    amount: amount(minor, currency),
  })),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** @type {Map<string, Promise<Record<string, any> | undefined>>} */
const sessions = new Map()

/**
 * Queried once and then cached, as in the measured server.
 * @param {string | undefined} cookie
 */
const readSession = (cookie) => {
  const token = /pantheon_session=([^;]+)/.exec(cookie ?? '')?.[1]
  if (!token) return undefined
  const known = sessions.get(token)
  if (known) return known
  const asked = run(pool, 'session', [sha256(token)]).then(([row]) => (row.expires_at > new Date() ? row : undefined))
  sessions.set(token, asked)
  return asked
}

/** @param {number} limit */
const list = async (limit) => {
  const rows = await run(pool, 'list', ['active', limit + 1])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const cursor = () => Buffer.from(JSON.stringify(['newest', last.created_at.getTime(), last.id])).toString('base64url')
  return { items: page.map(toProduct), nextCursor: rows.length > limit ? cursor() : null }
}

/** @param {string} id */
const get = async (id) => {
  const [row] = await run(pool, 'get', [id])
  return row && toProduct(row)
}

/** @param {string | Buffer} text */
const sha256 = (text) => createHash('sha256').update(text).digest('hex')

/**
 * @param {Record<string, any>} caller
 * @param {{ productId: string, quantity: number, input: object }} request
 * @param {{ requestId: string, address: string, userAgent: string }} origin
 */
const place = async (caller, { productId, quantity, input }, origin) => {
  const [product] = await run(pool, 'get', [productId])
  const [id, at] = [randomUUID(), new Date()]
  const { organization_id: organizationId, user_id: userId } = caller
  const { name, category, currency } = product
  const unitMinor = Number(product.price_minor)
  const event = {
    ...{ id: randomUUID(), at, name: 'order.placed', organization_id: organizationId, actor_id: userId, order_id: id, data: { orderId: id } },
    ...{ subject_type: 'order', subject_id: id, related: [], stream_key: `order:${id}`, origin, before_digest: null },
    after_digest: sha256(JSON.stringify({ id, organizationId, userId, productId, name, category, quantity, unitMinor, currency, input, at })),
  }
  const client = await pool.connect()
  try {
    await client.query('begin')
    await run(client, 'insert', [
      id,
      organizationId,
      userId,
      productId,
      name,
      category,
      quantity,
      unitMinor,
      unitMinor * quantity,
      currency,
      'awaiting_payment',
      input,
      null,
      1,
      at,
      at,
    ])
    await run(client, 'rules', ['order', true, organizationId])
    await run(client, 'append', [JSON.stringify([event])])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  return {
    id,
    organizationId,
    userId,
    productId,
    productName: name,
    category,
    quantity,
    currency,
    status: 'awaiting_payment',
    input,
    notes: null,
    version: 1,
    unitPrice: amount(unitMinor, currency),
    totalAmount: amount(unitMinor * quantity, currency),
    createdAt: at,
    updatedAt: at,
    completedAt: null,
  }
}

/** @param {import('node:http').IncomingMessage} request */
const readBody = async (request) => {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return JSON.parse(text)
}

/** @param {import('node:http').IncomingMessage} request */
const originOf = ({ socket, headers }) => ({ requestId: randomUUID(), address: socket.remoteAddress ?? '', userAgent: headers['user-agent'] ?? '' })

/** @param {import('node:http').IncomingMessage} request */
const answer = async (request) => {
  const [path = '', search = ''] = (request.url ?? '').split('?')
  if (path === '/healthz') return { ok: true }
  const caller = await readSession(request.headers.cookie)
  if (request.method === 'POST') return caller && place(caller, await readBody(request), originOf(request))
  return path === '/products' ? list(Number(new URLSearchParams(search).get('limit'))) : get(path.slice('/products/'.length))
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      const text = JSON.stringify(body ?? { error: 'refused' })
      const status = body === undefined ? 404 : request.method === 'POST' ? 201 : 200
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
    },
    (error) => {
      console.error(error)
      response.writeHead(500).end()
    },
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') console.log(JSON.stringify({ port: address.port, msg: 'ready' }))
})
