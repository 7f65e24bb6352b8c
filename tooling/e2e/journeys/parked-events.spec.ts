import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Account } from '@pantheon/contract'
import { expect, type Page, test } from '@playwright/test'
import { inspect } from '../src/inspection.ts'
import { aCourse, signIn } from '../src/people.ts'
import { parkedShop, root } from '../src/places.ts'
import { type OwnServer, startServer } from '../src/server.ts'

interface Database {
  prepare(statement: string): { run(...values: unknown[]): void }
  close(): void
}
// The driver of the server.
const BetterSqlite3: new (file: string) => Database = createRequire(join(root, 'apps/api/package.json'))('better-sqlite3')

/** Logs that an order was paid by a user who does not exist: its handler fails whenever it is tried. */
const logPaidOrder = (organizationId: string): string => {
  const orderId = randomUUID()
  const database = new BetterSqlite3(join(parkedShop.dataDir, 'pantheon.db'))
  const data = { orderId, userId: randomUUID(), category: 'ai_course_generation', input: aCourse }
  database
    .prepare(
      `insert into events (id, name, organization_id, subject_type, subject_id, related, stream_key, at, data)
       values (?, 'order.paid', ?, 'order', ?, '[]', ?, ?, ?)`,
    )
    .run(randomUUID(), organizationId, orderId, `order:${orderId}`, Date.now(), JSON.stringify(data))
  database.close()
  return orderId
}

test.describe('Events that cannot be handled', () => {
  test.use({ baseURL: parkedShop.origin })
  let server: OwnServer

  test.beforeAll(async () => {
    server = await startServer(parkedShop, { EVENT_TRIES: '1' })
  })
  test.afterAll(() => server.stop())

  const rowOf = (page: Page, orderId: string) => page.getByRole('row').filter({ has: page.locator(`a[href*="${orderId}"]`) })

  test('are announced to an operator, who replays one and drops another', async ({ page }) => {
    await signIn(page.request, 'admin@pantheon.local', parkedShop)
    const { organization } = (await (await page.request.get('/api/v1/auth/session')).json()) as Account
    const [replayed, dropped] = [logPaidOrder(organization.id), logPaidOrder(organization.id)]

    await page.goto('/')
    await page.getByRole('button', { name: /^Notifications: \d+ unread$/ }).click()
    await page
      .getByRole('dialog', { name: 'Notifications' })
      .getByRole('link', { name: /order\.paid/ })
      .first()
      .click()
    await expect(page).toHaveURL(/\/pantheon\/parked-events\/$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Parked events' })).toBeVisible()
    for (const orderId of [replayed, dropped]) await expect(rowOf(page, orderId)).toContainText('order.paid')
    await inspect(page)

    const tries = rowOf(page, replayed).locator('th, td').nth(3)
    await expect(tries).toHaveText('1')
    await rowOf(page, replayed).getByRole('button', { name: 'Replay' }).click()
    await expect(page.getByText('order.paid is tried once more.')).toBeVisible()
    // Its cause is still there, so it is parked again.
    await expect(tries).toHaveText('2', { timeout: 20_000 })

    await rowOf(page, dropped).getByRole('button', { name: 'Drop' }).click()
    const question = page.getByRole('dialog', { name: /^Drop order\.paid of order / })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(rowOf(page, dropped)).toBeVisible()
    await rowOf(page, dropped).getByRole('button', { name: 'Drop' }).click()
    await question.getByRole('button', { name: 'Drop event' }).click()
    await expect(page.getByText('order.paid was dropped.')).toBeVisible()
    await expect(rowOf(page, dropped)).toHaveCount(0)
    await expect(rowOf(page, replayed)).toBeVisible()
  })
})
