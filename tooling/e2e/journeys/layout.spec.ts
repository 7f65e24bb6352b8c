import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Account, Course } from '@pantheon/contract'
import { type APIRequestContext, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { settled } from '../src/inspection.ts'
import { deskPages, shopPages } from '../src/operator-pages.ts'
import { aCourse, personOf, signIn } from '../src/people.ts'
import { longShop, root } from '../src/places.ts'
import { type OwnServer, startServer } from '../src/server.ts'

const { origin } = longShop
/** With `E2E_DEEP=1` every page is looked at; otherwise those that show what people name. */
const isDeep = process.env.E2E_DEEP === '1'
const widths = [390, 820, 1024, 1440, 1920] as const

/** Lists that are sorted by their headers, or by a choice where they are cards. */
const sortedLists = ['/orders', '/admin/products', '/approvals?view=all', '/invoices', '/courses', '/pantheon/orders/', '/pantheon/tasks/?view=list']

/** Lists whose rows have names that people gave, or what an error said. */
const lists = [
  ...['/orders', '/admin/products', '/invoices', '/courses', '/organization/members'],
  ...['/pantheon/orders/', '/pantheon/tasks/?view=list', '/pantheon/parked-events/'],
]
const pagesWithNames = [
  ...['/', '/admin', '/pantheon/', '/pantheon/architecture/'],
  ...['/organization/audit', '/organization/invitations', '/organization/teams', '/organization/roles'],
]

/** One word, as long as a name may be: nothing in it to break the line at. */
const longWord = (length: number) => 'Donaudampfschifffahrt'.repeat(20).slice(0, length)

/** As long, in words. */
const longWords = (length: number) => 'Donau dampf schifffahrt '.repeat(20).slice(0, length).trim()

type Send = <T = { id: string }>(method: 'get' | 'post' | 'put' | 'patch', path: string, data?: object) => Promise<T>

/** An event whose handler failed with an endless word. Nothing fails on demand, so it is written where the server reads it. */
const parkAnEvent = (): void => {
  const Database = createRequire(join(root, 'packages/db/package.json'))('better-sqlite3')
  const db = new Database(join(longShop.dataDir, 'pantheon.db'), { timeout: 5000 })
  const { seq } = db.prepare('select max(seq) as seq from events').get()
  db.prepare('insert or replace into held_events (id, consumer, seq, subject, state, tries, error, due_at, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...[
      '01890000-0000-7000-8000-000000000000',
      'layout',
      seq,
      'order:01890000-0000-7000-8000-000000000000',
      'parked',
      8,
      longWord(400),
      Date.now(),
      Date.now(),
    ],
  )
  db.close()
}

/** Products, an order of each that is paid, its course, a task, a parked event, a team, a role, an invitation, a user and an organization, all with the longest names; returns their pages. */
const nameEverythingLong = async (request: APIRequestContext): Promise<string[]> => {
  const send: Send = async (method, path, data) => {
    const answer = await request[method](`${origin}/api/v1${path}`, { ...(data && { data }), headers: { origin } })
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
    return await answer.json()
  }
  const person = personOf(request, longShop)
  const { organization, user } = await send<Account>('get', '/auth/me')
  await send('patch', '/auth/me', { name: longWord(100) })
  await send('patch', '/organization', { name: longWord(120), version: organization.version })
  const sold = { description: longWord(400), price: '12.00', currency: 'USD', category: 'ai_course_generation', status: 'active' }
  const orderOf = async (name: string, topic: string) => {
    const { id: productId } = await send('post', '/products', { ...sold, name })
    const { id: orderId } = await send('post', '/orders', { productId, quantity: 1, input: { ...aCourse, topic } })
    await person.pay(orderId)
    return { productId, orderId }
  }
  await orderOf(longWords(250), longWords(120))
  const { productId, orderId } = await orderOf(longWord(255), longWord(120))
  await person.task(longWord(200), 'review')
  // Unlike products, these have names of their own, also when a failed test starts this again.
  const unique = String(Date.now()).slice(-8)
  const { id: teamId } = await send('post', '/teams', { name: `${longWord(72)}${unique}` })
  await send('put', `/teams/${teamId}/members/${user.id}`)
  const { key: role } = await send<{ key: string }>('post', '/roles', { name: `${longWord(52)}${unique}`, permissions: [] })
  await send('post', '/invitations', { email: `${longWord(50)}${unique}@example.com`, role })
  parkAnEvent()
  const itemsOf = async (list: string) => (await send<{ items: { id: string; status: string }[] }>('get', list)).items
  await expect.poll(async () => (await itemsOf('/invoices')).length, { timeout: 60_000 }).toBeGreaterThan(1)
  const written = async () => (await itemsOf('/courses')).filter(({ status }) => status === 'complete')
  await expect.poll(async () => (await written()).length, { message: 'courses that are written', timeout: 60_000 }).toBeGreaterThan(1)
  const course = await send<Course>('get', `/courses/${(await written())[0]?.id}`)
  const [module] = course.content.modules
  const sections = ['', `?section=${module?.lessons[0]?.id}`, `?section=${course.content.assessments[0]?.id}`]
  return [
    ...sections.map((section) => `/courses/${course.id}${section}`),
    `/products/${productId}`,
    `/orders/${orderId}`,
    `/admin/products/${productId}`,
    `/pantheon/orders/?order=${orderId}`,
  ]
}

/** What is meant to scroll sideways: code, a row of tabs or of filters, the board, and tables of figures that say so themselves. */
const meantToScroll = 'pre, nav, fieldset, [role="group"], [role="region"], .snap-x'

/**
 * What scrolls sideways inside of the page or hangs out of its card, what shows more lines than it may, money or another short word in a list that
 * is broken in two, and titles in a table that are cut while their secondary text is shown.
 */
const faultsInside = (page: Page) =>
  page.evaluate((meant) => {
    const isSeen = (element: Element) => element.checkVisibility() && element.getClientRects().length > 0
    const scrollers = [...document.querySelectorAll('main, main *')].filter(
      (element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && isSeen(element) && !element.matches(meant),
    )
    const wide = scrollers.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    const clamped = [...document.querySelectorAll('main *')].filter((element) => {
      const { webkitLineClamp: most, lineHeight } = getComputedStyle(element)
      return most !== 'none' && isSeen(element) && element.clientHeight > (Number(most) + 0.5) * Number.parseFloat(lineHeight)
    })
    const broken = [...document.querySelectorAll('main :is(td, dd)')].filter(isSeen).flatMap((cell) => {
      const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      while (words.nextNode()) {
        const text = words.currentNode.textContent?.trim() ?? ''
        const range = document.createRange()
        range.selectNodeContents(words.currentNode)
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)))
        if (/^\S{1,12}$/.test(text) && lines.size > 1) found.push(`${text} is broken`)
      }
      return found
    })
    const isCut = (element: Element) => element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1
    const yielding = [...document.querySelectorAll('main tr [data-quiet]')].filter(isSeen).flatMap((quiet) => {
      const [title, line] = [quiet.previousElementSibling, quiet.parentElement]
      if (!title || !line) return []
      const isShown = quiet.getBoundingClientRect().top < line.getBoundingClientRect().bottom
      const isTitleCut = [title, ...title.querySelectorAll('*')].some(isCut)
      return isShown && isTitleCut ? [`${title.textContent?.slice(0, 60)} is cut beside ${quiet.textContent?.slice(0, 60)}`] : []
    })
    const cards = [...document.querySelectorAll('main .rounded-card')].filter((card) => isSeen(card) && getComputedStyle(card).overflowX === 'visible')
    const outside = cards.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    const textBox = (element: Element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getBoundingClientRect()
    }
    const apart = [...document.querySelectorAll('main dl')].filter(isSeen).flatMap((list) =>
      [...list.querySelectorAll('dt')].flatMap((term) => {
        const value = term.nextElementSibling
        if (value?.tagName !== 'DD') return []
        const [left, right] = [textBox(term), textBox(value)]
        const isBeside = left.top < right.bottom && right.top < left.bottom && right.width > 0
        return isBeside && right.left - left.right > 320 ? [`${term.textContent}: ${Math.round(right.left - left.right)} px to its value`] : []
      }),
    )
    return [
      ...outside.map((card) => `${card.textContent?.slice(0, 60)} hangs out of its card`),
      ...apart,
      ...wide.map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} of ${element.clientWidth} px`),
      ...new Set(broken),
      ...new Set(yielding),
      ...clamped.map(({ className }) => `${className}: more lines than it may have`),
    ]
  }, meantToScroll)

/** By how many pixels a page is wider than its window. */
const excessOf = (page: Page, width: number) => page.evaluate((wide) => document.documentElement.scrollWidth - wide, width)

/** What stands in the bar and covers something else in it, or hangs out of it. */
const overlapsInBar = (page: Page) =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('header:first-of-type :is(a, button)')]
      .filter((part) => part.checkVisibility() && part.getClientRects().length > 0)
      .map((part) => ({ name: (part.getAttribute('aria-label') ?? part.textContent ?? '').trim(), box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.bottom < 90)
    return parts.flatMap(({ name, box }, at) => [
      ...(box.right > innerWidth + 1 ? [`${name} hangs out`] : []),
      ...parts.slice(at + 1).flatMap((other) => (box.left < other.box.right - 1 && other.box.left < box.right - 1 ? [`${name} covers ${other.name}`] : [])),
    ])
  })

test.describe('The layout holds', { tag: '@looks' }, () => {
  test.describe.configure({ mode: 'default', timeout: isDeep ? 600_000 : 120_000 })
  let server: OwnServer
  let context: BrowserContext
  let longPages: string[]

  test.beforeAll(async ({ browser }) => {
    server = await startServer(longShop)
    context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } })
    await signIn(context.request, 'admin@pantheon.local', longShop)
    longPages = await nameEverythingLong(context.request)
  })
  test.afterAll(async () => {
    await context?.close()
    await server?.stop()
  })

  for (const language of ['en', 'ja']) {
    test(`at every width, with the longest names: nothing scrolls sideways, no money breaks, nothing in the bar overlaps (${language})`, async ({
      browser,
    }) => {
      // A context of its own: the language is kept for whoever comes next.
      const reader = await browser.newContext({ baseURL: origin, storageState: await context.storageState() })
      const page = await reader.newPage()
      await page.addInitScript((chosen) => localStorage.setItem('pantheon.language', chosen), language)
      for (const path of [...longPages, ...(isDeep ? [...shopPages, ...deskPages] : [...pagesWithNames, ...lists])]) {
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.goto(path)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await settled(page)
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 })
          await settled(page)
          // A list chooses table or cards once its place has its new width.
          const soon = expect.configure({ soft: true, timeout: 5000 })
          await soon.poll(() => excessOf(page, width), { message: `${path} at ${width} px` }).toBeLessThanOrEqual(0)
          await soon.poll(() => faultsInside(page), { message: `inside of ${path} at ${width} px` }).toEqual([])
          expect.soft(await overlapsInBar(page), `the bar of ${path} at ${width} px`).toEqual([])
        }
      }
      await reader.close()
    })
  }

  test('the bar and the footer of the shop stand at the same place on every page, and so does a page that is not wide', async () => {
    const page = await context.newPage()
    for (const width of [1440, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      const bars = new Set<string>()
      for (const path of [
        ...['/', '/courses', '/orders', '/approvals', '/invoices'],
        ...['/admin', '/admin/policies', '/admin/products', '/admin/reconciliation'],
      ]) {
        await page.goto(path)
        await settled(page)
        const [bar, content, footer] = await page.locator('header:has(+ main) > div:last-child, main, footer > div').evaluateAll((parts) =>
          parts.map((part) => {
            const { left, right } = part.getBoundingClientRect()
            const { paddingLeft, paddingRight } = getComputedStyle(part)
            return `${Math.round(left + Number.parseFloat(paddingLeft))} to ${Math.round(right - Number.parseFloat(paddingRight))}`
          }),
        )
        const isWide = (await page.locator('main [data-wide]').count()) > 0
        expect.soft([footer, isWide ? bar : content], `${path} at ${width} px`).toEqual([bar, bar])
        const logo = await page.locator('header').getByRole('link').first().boundingBox()
        bars.add(`${bar}, its logo at ${logo?.x}`)
      }
      expect.soft([...bars], `the bar at ${width} px`).toHaveLength(1)
    }
    await page.close()
  })

  test('on a desk the lists are tables, each row in few lines and with its actions in sight', async () => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
    for (const path of lists) {
      await page.goto(path)
      await settled(page)
      const table = page.getByRole('main').getByRole('table')
      await expect(table, path).toBeVisible()
      const heights = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height))
      // What an error said is two lines, and a parked event has buttons.
      expect.soft(Math.max(...heights), `the highest row of ${path}`).toBeLessThanOrEqual(path.includes('parked-events') ? 90 : 41)
      const toolbars = await page.locator('main [data-toolbar]').evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().height))
      for (const height of toolbars) expect.soft(height, `what stands above ${path} is one line`).toBeLessThanOrEqual(44)
      const hidden = await table
        .locator('tbody button, tbody a')
        .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth).length)
      expect.soft(hidden, `what stands beside the window at ${path}`).toBe(0)
    }
    await page.goto('/pantheon/')
    await settled(page)
    const sentences = page.getByRole('main').locator('ol p')
    await expect(sentences.filter({ hasText: longWord(21) })).not.toHaveCount(0)
    expect(Math.max(...(await sentences.evaluateAll((all) => all.map(({ clientHeight }) => clientHeight))))).toBeLessThanOrEqual(40)
    await page.close()
  })

  test('at the desk on a tablet the orders are cards, none of which is cut off', async () => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 820, height: 900 })
    await page.goto('/pantheon/orders/')
    await settled(page)
    const list = page.getByRole('list', { name: 'Orders' })
    await expect(list).toBeVisible()
    const hidden = await list.locator('dd').evaluateAll((values) => values.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).length)
    expect(hidden).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible()
    await page.close()
  })

  test('on a tablet every list can be sorted, and facts stand beside each other', async () => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 820, height: 900 })
    const cards: string[] = []
    for (const path of sortedLists) {
      await page.goto(path)
      await settled(page)
      const main = page.getByRole('main')
      const card = main.locator('li[data-row]').first()
      if (!(await card.isVisible())) continue
      cards.push(path)
      await expect.soft(main.getByLabel('Sort', { exact: true }), path).toBeVisible()
      const columns = await card.locator('dt').evaluateAll((terms) => new Set(terms.map((term) => Math.round(term.getBoundingClientRect().left))).size)
      expect.soft(columns, `columns of facts at ${path}`).toBeGreaterThanOrEqual(2)
    }
    expect(cards).toEqual(expect.arrayContaining(['/admin/products', '/pantheon/orders/', '/pantheon/tasks/?view=list']))
    await page.close()
  })

  test('on a tablet the places of the desk are icons that say their names', async () => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 820, height: 900 })
    await page.goto('/pantheon/organization/roles/')
    await settled(page)
    const rail = page.getByRole('complementary')
    expect((await rail.boundingBox())?.width).toBeLessThanOrEqual(64)
    const place = rail.getByRole('link', { name: 'Tasks', exact: true })
    await place.hover()
    await expect.poll(async () => (await place.getByText('Tasks').boundingBox())?.width).toBeGreaterThan(20)
    const matrix = page.getByRole('region', { name: 'Permissions of each role' })
    await expect(matrix).toBeVisible()
    const heads = await matrix.locator('[data-role]').evaluateAll((all) => all.map((head) => head.getBoundingClientRect().toJSON()))
    // The built-in roles are beside each other; a further role, whatever its name, is as narrow.
    expect(heads[3].right).toBeLessThanOrEqual(820)
    expect(Math.max(...heads.map(({ width }) => width))).toBeLessThanOrEqual(128)
    await page.close()
  })

  test('every page of the desk for those who are not in it has one layout', async ({ browser }) => {
    const stranger = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } })
    const page = await stranger.newPage()
    const looks = new Set<string>()
    for (const path of ['sign-in/', 'sign-up/', 'forgot-password/', 'reset-password/', 'verify-email/', 'no/such/page']) {
      await page.goto(`/pantheon/${path}`)
      await settled(page)
      const title = page.getByRole('main').getByRole('heading', { level: 1 })
      await expect(title, path).toBeVisible()
      looks.add(
        await title.evaluate((heading) => {
          const { left, width } = heading.getBoundingClientRect()
          return `${getComputedStyle(heading).fontSize} at ${Math.round(left + width / 2)}`
        }),
      )
    }
    expect([...looks]).toHaveLength(1)
    await stranger.close()
  })

  test('what stands in the way of a form is read below the bar', async () => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 1440, height: 500 })
    for (const { path, send } of [
      { path: '/admin/products/new', send: 'Create product' },
      { path: '/admin/policies/new', send: 'Create rule' },
    ]) {
      await page.goto(path)
      await settled(page)
      await page.getByRole('button', { name: send }).click()
      const summary = page.getByRole('main').getByRole('alert').first()
      await expect(summary).toBeFocused()
      const bar = await page.locator('header').first().boundingBox()
      await expect.poll(async () => (await summary.boundingBox())?.y, path).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0))
    }
    await page.close()
  })
})
