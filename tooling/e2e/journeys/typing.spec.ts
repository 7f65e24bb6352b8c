import { expect, type Locator, type Page, test } from '@playwright/test'
import { settled } from '../src/inspection.ts'
import { aCourse, personOf } from '../src/people.ts'
import { sessions } from '../src/places.ts'

const caretOf = (field: Locator) => field.evaluate((input: HTMLInputElement) => input.selectionStart)
const presses = async (page: Page, key: string, times: number) => {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key)
}

test('a card is written as it stands on the card: groups, a slash, and the caret behind its digit', async ({ page }) => {
  const person = personOf(page.request)
  await person.signUp()
  const { id } = await person.order()
  await page.goto(`/orders/${id}`)
  const [number, expiry] = [page.getByLabel('Card number'), page.getByLabel('Expiry')]

  await test.step('A number has its digits grouped while it is typed, changed and pasted', async () => {
    await number.pressSequentially('424242424')
    await expect(number).toHaveValue('4242 4242 4')
    await page.keyboard.press('Backspace')
    await expect(number).toHaveValue('4242 4242')
    await presses(page, 'ArrowLeft', 7)
    await page.keyboard.type('9')
    await expect(number).toHaveValue('4294 2424 2')
    expect(await caretOf(number)).toBe(3)
    await page.keyboard.press('Backspace')
    await expect(number).toHaveValue('4242 4242')
    expect(await caretOf(number)).toBe(2)
    await number.selectText()
    await page.keyboard.insertText('4242-4242-4242-4242')
    await expect(number).toHaveValue('4242 4242 4242 4242')
  })

  await test.step('An expiry has its slash while it is typed', async () => {
    await expiry.pressSequentially('1230')
    await expect(expiry).toHaveValue('12/30')
    await presses(page, 'Backspace', 3)
    await expect(expiry).toHaveValue('12')
    await page.keyboard.type('/31')
    await expect(expiry).toHaveValue('12/31')
    await presses(page, 'ArrowLeft', 3)
    await page.keyboard.press('Backspace')
    await page.keyboard.type('1')
    await expect(expiry).toHaveValue('11/31')
    await expiry.selectText()
    await page.keyboard.insertText('12 / 2030')
    await expect(expiry).toHaveValue('12/30')
  })

  await test.step('It pays, and is named as its owner writes it', async () => {
    await page.getByLabel('Security code').fill('123')
    await page.getByRole('button', { name: /^Pay / }).click()
    await expect(page.getByText(/Visa •••• 4242/).first()).toBeVisible()
    await expect(page.getByText(/visa ••••/)).toHaveCount(0)
  })
})

test.describe('At the desk of the shop', () => {
  test.use({ storageState: sessions.admin })

  test('a new product keeps what was typed when the page is loaded again, until it is made', async ({ page }) => {
    const name = `Kept ${Date.now()}`
    await page.goto('/admin/products/new')
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Description').fill('Typed before the reload.')
    await page.locator('#price-USD').fill('12.50')
    await page.reload()
    await expect(page.getByLabel('Name')).toHaveValue(name)
    await expect(page.getByLabel('Description')).toHaveValue('Typed before the reload.')
    await expect(page.locator('#price-USD')).toHaveValue('12.50')
    await page.getByRole('button', { name: 'Create product' }).click()
    await expect(page.getByRole('table').getByRole('link', { name })).toBeVisible()
    await page.goto('/admin/products/new')
    await settled(page)
    await expect(page.getByLabel('Name')).toHaveValue('')
  })

  test('a rule that nobody can satisfy says so when it is made, who is missing, and where it stands in the way', async ({ browser }) => {
    const page = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage()
    await personOf(page.request).signUp()
    await page.goto('/admin/policies/new')
    await page.getByLabel('Name').fill('Owner')
    await page.getByLabel('Approvers').first().selectOption({ label: 'Role: Owner' })
    await expect(page.getByRole('status').getByText('1 approval needed, but nobody except the requester can approve.')).toBeVisible()
    await page.getByRole('button', { name: 'Create rule' }).click()
    const gap = page.getByRole('main').getByText('This rule has too few approvers').locator('..')
    await expect(gap).toContainText('Stage 1, “Owner”')
    await expect(gap).toContainText('invite someone who can approve')
    const rule = page.url()

    const { id } = await personOf(page.request).product('Custom course')
    await page.goto(`/products/${id}`)
    await page.getByLabel('Topic').fill(aCourse.topic)
    await page.getByLabel('Audience').fill(aCourse.targetAudience)
    await page.getByRole('button', { name: 'Place order' }).click()
    const refusal = page.getByRole('main').getByRole('alert')
    await expect(refusal).toContainText('The approval rule has too few approvers')
    await expect(refusal).toContainText('Stage “Owner”: 1 approval needed, but nobody except the requester can approve.')
    await refusal.getByRole('link', { name: /Open the approval rule: Orders/ }).click()
    await expect(page).toHaveURL(rule)
    await expect(gap).toBeVisible()
    await page.context().close()
  })
})
