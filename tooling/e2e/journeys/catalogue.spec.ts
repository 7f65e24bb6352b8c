import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, inspect } from '../src/inspection.ts'
import { aCourse } from '../src/people.ts'
import { sessions } from '../src/places.ts'

test.use({ storageState: sessions.admin })

const choose = (page: Page, name: string, text: string) => page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('a file with bad lines is checked, its good lines are imported, and it goes out again', async ({ page }) => {
  const complaints = complaintsOf(page)
  const mark = `J${Date.now()}`
  const file = [
    'sku,name,category,status,price_usd,price_jpy',
    `${mark}-1,Lantern course ${mark},ai_course_generation,active,49.00,6800`,
    `${mark}-2,,ai_course_generation,active,49.001,`,
    `${mark}-3,提灯の講座 ${mark},ai_course_generation,draft,,980`,
    `,"Nobody, ""knows"" it",nonsense,active,1.00,`,
  ].join('\r\n')
  await page.goto('/admin/products')
  await page.getByRole('link', { name: 'Import' }).click()
  await choose(page, 'lanterns.csv', file)

  const report = page.getByRole('region', { name: 'Report on lanterns.csv' })
  await expect(report.getByText('2 lines cannot be imported')).toBeVisible()
  await expect(report.getByText('nothing is saved yet')).toBeVisible()
  const problems = report.getByRole('table', { name: 'Errors' })
  const said = (line: number, column: string, problem: string) =>
    expect(
      problems
        .getByRole('row')
        .filter({ hasText: `Line ${line}` })
        .filter({ hasText: column }),
    ).toContainText(problem)
  await said(3, 'name', '1 to 255 characters')
  await said(3, 'price_usd', '49.001')
  await said(5, 'sku', 'Enter an id or a SKU')
  await said(5, 'category', 'There is no such category')
  await inspect(page)

  await report.getByRole('button', { name: 'Import the 2 valid lines' }).click()
  await expect(report.getByText('2 products imported')).toBeVisible()
  // The same file again: what is there is not made twice.
  await choose(page, 'lanterns.csv', file)
  await expect(report.getByText('2 lines cannot be imported')).toBeVisible()
  await expect(report.getByRole('button', { name: /^Import/ })).toHaveCount(0)

  await report.page().getByRole('link', { name: 'Products' }).first().click()
  await page.getByLabel('Search products').fill(mark)
  await expect(page.getByRole('table')).toContainText(`Lantern course ${mark}`)
  await page.getByLabel('Status').selectOption('draft')
  await expect(page.getByRole('table')).toContainText(`提灯の講座 ${mark}`)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export' }).click()])
  expect(await readFile(await download.path(), 'utf8')).toContain(`提灯の講座 ${mark}`)
  expect(complaints).toEqual([])
})

test('a file nobody can read says so, and changes nothing', async ({ page }) => {
  await page.goto('/admin/products/import')
  await choose(page, 'broken.csv', 'sku,nmae\nA,B\n')
  const report = page.getByRole('region', { name: 'Report on broken.csv' })
  await expect(report.getByText('This file cannot be imported')).toBeVisible()
  await expect(report.getByText('There is no such column')).toBeVisible()
  await expect(report.getByRole('button')).toHaveCount(0)
  await page.getByLabel('CSV file').setInputFiles({ name: 'picture.csv', mimeType: 'text/csv', buffer: Buffer.from([0xff, 0xd8, 0, 0, 0xff]) })
  await expect(page.getByRole('alert')).toContainText('not a text file')
})

test('a file of Windows-1252 is read as such, shows what would read differently, and is read as it is chosen', async ({ page }) => {
  const mark = `W${Date.now()}`
  const text = `sku;name;category;status;price_usd\r\n${mark}-1;Garçon Cafés ${mark};technical_support;draft;9.99\r\n${mark}-2;Plain;technical_support;draft;5.00\r\n`
  await page.goto('/admin/products/import')
  await page.getByLabel('CSV file').setInputFiles({ name: 'cafes.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') })
  const choice = page.getByLabel('Encoding of the file')
  await expect(choice).toHaveValue('windows-1252')
  // Two lines could be read; only the one that differs is shown, both ways.
  const lines = page.getByRole('list', { name: 'Lines that read differently in another encoding' })
  await expect(lines).toContainText('Line 2')
  await expect(lines).toContainText(`Garçon Cafés ${mark}`)
  await expect(lines).not.toContainText('Plain')
  await inspect(page)
  const report = page.getByRole('region', { name: 'Report on cafes.csv' })
  await choice.selectOption('shift_jis')
  await expect(lines).toContainText('Gar輟n Caf駸')
  await expect(report.getByRole('button', { name: 'Import 2 products' })).toBeVisible()
  await choice.selectOption('windows-1252')
  await report.getByRole('button', { name: 'Import 2 products' }).click()
  await expect(report.getByText('2 products imported')).toBeVisible()
  await page.goto(`/admin/products?status=draft&q=${mark}`)
  await expect(page.getByRole('table')).toContainText(`Garçon Cafés ${mark}`)
})

test('a price that changes under the buyer’s eyes is shown, and asked about', async ({ page }) => {
  const mark = `Moving course ${Date.now()}`
  const api = page.request
  const headers = { origin: new URL(test.info().project.use.baseURL ?? '').origin }
  const prices = (usd: string, jpy: string) => ({
    prices: [
      { currency: 'USD', amount: usd },
      { currency: 'JPY', amount: jpy },
    ],
  })
  const made = await api.post('/api/v1/products', {
    headers,
    data: { name: mark, category: 'ai_course_generation', status: 'active', ...prices('49.00', '6800') },
  })
  const product = await made.json()
  await page.goto(`/products/${product.id}`)
  await page.getByLabel('Currency of prices').selectOption('JPY')
  await page.getByLabel('Topic').fill(aCourse.topic)
  await page.getByLabel('Audience').fill(aCourse.targetAudience)
  await expect(page.getByRole('button', { name: 'Place order' })).toBeVisible()

  await api.put(`/api/v1/products/${product.id}`, { headers, data: { version: 1, ...prices('49.00', '7200') } })
  const question = page.getByRole('alert').filter({ hasText: 'The price has changed' })
  await expect(question).toContainText('You saw ¥6,800; it is now ¥7,200.')
  await page.getByLabel('Topic').press('Enter')
  await expect(page.getByRole('button', { name: 'Place order', exact: true })).toHaveCount(0)
  await question.getByRole('button', { name: 'Place order at ¥7,200' }).click()
  await expect(page).toHaveURL(/\/orders\//)
  const { items } = await (await api.get('/api/v1/orders?limit=1')).json()
  expect(items[0]).toMatchObject({ productName: mark, currency: 'JPY', totalAmount: '7200' })
})

test('a product gets a picture, which its page and the shelf show, until it is archived', async ({ page }) => {
  const name = `Pictured course ${Date.now()}`
  const headers = { origin: new URL(test.info().project.use.baseURL ?? '').origin }
  const made = await page.request.post('/api/v1/products', { headers, data: { name, category: 'ai_course_generation', price: '49.00', currency: 'USD' } })
  const { id } = await made.json()
  // The smallest PNG there is: one blue dot.
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWOQc1gPAAGNAQ5y7tLrAAAAAElFTkSuQmCC'
  await page.goto(`/admin/products/${id}`)
  const editor = page.getByRole('form', { name: 'Picture' })
  await editor.getByLabel('File').setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') })
  await editor.getByRole('button', { name: 'Save picture' }).click()
  await expect(editor.getByRole('alert')).toContainText('cannot be read')
  await editor.getByLabel('File').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') })
  await editor.getByLabel('Description').fill('A blue dot')
  await editor.getByRole('button', { name: 'Save picture' }).click()
  await expect(page.getByText('Picture saved.')).toBeVisible()
  await page.getByLabel('Status', { exact: true }).selectOption('active')
  await page.getByRole('button', { name: 'Save product' }).click()
  await expect(page.getByText('Product saved.')).toBeVisible()

  await page.goto(`/products/${id}`)
  await expect(page.getByRole('img', { name: 'A blue dot' })).toHaveJSProperty('complete', true)
  expect(await page.getByRole('img', { name: 'A blue dot' }).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
  await inspect(page)
  await page.goto(`/?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('img', { name: 'A blue dot' })).toBeVisible()

  await page.goto(`/admin/products/${id}`)
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByRole('button', { name: 'Put on sale again' })).toBeVisible()
  await page.getByRole('button', { name: 'Restore as draft' }).click()
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible()
})

test('products are sorted by the headers of the table and by choice in the shop, and the address keeps it', async ({ page }) => {
  const mark = `S${Date.now()}`
  const headers = { origin: new URL(test.info().project.use.baseURL ?? '').origin }
  const sold = [
    ['Pear', '30.00', 'USD'],
    ['apple', '20.00', 'USD'],
    ['Medlar', '500', 'JPY'],
  ]
  for (const [name, price, currency] of sold) {
    const data = { name: `${name} ${mark}`, category: 'technical_support', status: 'active', price, currency }
    expect((await page.request.post('/api/v1/products', { headers, data })).status()).toBe(201)
  }
  const table = page.getByRole('table', { name: 'Products' })
  const header = (name: string) => table.getByRole('columnheader', { name })
  const press = (name: string) => header(name).getByRole('button').click()
  const rows = () => expect.poll(async () => (await table.getByRole('rowheader').allInnerTexts()).map((text) => text.split(' ')[0]?.trim()))

  await page.goto(`/admin/products?q=${mark}`)
  await rows().toEqual(['Medlar', 'apple', 'Pear'])
  await expect(header('Added')).toHaveAttribute('aria-sort', 'descending')
  await press('Product')
  await rows().toEqual(['apple', 'Medlar', 'Pear'])
  await expect(header('Product')).toHaveAttribute('aria-sort', 'ascending')
  await press('Product')
  await rows().toEqual(['Pear', 'Medlar', 'apple'])
  await expect(page).toHaveURL(/sort=name_za/)
  await press('Price')
  await expect(page.getByText('What is not sold in it comes last.')).toBeVisible()
  await rows().toEqual(['apple', 'Pear', 'Medlar'])
  await page.getByLabel('Currency of prices').selectOption('JPY')
  await rows().toEqual(['Medlar', 'apple', 'Pear'])
  await inspect(page)
  await page.reload()
  await rows().toEqual(['Medlar', 'apple', 'Pear'])
  await table.getByRole('link', { name: `apple ${mark}` }).click()
  await expect(page.getByRole('button', { name: 'Save product' })).toBeVisible()
  await page.goBack()
  await rows().toEqual(['Medlar', 'apple', 'Pear'])
  await expect(header('Price')).toHaveAttribute('aria-sort', 'ascending')

  const shelf = () => expect.poll(async () => (await page.getByRole('heading', { level: 3 }).allInnerTexts()).map((text) => text.split(' ')[0]))
  await page.goto(`/?q=${mark}`)
  await shelf().toEqual(['Medlar', 'apple', 'Pear'])
  await page.getByLabel('Currency of prices').selectOption('USD')
  await page.getByLabel('Sort by').selectOption('Price: high to low')
  await shelf().toEqual(['Pear', 'apple', 'Medlar'])
  await expect(page).toHaveURL(/sort=price_high/)
  await page.reload()
  await expect(page.getByLabel('Sort by')).toHaveValue('price_high')
  await shelf().toEqual(['Pear', 'apple', 'Medlar'])
  await inspect(page)
  await page.getByLabel('Sort by').selectOption('Newest')
  await shelf().toEqual(['Medlar', 'apple', 'Pear'])
  await expect(page).not.toHaveURL(/sort=/)
})
