import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, inspect } from '../src/inspection.ts'
import { cards, personOf } from '../src/people.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const plan = (page: Page, name: string) => page.getByRole('main').getByText(name, { exact: true }).first()
const typesCard = async (page: Page, number: string): Promise<void> => {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry').fill('12/30')
  await page.getByLabel('Security code').fill('123')
}
/** What the ledger says, newest first. */
const history = (page: Page) => page.getByRole('table', { name: 'Credit history' }).getByRole('row')

test('One takes a plan, a larger one, and then a smaller one when the month ends', async ({ page }) => {
  // A card that is declined is answered with 402, which the browser writes into the console.
  const complaints = complaintsOf(page, (message) => /402/.test(message.text()))
  await personOf(page.context().request).signUp()

  await test.step('From the account menu to the plan: free, with ten credits', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Account: Mina Mori' }).click()
    await page.getByRole('menuitem', { name: 'Plan and usage' }).click()
    await expect(page).toHaveURL(/\/plan$/)
    await expect(page.getByRole('heading', { name: 'Plan and usage' })).toBeVisible()
    await expect(page.getByText('10 left')).toBeVisible()
    await expect(plan(page, 'Test payments')).toBeVisible()
    await inspect(page)
  })

  await test.step('Back closes what was opened, and leaves the page where it was', async () => {
    await page.getByRole('button', { name: 'Choose Basic' }).click()
    await expect(dialog(page)).toContainText('¥980')
    await page.goBack()
    await expect(dialog(page)).toBeHidden()
    await expect(page).toHaveURL(/\/plan$/)
    await page.goForward()
    await expect(dialog(page)).toBeVisible()
    await inspect(page)
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(dialog(page)).toBeHidden()
  })

  await test.step('A declined card changes nothing; the next one begins the plan, once, however one presses', async () => {
    await page.getByRole('button', { name: 'Choose Basic' }).click()
    await typesCard(page, cards.declined)
    await page.getByRole('button', { name: 'Pay ¥980' }).click()
    await expect(dialog(page).getByText('The card was declined.')).toBeVisible()
    await inspect(page)
    await page.getByLabel('Card number').fill(cards.accepted)
    await page.getByRole('button', { name: 'Pay ¥980' }).dblclick()
    await expect(page.getByText('You are on Basic now')).toBeVisible()
    await expect(dialog(page)).toBeHidden()
    await expect(page.getByText('60 left')).toBeVisible()
    await expect(history(page).nth(1)).toContainText('+60')
    await expect(history(page)).toHaveCount(4)
    await expect(page).toHaveURL(/\/plan$/)
  })

  await test.step('The larger plan begins at once, for the difference that was shown', async () => {
    await page.getByRole('button', { name: 'Upgrade to Pro' }).click()
    await expect(dialog(page)).toContainText('Charged now¥2,000')
    await inspect(page)
    await page.getByRole('button', { name: 'Pay ¥2,000 and upgrade' }).click()
    await expect(page.getByText('You are on Pro now.')).toBeVisible()
    await expect(page.getByText('250 left')).toBeVisible()
    await expect(history(page).nth(1)).toContainText('More credits with Pro')
  })

  await test.step('The smaller plan waits for the end of the month, and is taken back', async () => {
    await page.getByRole('button', { name: 'Change to Basic' }).click()
    await expect(dialog(page)).toContainText('Charged nowNothing')
    await page.getByRole('button', { name: /^Change on / }).click()
    await expect(page.getByText(/^Basic from /).first()).toBeVisible()
    await expect(page.getByText('250 left')).toBeVisible()
    await expect(page.getByText(/you get 60 new credits/)).toBeVisible()
    await inspect(page)
    await page.reload()
    await expect(page.getByText(/^Basic from /).first()).toBeVisible()
    await page.getByRole('button', { name: 'Keep Pro' }).first().click()
    await dialog(page).getByRole('button', { name: 'Keep Pro' }).click()
    await expect(page.getByText('Pro goes on.')).toBeVisible()
    await expect(page.getByText(/^Basic from /)).toHaveCount(0)
    await expect(page.getByText(/you get 250 new credits/)).toBeVisible()
  })

  await test.step('It ends when the month does, and goes on after all', async () => {
    await page.getByRole('button', { name: 'Cancel at the end of the month' }).click()
    await page.getByRole('button', { name: /^Cancel on / }).click()
    await expect(page.getByText(/^Pro ends on /).first()).toBeVisible()
    await expect(page.getByText(/you get 10 new credits/)).toBeVisible()
    await page.getByRole('button', { name: 'Keep Pro' }).first().click()
    await dialog(page).getByRole('button', { name: 'Keep Pro' }).click()
    await expect(page.getByText(/^Pro ends on /)).toHaveCount(0)
    await expect(page.getByText(/^Renews on /)).toBeVisible()
  })
  expect(complaints).toEqual([])
})

test('Two windows never end in two plans', async ({ page, context }) => {
  await personOf(context.request).signUp()
  const other = await context.newPage()
  await other.goto('/plan?choose=pro')
  await expect(dialog(other)).toContainText('Charged now¥2,980')
  await page.goto('/plan?choose=basic')
  await typesCard(page, cards.accepted)
  await page.getByRole('button', { name: 'Pay ¥980' }).click()
  await expect(page.getByText('You are on Basic now')).toBeVisible()
  // The other window hears of it: what it asks for now is the difference.
  await expect(dialog(other)).toContainText('Upgrade to Pro')
  await expect(dialog(other)).toContainText('Charged now¥2,000')
  await other.getByRole('button', { name: 'Pay ¥2,000 and upgrade' }).click()
  await expect(other.getByText('250 left')).toBeVisible()
  await expect(page.getByText('250 left')).toBeVisible()
})
