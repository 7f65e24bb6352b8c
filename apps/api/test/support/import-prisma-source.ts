import { hash } from '@node-rs/argon2'
import { createEmptyDatabase, runSql } from '@pantheon/db/testing'

/** How the old database names things: as Prisma does by default, or in snake_case. */
export const namings = ['prisma', 'snake_case'] as const
export type Naming = (typeof namings)[number]

const prismaSchema = `
  create type "Role" as enum ('USER', 'ADMIN');
  create table "User" (id text primary key, email text not null unique, "passwordHash" text, name text, role "Role" not null default 'USER',
    "createdAt" timestamp(3) not null default now(), "updatedAt" timestamp(3) not null);
  create table "Product" (id text primary key, name text not null, description text, price decimal(12,4) not null, currency text, category text,
    status text not null default 'ACTIVE', "createdAt" timestamp(3) not null default now(), "updatedAt" timestamp(3) not null);
  create table "Order" (id text primary key, "userId" text not null, "productId" text not null, quantity integer not null default 1,
    "totalAmount" decimal(12,4) not null, status text not null default 'PENDING', input text, "createdAt" timestamp(3) not null default now(),
    "updatedAt" timestamp(3) not null, "completedAt" timestamp(3));
  create table "AiJob" (id text primary key, "jobType" text not null, "userId" text not null, "orderId" text, status text not null, "inputParams" text not null,
    "outputData" text, "errorMessage" text, "createdAt" timestamp(3) not null default now(), "completedAt" timestamp(3));
  create table "Payment" (id text primary key, "orderId" text, amount decimal(12,4) not null, currency text, "paymentMethod" text, "stripePaymentId" text,
    status text not null, "paidAt" timestamp(3), "createdAt" timestamp(3) not null default now());
  create table "Approval" (id text primary key, "resourceType" text not null, "resourceId" text not null, "requesterId" text not null, "approverId" text,
    status text not null, comments text, "approvedAt" timestamp(3), "createdAt" timestamp(3) not null default now());
`

/** `"AiJob"` → `ai_jobs`, `"totalAmount"` → `total_amount`. */
const toSnake = (sql: string): string =>
  sql
    .replaceAll(/"(User|Product|Order|AiJob|Payment|Approval)"/g, (_, name: string) => `${name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()}s`)
    .replaceAll('"Role"', 'role_name')
    .replaceAll(/"([a-z]+[A-Z]\w*)"/g, (_, name: string) => name.replace(/([A-Z])/g, '_$1').toLowerCase())

/** What the old people's password is. */
export const oldPassword = 'an old password'

const words = 'Bread baking'
const courseInput = JSON.stringify({ topic: words, difficulty: 'beginner', duration_weeks: 3, target_audience: 'bakers', language: 'en' })
const lesson = { id: 'l1', title: 'Dough', minutes: 20, body: 'Flour and water.', key_points: [] }
const course = JSON.stringify({
  title: 'Bread',
  description: 'How to bake',
  modules: [{ id: 'm1', week: 1, title: 'One', summary: '', lessons: [lesson] }],
  assessments: [],
})

/** Ids that are UUIDs stay; the others are Prisma's own. */
export const uuids = {
  ada: '11111111-1111-4111-8111-111111111111',
  order: '22222222-2222-4222-8222-222222222222',
}

const rows = async (): Promise<string> => {
  const password = await hash(oldPassword, { memoryCost: 1024, timeCost: 2, parallelism: 1 })
  const bcrypt = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'
  const at = `'2024-03-01 10:00:00.123'`
  return `
    insert into "User" (id, email, "passwordHash", name, role, "createdAt", "updatedAt") values
      ('${uuids.ada}', 'Ada@Example.test', '${password}', 'Ada', 'ADMIN', ${at}, ${at}),
      ('cl9ebqhxk00003b600tymydho', 'bo@example.test', '${bcrypt}', null, 'USER', '2024-03-02', ${at}),
      ('dup', 'BO@example.test', null, 'Bo again', 'USER', '2024-03-03', ${at}),
      ('nomail', 'not an address', null, 'Nobody', 'USER', ${at}, ${at});
    insert into "Product" (id, name, description, price, currency, category, status, "createdAt", "updatedAt") values
      ('p-course', 'A course', null, 99.9900, null, 'AiCourseGeneration', 'ACTIVE', ${at}, ${at}),
      ('p-yen', 'Support', 'By the hour', 980.0000, 'jpy', 'TECHNICAL_SUPPORT', 'inactive', ${at}, ${at}),
      ('p-free', 'Free', null, 0, null, 'technical_support', 'active', ${at}, ${at}),
      ('p-currency', 'Odd', null, 1, 'XAU', 'technical_support', 'active', ${at}, ${at}),
      ('p-negative', 'Minus', null, -1, null, 'technical_support', 'active', ${at}, ${at}),
      ('p-decimals', 'Fine', null, 1.2345, null, 'technical_support', 'active', ${at}, ${at}),
      ('p-category', 'What', null, 1, null, 'astrology', 'active', ${at}, ${at}),
      ('p-status', 'Which', null, 1, null, 'technical_support', 'sleeping', ${at}, ${at});
    insert into "Order" (id, "userId", "productId", quantity, "totalAmount", status, input, "createdAt", "updatedAt", "completedAt") values
      ('${uuids.order}', '${uuids.ada}', 'p-course', 2, 199.98, 'COMPLETED', '${courseInput}', ${at}, ${at}, ${at}),
      ('o-paid', 'cl9ebqhxk00003b600tymydho', 'p-course', 1, 99.99, 'paid', null, ${at}, ${at}, null),
      ('o-open', '${uuids.ada}', 'p-yen', 1, 980, 'PENDING', null, ${at}, ${at}, null),
      ('o-refunded', '${uuids.ada}', 'p-yen', 1, 980, 'refunded', null, ${at}, ${at}, null),
      ('o-orphan', 'gone', 'p-course', 1, 99.99, 'paid', null, ${at}, ${at}, null),
      ('o-refused', 'dup', 'p-course', 1, 99.99, 'paid', null, ${at}, ${at}, null),
      ('o-product', '${uuids.ada}', 'p-negative', 1, 1, 'paid', null, ${at}, ${at}, null),
      ('o-status', '${uuids.ada}', 'p-course', 1, 99.99, 'teleported', null, ${at}, ${at}, null),
      ('o-json', '${uuids.ada}', 'p-course', 1, 99.99, 'paid', '{"topic": ', ${at}, ${at}, null),
      ('o-empty', '${uuids.ada}', 'p-course', 1, 99.99, 'pending', null, ${at}, ${at}, null),
      ('o-odd', '${uuids.ada}', 'p-course', 1, 99.99, 'paid', null, ${at}, ${at}, null),
      ('o-two', '${uuids.ada}', 'p-course', 1, 99.99, 'paid', null, ${at}, ${at}, null),
      ('o-thirds', '${uuids.ada}', 'p-course', 3, 100, 'paid', null, ${at}, ${at}, null);
    insert into "AiJob" (id, "jobType", "userId", "orderId", status, "inputParams", "outputData", "errorMessage", "createdAt", "completedAt") values
      ('j-done', 'course', '${uuids.ada}', '${uuids.order}', 'COMPLETED', '${courseInput}', '${course}', null, ${at}, ${at}),
      ('j-failed', 'CourseGeneration', '${uuids.ada}', null, 'failed', '${courseInput}', null, 'out of words', ${at}, null),
      ('j-running', 'course', '${uuids.ada}', null, 'running', '${courseInput}', null, null, ${at}, null),
      ('j-document', 'document', '${uuids.ada}', null, 'completed', '{}', null, null, ${at}, null),
      ('j-json', 'course', '${uuids.ada}', null, 'completed', 'no json', null, null, ${at}, null);
    insert into "Payment" (id, "orderId", amount, currency, "paymentMethod", "stripePaymentId", status, "paidAt", "createdAt") values
      ('m-done', '${uuids.order}', 199.98, 'USD', 'card', 'pi_old', 'succeeded', ${at}, ${at}),
      ('m-paid', 'o-paid', 99.9900, null, null, null, 'COMPLETED', ${at}, ${at}),
      ('m-back', 'o-refunded', 980.00, 'JPY', 'card', null, 'refunded', ${at}, ${at}),
      ('m-odd', 'o-odd', 99.99, 'XAU', 'card', null, 'succeeded', null, ${at}),
      ('m-two-a', 'o-two', 50, 'USD', 'card', null, 'succeeded', null, ${at}),
      ('m-two-b', 'o-two', 50, 'EUR', 'card', null, 'succeeded', null, ${at}),
      ('m-pending', 'o-open', 980, 'JPY', 'card', null, 'pending', null, ${at}),
      ('m-orphan', 'nothing', 5, 'USD', 'card', null, 'succeeded', null, ${at}),
      ('m-refused', 'o-orphan', 99.99, 'USD', 'card', null, 'succeeded', null, ${at});
    insert into "Approval" (id, "resourceType", "resourceId", "requesterId", "approverId", status, comments, "approvedAt", "createdAt") values
      ('a-done', 'Order', '${uuids.order}', 'cl9ebqhxk00003b600tymydho', '${uuids.ada}', 'APPROVED', 'Fine by me', ${at}, ${at}),
      ('a-open', 'order', '${uuids.order}', 'cl9ebqhxk00003b600tymydho', null, 'pending', null, null, ${at}),
      ('a-other', 'budget', 'x', '${uuids.ada}', null, 'approved', null, null, ${at});`
}

/** Every row of the source that cannot be taken, with a word of why. */
export const refusals: [table: string, id: string, why: RegExp][] = [
  ['users', 'dup', /^user cl9ebqhxk00003b600tymydho has the same e-mail address, bo@example\.test$/],
  ['users', 'nomail', /no e-mail address/],
  ['products', 'p-category', /^unknown category "astrology"$/],
  ['products', 'p-currency', /^unknown currency "XAU"$/],
  ['products', 'p-decimals', /^price 1\.2345 has more decimals than USD has$/],
  ['products', 'p-negative', /^price -1\.0000 is negative$/],
  ['products', 'p-status', /^unknown status "sleeping"$/],
  ['orders', 'o-empty', /says too little for a course/],
  ['orders', 'o-json', /^input is broken JSON$/],
  ['orders', 'o-odd', /^unknown currency "XAU"$/],
  ['orders', 'o-orphan', /^user gone is not in the old database$/],
  ['orders', 'o-product', /^its product p-negative cannot be taken$/],
  ['orders', 'o-refused', /^its user dup cannot be taken$/],
  ['orders', 'o-status', /^unknown status "teleported"$/],
  ['orders', 'o-thirds', /cannot be divided into 3 equal prices$/],
  ['orders', 'o-two', /^its payments are in several currencies: /],
  ['ai_jobs', 'j-document', /no place for a job of type document$/],
  ['ai_jobs', 'j-json', /^input is broken JSON$/],
  ['ai_jobs', 'j-running', /^it has not ended/],
  ['payments', 'm-odd', /^unknown currency "XAU"; its order o-odd cannot be taken$/],
  ['payments', 'm-orphan', /^order nothing is not in the old database$/],
  ['payments', 'm-pending', /has not ended/],
  ['payments', 'm-refused', /^its order o-orphan cannot be taken$/],
  ['payments', 'm-two-a', /^its order o-two cannot be taken$/],
  ['payments', 'm-two-b', /^its order o-two cannot be taken$/],
  ['approvals', 'a-open', /^it is not decided/],
  ['approvals', 'a-other', /no place for an approval of "budget"$/],
]

/** An old database without a row that cannot be taken, and more orders than one batch. */
const manyRows = (orders: number): string => `
  insert into "User" (id, email, name, role, "createdAt", "updatedAt")
    select 'u' || n, 'u' || n || '@example.test', 'User ' || n, 'USER', now(), now() from generate_series(1, ${Math.ceil(orders / 4)}) n;
  insert into "Product" (id, name, price, category, status, "createdAt", "updatedAt") values ('p', 'Support', 10.50, 'technical_support', 'ACTIVE', now(), now());
  insert into "Order" (id, "userId", "productId", quantity, "totalAmount", status, "createdAt", "updatedAt")
    select 'o' || n, 'u' || (1 + n / 4), 'p', 1 + n % 3, 10.50 * (1 + n % 3), case when n % 2 = 0 then 'COMPLETED' else 'paid' end, now(), now()
    from generate_series(1, ${orders - 1}) n;
  insert into "Payment" (id, "orderId", amount, currency, status, "paidAt", "createdAt")
    select 'm' || n, 'o' || n, 10.50 * (1 + n % 3), 'USD', 'succeeded', now(), now() from generate_series(1, ${orders - 1}) n;`

/** A real old database. Drop it when done. */
export const createOldDatabase = async (naming: Naming, options: { orders?: number } = {}) => {
  const database = await createEmptyDatabase('pg')
  const sql = `${prismaSchema}${options.orders === undefined ? await rows() : manyRows(options.orders)}`
  await runSql(database.url, naming === 'prisma' ? sql : toSnake(sql))
  return database
}
