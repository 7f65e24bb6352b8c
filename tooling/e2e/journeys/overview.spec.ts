import { expect, type Page, test } from '@playwright/test'
import { inspect, settled } from '../src/inspection.ts'
import { aCourse, personOf } from '../src/people.ts'
import { sessions } from '../src/places.ts'

test.use({ storageState: sessions.admin })

const placed = async (page: Page): Promise<number> => {
  const tile = page.getByRole('main').getByRole('link', { name: 'Orders placed' })
  return Number.parseInt((await tile.locator('xpath=../following-sibling::div[1]').textContent()) ?? '', 10)
}

test('The operator sees how the shop is doing, while it happens', async ({ page, browser }) => {
  await test.step('It is one choice away', async () => {
    await page.goto('/')
    // A key pressed before the page listens is nobody's.
    await settled(page)
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog').getByRole('combobox').fill('overview')
    await page.getByRole('option', { name: /^Overview/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    await expect.poll(() => placed(page)).toBeGreaterThan(0)
  })
  await test.step('An order that comes in is counted without a reload', async () => {
    const before = await placed(page)
    const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } })
    const buyer = personOf(stranger.request)
    await buyer.signUp()
    const { id } = await buyer.order()
    await buyer.pay(id)
    await expect.poll(() => placed(page), { timeout: 15_000 }).toBeGreaterThan(before)
    await stranger.close()
  })
  await test.step('What the period is stands in the address', async () => {
    await page.getByRole('button', { name: '7 days' }).click()
    await expect(page).toHaveURL(/range=7d/)
    await page.reload()
    await expect(page.getByRole('button', { name: '7 days' })).toHaveAttribute('aria-pressed', 'true')
  })
  await test.step('The chart is drawn, and is a table too', async () => {
    const chart = page.getByRole('figure', { name: 'Orders over time' })
    await expect(chart.locator('path.recharts-rectangle').first()).toBeVisible()
    await chart.getByText('The figures as a table').click()
    const table = chart.getByRole('table', { name: 'Orders over time' })
    await expect(table.getByRole('columnheader')).toHaveText(['When', 'Placed', 'Delivered', 'Failed', 'Refunded'])
    await expect(table.getByRole('row')).toHaveCount(7 + 1)
    await inspect(page)
  })
  await test.step('Without a connection the last figures stay', async () => {
    await page.context().setOffline(true)
    await expect(page.getByText('You are offline.')).toBeVisible()
    expect(await placed(page)).toBeGreaterThan(0)
    await page.context().setOffline(false)
  })
})

test('What one is told in AIFactory is told in Pantheon too', async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  const buyer = personOf(context.request)
  await buyer.signUp()
  await page.goto('/pantheon/')
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible()
  const { id } = await buyer.order()
  await buyer.pay(id)
  const bell = page.getByRole('button', { name: 'Notifications: 1 unread' })
  await expect(bell).toBeVisible({ timeout: 45_000 })
  await bell.click()
  await page
    .getByRole('dialog', { name: 'Notifications' })
    .getByRole('link', { name: new RegExp(`“${aCourse.topic}” was delivered`) })
    .click()
  await expect(page).toHaveURL(new RegExp(`/pantheon/orders/\\?order=${id}`))
  // The order lies over the page, and hides it from those who listen.
  await expect(page.getByRole('button', { name: 'Notifications', exact: true, includeHidden: true })).toBeAttached()
  await context.close()
})
