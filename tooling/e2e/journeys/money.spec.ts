import { expect, type Page, test } from '@playwright/test'
import { inspect } from '../src/inspection.ts'
import { cards, personOf } from '../src/people.ts'
import { sessions } from '../src/places.ts'

const badge = (page: Page, text: string) => page.getByRole('main').getByText(text, { exact: true }).first()

const paysWithCard = async (page: Page, names: { number: string; expiry: string; code: string; pay: RegExp }): Promise<void> => {
  await page.getByLabel(names.number).fill(cards.accepted)
  await page.getByLabel(names.expiry).fill('12/30')
  await page.getByLabel(names.code).fill('123')
  await page.getByRole('button', { name: names.pay }).click()
}

test('One buys, is refunded a part and then the rest, and has papers for all of it', async ({ page: buyer, browser }) => {
  const operator = await (await browser.newContext({ storageState: sessions.admin })).newPage()
  await personOf(buyer.context().request).signUp()
  await test.step('The buyer orders half a day of consulting and pays', async () => {
    await buyer.goto('/?category=business_consulting')
    await buyer.getByRole('link', { name: 'Automation consulting, half a day' }).first().click()
    await buyer.getByLabel('Brief').fill('We would like to know which of our weekly reports can write themselves.')
    await buyer.getByRole('button', { name: 'Place order' }).click()
    await expect(buyer).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
    await paysWithCard(buyer, { number: 'Card number', expiry: 'Expiry', code: 'Security code', pay: /^Pay / })
    await expect(badge(buyer, 'Paid')).toBeVisible()
    await expect(buyer.getByRole('link', { name: 'Invoice 1 as PDF' })).toBeVisible()
    await inspect(buyer)
  })
  const orderId = new URL(buyer.url()).pathname.split('/').at(-1) ?? ''
  const givesBack = async (amount: string | undefined, reason: string) => {
    await operator.getByRole('button', { name: 'Refund', exact: true }).click()
    const dialog = operator.getByRole('dialog')
    if (amount !== undefined) await dialog.getByLabel('Amount').fill(amount)
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Give back' }).click()
    await expect(operator.getByText('The money was given back.').first()).toBeVisible()
    await expect(dialog).toBeHidden()
  }
  await test.step('The operator is told when it is too much, and gives a part back', async () => {
    await operator.goto(`/orders/${orderId}`)
    await operator.getByRole('button', { name: 'Refund', exact: true }).click()
    const dialog = operator.getByRole('dialog')
    await dialog.getByLabel('Amount').fill('99999.00')
    await dialog.getByRole('button', { name: 'Give back' }).click()
    await expect(dialog.getByText('2 fields need attention')).toBeVisible()
    await inspect(operator)
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await givesBack('12.50', 'The second visit was not needed.')
  })
  await test.step('The buyer sees it at once, with the reason and a credit note', async () => {
    await expect(buyer.getByText('The second visit was not needed.')).toBeVisible()
    await expect(buyer.getByText(/Partly refunded/)).toBeVisible()
    await expect(buyer.getByRole('link', { name: 'Credit note 2 as PDF' })).toBeVisible()
    const [file] = await Promise.all([buyer.waitForEvent('download'), buyer.getByRole('link', { name: 'Credit note 2 as PDF' }).click()])
    expect(file.suggestedFilename()).toBe('credit-note-000002.pdf')
  })
  await test.step('The rest goes back too: the order is refunded', async () => {
    await givesBack(undefined, 'We could not find a date.')
    await expect(badge(buyer, 'Refunded')).toBeVisible()
    await expect(operator.getByRole('button', { name: 'Refund', exact: true })).toBeHidden()
    await buyer.goto('/invoices')
    await expect(buyer.getByRole('table', { name: 'Invoices' }).getByRole('row')).toHaveCount(4)
    await inspect(buyer)
  })
  await test.step('And the books agree', async () => {
    await operator.goto('/admin/reconciliation')
    await operator.getByRole('button', { name: 'Compare now' }).click()
    await expect(operator.getByRole('main').getByText('The books agree').first()).toBeVisible()
    await inspect(operator)
  })
  await operator.context().close()
})

test('A Japanese buyer pays in yen', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'ja-JP' })
  const page = await context.newPage()
  await personOf(context.request).signUp()
  await page.goto('/?category=technical_support')
  // Sold in yen only, and the course in yen beside other currencies: both are shown to this reader in yen.
  await expect(page.getByRole('listitem').filter({ hasText: 'Priority support, one month' })).toContainText(/[￥¥]19,800/)
  await page.goto('/')
  await page.getByRole('link', { name: 'AI course', exact: true }).click()
  await expect(page.getByText(/[￥¥]6,800/).first()).toBeVisible()
  await page.goto('/?category=technical_support')
  await page.getByRole('link', { name: 'Priority support, one month' }).first().click()
  await page.getByLabel('ご依頼の内容').fill('毎週の報告書の作成を自動化したいので、相談に乗ってください。')
  await inspect(page)
  await page.getByRole('button', { name: '注文する' }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
  await paysWithCard(page, { number: 'カード番号', expiry: '有効期限', code: 'セキュリティコード', pay: /[￥¥]19,800 を支払う/ })
  await expect(badge(page, '支払い済み')).toBeVisible()
  await expect(page.getByText('請求書 1')).toBeVisible()
  await inspect(page)
  const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await personOf(context.request).payments(orderId)).toMatchObject([{ amount: '19800', currency: 'JPY', status: 'succeeded' }])
  await context.close()
})
