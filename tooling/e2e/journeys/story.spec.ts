import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { complaintsOf, inspect, settled } from '../src/inspection.ts'
import { answeredAt, showsLive, valuesOf } from '../src/live.ts'
import { aStranger, cards, demoAccount, personOf } from '../src/people.ts'
import { root } from '../src/places.ts'

/** Keeps a picture for the README, where it was asked for; a usual run leaves the tree as it was. */
const keepPicture = async (page: Page, name: string) => {
  const isDesk = page.viewportSize()?.width === 1440
  if (process.env.UPDATE_DOCS === '1' && isDesk) await page.screenshot({ path: join(root, 'docs', `${name}.png`) })
}

const openDesk = async (browser: Browser) => {
  const operator = await (await browser.newContext()).newPage()
  const { email, password } = await demoAccount('admin@pantheon.local')
  await operator.goto('/pantheon/')
  await operator.getByRole('main').getByRole('link', { name: 'Sign in to the dashboard' }).click()
  await operator.getByLabel('E-mail').fill(email)
  await operator.getByLabel('Password').fill(password)
  await operator.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(operator.getByRole('heading', { name: 'Latest orders' })).toBeVisible()
  await expect(operator.getByRole('banner').getByRole('status').filter({ hasText: 'Live' })).toBeAttached()
  return operator
}

const pay = async (buyer: Page, number: string) => {
  await buyer.getByLabel('Card number').fill(number)
  await buyer.getByLabel('Expiry').fill('12/30')
  await buyer.getByLabel('Security code').fill('123')
  return answeredAt(buyer, 'business.payments.pay', () => buyer.getByRole('button', { name: /^Pay / }).click())
}

test('A buyer orders a course, an agent writes it, an operator watches it live', async ({ browser, page: buyer }) => {
  test.setTimeout(150_000)
  const isPhone = buyer.viewportSize()?.width === 390
  const operator = await openDesk(browser)
  const complaints = {
    operator: complaintsOf(operator),
    // The refused card is an answer of 402, which the browser writes into the console.
    buyer: complaintsOf(buyer, (message) => message.text().includes('402')),
  }
  const topic = isPhone ? 'Greek pottery' : 'Japanese joinery'
  let orderId = ''

  await test.step('A visitor looks around the catalogue', async () => {
    await buyer.goto('/')
    const catalogue = buyer.getByRole('region', { name: 'Catalogue' })
    const products = catalogue.getByRole('listitem')
    await expect(products.filter({ hasText: 'Governance review' })).toBeVisible()
    await inspect(buyer)

    await catalogue.getByRole('searchbox').fill('onboarding')
    await expect(products).toHaveCount(1)
    await expect(buyer).toHaveURL(/q=onboarding/)
    await catalogue.getByRole('searchbox').fill('submarine')
    await expect(catalogue.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
    await inspect(buyer)
    await catalogue.getByRole('button', { name: 'Show everything' }).click()
    await catalogue.getByRole('button', { name: 'Consulting' }).click()
    await expect(products).toHaveCount(3)
    await expect(catalogue.getByRole('button', { name: 'Consulting' })).toHaveAttribute('aria-pressed', 'true')
    await catalogue.getByRole('button', { name: 'All', exact: true }).click()
    await expect(products.filter({ hasText: 'Team onboarding course' })).toBeVisible()
  })

  await test.step('signs up', async () => {
    const { name, email, password } = aStranger()
    await buyer.getByRole('banner').getByRole('link', { name: 'Sign up' }).click()
    await expect(buyer.getByRole('heading', { level: 1, name: 'Create your account' })).toBeVisible()
    await inspect(buyer)
    await buyer.getByLabel('Name').fill(name)
    await buyer.getByLabel('E-mail').fill(email)
    await buyer.getByLabel('Password').fill(password)
    await buyer.getByRole('button', { name: 'Sign up' }).click()
    await expect(buyer.getByRole('button', { name: `Account: ${name}` })).toBeVisible()
    // Free credits, with which a lesson is written again, are for whoever proves the address.
    await personOf(buyer.request).prove(email)
  })

  await test.step('and orders a course; the operator sees the order arrive', async () => {
    await buyer.getByRole('link', { name: 'Custom course', exact: true }).click()
    await expect(buyer.getByRole('heading', { level: 1, name: 'Custom course' })).toBeVisible()
    await buyer.getByLabel('Topic').fill(topic)
    await buyer.getByLabel('Audience').fill('people who like to make things that last')
    await buyer.getByLabel('Level').selectOption('Intermediate')
    await buyer.getByLabel('Weeks').fill('3')
    await buyer.getByLabel('Language').selectOption('English')
    await inspect(buyer)
    const answered = await answeredAt(buyer, 'business.orders.place', () => buyer.getByRole('button', { name: 'Place order' }).click())
    await expect(buyer).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
    orderId = new URL(buyer.url()).pathname.split('/').at(-1) ?? ''
    await showsLive(operator, 'the order arrives', { within: 'main ul li', href: orderId, text: 'Awaiting payment' }, answered)
  })

  await test.step('The operator opens it', async () => {
    await operator.getByRole('list', { name: 'Latest orders' }).locator(`a[href*="${orderId}"]`).click()
    await expect(operator.getByRole('dialog').getByText('No payment yet')).toBeVisible()
    await expect(operator.getByRole('dialog').getByText(topic).first()).toBeVisible()
  })

  await test.step('A card is declined, with a clear sentence, and both see it', async () => {
    await settled(buyer)
    await inspect(buyer)
    await expect(operator.getByRole('dialog')).not.toContainText('Payment declined')
    const answered = await pay(buyer, cards.declined)
    await showsLive(operator, 'the refusal arrives', { within: '[role=dialog]', text: 'Payment declined' }, answered)
    await expect(buyer.getByRole('alert')).toContainText('The card was declined. Nothing was charged')
    await expect(buyer.getByRole('status').filter({ hasText: 'One step left' })).toBeVisible()
    await inspect(buyer)
  })

  await test.step('Another card is taken, and the work begins', async () => {
    await expect(operator.getByRole('dialog')).not.toContainText(/4242|Payment succeeded|Agent started/)
    const reloads: string[] = []
    const answered = await pay(buyer, cards.accepted)
    buyer.on('load', () => reloads.push('the buyer’s page loaded again'))
    operator.on('load', () => reloads.push('the operator’s page loaded again'))
    const { payments, job } = personOf(buyer.request)
    const paidAt = async () => Date.parse((await payments(orderId)).find(({ status }) => status === 'succeeded')?.paidAt ?? '')
    const startedAt = async () => Date.parse((await job(orderId))?.startedAt ?? '')
    await showsLive(operator, 'the payment arrives', { within: '[role=dialog]', text: '4242' }, answered)
    await showsLive(operator, 'the payment succeeds', { within: '[role=dialog]', text: 'Payment succeeded' }, paidAt)
    await showsLive(operator, 'the job begins', { within: '[role=dialog]', text: 'Agent started' }, startedAt)

    const bar = buyer.getByRole('progressbar', { name: 'Progress of the job' })
    await expect(bar).toBeVisible()
    const values = await valuesOf(bar, 3)
    expect(values, 'progress only grows').toEqual([...values].sort((a, b) => a - b))
    await expect(buyer.getByRole('status').filter({ hasText: /Lesson \d+ of 12: / })).toBeVisible()
    const watched = operator.getByRole('dialog').getByRole('progressbar', { name: `Progress of Course on ${topic}` })
    const seen = await valuesOf(watched, 3)
    expect(seen, 'progress only grows for the operator').toEqual([...seen].sort((a, b) => a - b))
    expect(reloads).toEqual([])
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow')), { intervals: [100], timeout: 20_000 }).toBeGreaterThan(35)
    await keepPicture(buyer, 'aifactory')
  })

  await test.step('The operator sees it on the overview, among the agents, and the estate as a diagram', async () => {
    await operator.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await operator.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
    await expect(operator.getByRole('list', { name: 'Jobs', exact: true }).getByText(`Course on ${topic}`).first()).toBeVisible()
    await keepPicture(operator, 'pantheon')
    await inspect(buyer)
    await operator.getByRole('navigation').getByRole('link', { name: 'Agents' }).click()
    const generator = operator.getByRole('listitem').filter({ has: operator.getByRole('button', { name: 'Course generator' }) })
    await expect(generator.getByText(/^(Working|Idle)$/)).toBeVisible()
    await expect(generator).toContainText('offline-composer')
  })

  await test.step('The course is finished, for both', async () => {
    await expect(buyer.getByRole('status').filter({ hasText: 'Your result is ready.' })).toBeVisible({ timeout: 30_000 })
    await operator.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
    const row = operator.getByRole(isPhone ? 'listitem' : 'row').filter({ hasText: orderId.slice(-6) })
    await expect(row).toContainText('Delivered')
    await expect(row).toContainText('Paid')
    await expect(row).toContainText('Succeeded')
  })

  await test.step('It opens as a page: modules, lessons, quizzes', async () => {
    await buyer.getByRole('link', { name: 'Open course' }).click()
    await expect(buyer.getByRole('heading', { level: 1 })).toContainText(topic)
    await expect(buyer.getByText('Offline draft').first()).toBeVisible()
    await expect(buyer.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(4)
    await settled(buyer)
    await inspect(buyer)

    const openSection = async (name: string, position: number) => {
      if (isPhone) await buyer.getByText('Contents', { exact: true }).click()
      await buyer.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name }).nth(position).click()
      if (isPhone) await buyer.getByText('Contents', { exact: true }).click()
    }
    await openSection('Quiz', 0)
    await inspect(buyer)
    // A ground of its own is what a choice looks like.
    const groundOf = (radio: Element) => getComputedStyle(radio).backgroundColor
    const untouched = await buyer.getByRole('radio').first().evaluate(groundOf)
    expect(await buyer.getByRole('radio').evaluateAll((all) => new Set(all.map((one) => getComputedStyle(one).backgroundColor)).size)).toBe(1)
    for (const question of await buyer
      .getByRole('group')
      .filter({ has: buyer.getByRole('radio') })
      .all())
      await question.getByRole('radio').first().check()
    await expect.poll(() => buyer.getByRole('radio').first().evaluate(groundOf), 'a choice is told from none').not.toBe(untouched)
    await buyer.getByRole('button', { name: 'Check answers' }).click()
    await expect(buyer.getByRole('status').filter({ hasText: /\d of \d+ correct/ })).toBeVisible()
    await inspect(buyer)
  })

  const lessonTitle = 'The first cut'
  const lesson = buyer.getByRole('article')
  await test.step('A lesson is edited, and stays so', async () => {
    if (isPhone) await buyer.getByText('Contents', { exact: true }).click()
    await buyer.getByRole('navigation', { name: 'Contents' }).getByRole('listitem').first().getByRole('link').click()
    await settled(buyer)
    await inspect(buyer)
    await buyer.getByRole('button', { name: 'Edit', exact: true }).click()
    await inspect(buyer)
    await buyer.getByLabel('Title').fill(lessonTitle)
    await buyer.getByLabel('Text (Markdown)').fill('Mark twice, **then** cut.')
    await buyer.getByRole('button', { name: 'Save lesson' }).click()
    await expect(lesson.getByRole('heading', { level: 1, name: lessonTitle })).toBeVisible()
    await buyer.reload()
    await expect(lesson.getByRole('heading', { level: 1, name: lessonTitle })).toBeVisible()
    await expect(lesson).toContainText('Mark twice, then cut.')
  })

  await test.step('One lesson is written again', async () => {
    await buyer.getByRole('navigation', { name: 'Previous and next page' }).getByRole('link', { name: /^Next/ }).click()
    await expect(lesson.getByRole('heading', { level: 1, name: lessonTitle })).toBeHidden()
    await settled(buyer)
    const before = await lesson.textContent()
    await buyer.getByRole('button', { name: 'Rewrite' }).click()
    await buyer.getByRole('dialog').getByLabel('What should be different?').fill('Shorter, with an example from a small workshop')
    await inspect(buyer)
    await buyer.getByRole('dialog').getByRole('button', { name: 'Rewrite lesson' }).click()
    await expect(buyer.getByText('The lesson was rewritten.')).toBeVisible({ timeout: 20_000 })
    await expect.poll(async () => (await lesson.textContent()) !== before).toBe(true)
    await expect(buyer.getByText('This lesson is being rewritten.')).toBeHidden()
  })

  await test.step('The course goes home as Markdown and as PDF', async () => {
    const download = async (name: string) => {
      const [file] = await Promise.all([buyer.waitForEvent('download'), buyer.getByRole('link', { name }).click()])
      return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
    }
    const markdown = await download('Download as Markdown')
    expect(markdown.name).toMatch(/\.md$/)
    expect(markdown.content.toString()).toMatch(new RegExp(`^# .*${topic}`))
    expect(markdown.content.toString()).toContain('Mark twice, **then** cut.')
    const pdf = await download('Download as PDF')
    expect(pdf.name).toMatch(/\.pdf$/)
    expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.content.subarray(-8).toString()).toContain('%%EOF')
  })

  await test.step('The estate is a diagram: nodes, search, side panel, keyboard', async () => {
    if (isPhone) await operator.getByRole('navigation').getByRole('button', { name: 'More' }).click()
    await (isPhone ? operator.getByRole('dialog') : operator.getByRole('navigation')).getByRole('link', { name: 'Architecture' }).click()
    if (isPhone) await operator.getByRole('button', { name: 'Diagram' }).click()
    const diagram = operator.getByRole('region', { name: 'Diagram of the AWS estate' })
    const nodes = diagram.getByRole('button', { name: /, (Active|Creating|Updating|Deleting|Failed)$/ })
    await expect(nodes.first()).toBeVisible()
    const all = await nodes.count()
    expect(all).toBeGreaterThanOrEqual(55)
    await inspect(operator)

    await operator.getByRole('searchbox', { name: 'Search resources' }).fill('bedrock')
    await expect(operator.getByText(/^\d+ of \d+ resources$/)).toBeVisible()
    await expect.poll(() => nodes.count()).toBeLessThan(all / 4)
    const found = nodes.first()
    const name = ((await found.getAttribute('aria-label')) ?? '').split(',')[0] ?? ''
    const panel = isPhone ? operator.getByRole('dialog', { name }) : operator.getByRole('complementary', { name: `Details of ${name}` })
    await found.focus()
    await operator.keyboard.press('Enter')
    await expect(panel.getByText('Used by')).toBeVisible()
    await inspect(operator)
    await operator.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await operator.getByRole('button', { name: 'Clear filters' }).click()
    await expect(nodes).toHaveCount(all)
  })

  expect(complaints).toEqual({ operator: [], buyer: [] })
  await operator.context().close()
})
