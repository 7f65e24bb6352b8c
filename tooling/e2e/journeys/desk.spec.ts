import { readFile } from 'node:fs/promises'
import type { Order } from '@pantheon/contract'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { inspect } from '../src/inspection.ts'
import { personOf } from '../src/people.ts'
import { origin, sessions } from '../src/places.ts'

/** A newcomer with three orders of support that wait for their payment, and one that is paid. */
const buysFour = async (buyer: Page): Promise<string> => {
  const { request } = buyer.context()
  const person = personOf(request)
  const { email } = await person.signUp()
  const { id: productId } = await person.product('Priority support, one month')
  const orders: Order[] = []
  for (const quantity of [2, 4, 1, 3]) {
    const data = { productId, quantity, input: { brief: `We need ${quantity} months of calm.` } }
    orders.push((await (await request.post('/api/v1/orders', { data, headers: { origin } })).json()) as Order)
  }
  const paid = orders.at(-1)?.id ?? ''
  await person.pay(paid)
  await expect.poll(async () => (await person.orderOf(paid)).status).toBe('paid')
  return email
}

const tableOf = (page: Page): Locator => page.getByRole('table', { name: 'Orders' })
/** The rows below the head. */
const rowsOf = (page: Page): Locator => tableOf(page).locator('tbody tr')
const totals = ['¥79,200', '¥59,400', '¥39,600', '¥19,800']
const showsTotals = (page: Page, wanted: readonly string[]) => expect(rowsOf(page).locator('td:last-child')).toHaveText([...wanted])

test('An operator finds orders, keeps the filter, and moves many at a time', async ({ page: buyer, browser }) => {
  const context = await browser.newContext({ storageState: sessions.admin, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const email = await buysFour(buyer)

  await test.step('A filter is part of the address, and survives a reload', async () => {
    await page.goto('/orders')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'Show only' })
    await form.getByLabel('Buyer').fill(email)
    await form.getByLabel('Currency').selectOption('JPY')
    await form.getByLabel('Total from').fill('10.5')
    await form.getByRole('button', { name: 'Show' }).click()
    await expect(form.getByText('Enter an amount like 980.')).toBeVisible()
    await inspect(page)
    await form.getByLabel('Total from').fill('')
    await form.getByRole('button', { name: 'Show' }).click()
    await expect(rowsOf(page)).toHaveCount(4)
    await expect(page).toHaveURL(/buyer=.+currency=JPY|currency=JPY.+buyer=/)
    await page.reload()
    await expect(rowsOf(page)).toHaveCount(4)
    await expect(page.getByRole('button', { name: `Remove: Buyer: ${email}` })).toBeVisible()
    await inspect(page)
  })

  await test.step('Headers sort, on the server, and say so', async () => {
    const header = tableOf(page).getByRole('columnheader', { name: 'Total' })
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'descending')
    await showsTotals(page, totals)
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
    await showsTotals(page, totals.toReversed())
    await page.reload()
    await expect(page).toHaveURL(/sort=amount_low/)
    await showsTotals(page, totals.toReversed())
  })

  await test.step('The file holds what the list shows', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as CSV' }).click()])
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n').slice(1)
    expect(lines.map((line) => /,(\d+),JPY,/.exec(line)?.[1])).toEqual(['19800', '39600', '59400', '79200'])
    expect(lines.every((line) => line.includes(email))).toBe(true)
  })

  await test.step('A filter is kept by name, once, and brings the list back', async () => {
    const name = `Calm ${email}`.slice(0, 60)
    const keeps = async () => {
      await page.getByRole('button', { name: 'Save this filter' }).click()
      const dialog = page.getByRole('dialog', { name: 'Save this filter' })
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog.getByText('Enter a name.')).toBeVisible()
      await dialog.getByLabel('Name').fill(name)
      await dialog.getByRole('button', { name: 'Save' }).click()
      return dialog
    }
    await expect(await keeps()).toBeHidden()
    const filters = page.getByRole('navigation', { name: 'Saved filters' })
    await filters.getByRole('button', { name: 'All', exact: true }).click()
    await expect(page).toHaveURL('/orders')
    await filters.getByRole('button', { name, exact: true }).click()
    await showsTotals(page, totals.toReversed())
    await page.goto('/orders?status=paid')
    const dialog = await keeps()
    await expect(dialog.getByText('You already have a filter with this name. Choose another name.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await filters.getByRole('button', { name, exact: true }).click()
    await filters.getByRole('button', { name: `More for “${name}”` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(page.getByText('Filter deleted.')).toBeVisible()
    await expect(filters.getByRole('button', { name, exact: true })).toBeHidden()
    await showsTotals(page, totals.toReversed())
  })

  await test.step('Columns are chosen, and stay chosen', async () => {
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Quantity' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Placed' }).click()
    await page.keyboard.press('Escape')
    const check = async () => {
      await expect(tableOf(page).getByRole('columnheader', { name: 'Quantity' })).toBeVisible()
      await expect(tableOf(page).getByRole('columnheader', { name: 'Placed' })).toBeHidden()
    }
    await check()
    await page.reload()
    await check()
  })

  await test.step('The keyboard walks the list, ticks and opens; a field keeps its letters', async () => {
    const opener = (at: number) => rowsOf(page).nth(at).getByRole('link')
    const ticks = (at: number) => rowsOf(page).nth(at).getByRole('checkbox')
    await expect(rowsOf(page)).toHaveCount(4)
    await page.keyboard.press('j')
    await expect(opener(0)).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await expect(ticks(1)).toBeChecked()
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect(opener(1)).toBeFocused()
    await page.keyboard.press('x')
    await expect(ticks(1)).not.toBeChecked()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const buyerField = page.getByRole('dialog', { name: 'Show only' }).getByLabel('Buyer')
    await buyerField.fill('')
    await buyerField.pressSequentially('jxk')
    await expect(buyerField).toHaveValue('jxk')
    await page.keyboard.press('Escape')
    await opener(2).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/)
    await page.goBack()
    await expect(rowsOf(page)).toHaveCount(4)
  })

  await test.step('Four are cancelled at once; the one that is paid is not, and it is said why', async () => {
    await tableOf(page).getByRole('checkbox', { name: 'Select all that are shown' }).check()
    const bar = page.getByRole('region', { name: 'What to do with the selection' })
    await expect(bar.getByText('4 selected')).toBeVisible()
    await inspect(page)
    await bar.getByRole('button', { name: 'Cancel orders' }).click()
    await page.getByRole('dialog', { name: 'Cancel 4 orders?' }).getByRole('button', { name: 'Cancel orders' }).click()
    const results = page.getByRole('dialog', { name: 'Results' })
    await expect(results.getByText('3 cancelled')).toBeVisible()
    await expect(results.getByText('1 failed')).toBeVisible()
    await expect(results.getByRole('list', { name: 'What failed, and why' }).getByRole('listitem')).toHaveText(
      /We need \d months? of calm\. …[0-9a-f]{6} · PaidThe status of the order has changed/,
    )
    await inspect(page)
    await results.getByRole('button', { name: 'Done' }).click()
    await expect(bar).toBeHidden()
    await expect(tableOf(page).getByText('Cancelled')).toHaveCount(3)
    await expect(tableOf(page).getByText('Paid')).toHaveCount(1)
  })

  await test.step('The paid one is marked as delivered, and the buyer sees it', async () => {
    await rowsOf(page).filter({ hasText: 'Paid' }).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Mark as delivered' }).click()
    await expect(page.getByText('1 marked as delivered')).toBeVisible()
    await buyer.goto('/orders?status=fulfilled')
    await expect(rowsOf(buyer)).toHaveCount(1)
    // A buyer's list is a buyer's: nothing to tick, nobody else's filters.
    await expect(tableOf(buyer).getByRole('checkbox')).toHaveCount(0)
    await inspect(buyer)
  })
  await context.close()
})

test('An operator takes products off the shelf together, and brings them back', async ({ browser }) => {
  const context = await browser.newContext({ storageState: sessions.admin, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const mark = `Pamphlet ${Date.now()}`
  for (const i of [1, 2]) {
    const data = { name: `${mark} ${i}`, price: '5.00', currency: 'USD', category: 'ai_document_generation', status: 'draft' }
    await page.request.post('/api/v1/products', { data, headers: { origin } })
  }
  const rows = page.getByRole('table', { name: 'Products' }).locator('tbody tr')
  const moves = async (verb: string, said: string) => {
    await expect(rows).toHaveCount(2)
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
    await page.getByRole('region', { name: 'What to do with the selection' }).getByRole('button', { name: verb }).click()
    if (verb === 'Archive') await page.getByRole('dialog').getByRole('button', { name: verb }).click()
    await expect(page.getByText(said)).toBeVisible()
    await expect(rows).toHaveCount(0)
  }
  const shows = (status: string) => page.goto(`/admin/products?status=${status}&q=${encodeURIComponent(mark)}`)
  await shows('draft')
  await test.step('When the line is cut, nothing is lost, and it can be asked again', async () => {
    await page.route('**/business.products.moveMany*', (route) => route.abort('connectionfailed'), { times: 1 })
    await expect(rows).toHaveCount(2)
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
    await page.getByRole('button', { name: 'Put on sale' }).click()
    const results = page.getByRole('dialog', { name: 'Results' })
    await expect(results.getByText('What was done is kept; you can try the others again.')).toBeVisible()
    await results.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('2 selected')).toBeVisible()
  })
  await moves('Put on sale', '2 put on sale')
  await shows('active')
  await inspect(page)
  await moves('Archive', '2 archived')
  await shows('archived')
  await moves('Restore as draft', '2 restored as draft')
  await shows('draft')
  await expect(rows).toHaveCount(2)
  await context.close()
})

test('A row that changes glows once, and not at all for those who want no motion', async ({ page: buyer, browser }) => {
  const email = await buysFour(buyer)
  const watching = async (reducedMotion: 'reduce' | 'no-preference') => {
    const context = await browser.newContext({ storageState: sessions.admin, viewport: { width: 1440, height: 900 }, reducedMotion })
    const page = await context.newPage()
    await page.goto(`/orders?buyer=${encodeURIComponent(email)}`)
    await expect(rowsOf(page)).toHaveCount(4)
    await expect(page.getByText('Live', { exact: true })).toBeAttached()
    // Every animation of a row is noted by its name, however short it is.
    await page.evaluate(() => {
      const glows: string[] = []
      Object.assign(window, { glows })
      document.addEventListener('animationstart', (event) => event.target instanceof HTMLTableRowElement && glows.push(event.animationName))
    })
    return { context, page, glows: () => page.evaluate(() => (window as unknown as { glows: string[] }).glows) }
  }
  const [moving, still] = [await watching('no-preference'), await watching('reduce')]
  await buyer.goto('/orders?status=awaiting_payment')
  await rowsOf(buyer).first().getByRole('link').click()
  await buyer.getByRole('button', { name: 'Cancel order' }).click()
  await buyer.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click()
  for (const { page } of [moving, still]) await expect(tableOf(page).getByText('Cancelled')).toHaveCount(1)
  await expect.poll(moving.glows).toEqual(['glow'])
  // A second look at the same rows, and the end of the first glow, start no other.
  await moving.page.waitForTimeout(2500)
  expect([await moving.glows(), await still.glows()]).toEqual([['glow'], []])
  await Promise.all([moving.context.close(), still.context.close()])
})
