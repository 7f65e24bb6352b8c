import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { deskPages, shopPages } from '../src/operator-pages.ts'
import { signIn } from '../src/people.ts'
import { lostShop } from '../src/places.ts'
import { type OwnServer, startServer } from '../src/server.ts'

const { origin } = lostShop

/** With `E2E_DEEP=1` every page of an operator is looked at; otherwise one of each kind. */
const isDeep = process.env.E2E_DEEP === '1'
const someShopPages = ['/', '/orders', '/admin/products', '/settings']
const someDeskPages = ['/pantheon/', '/pantheon/agents/', '/pantheon/orders/', '/pantheon/organization/members/']

const headingOf = (page: Page) => page.locator('h1').first()
const shellOf = (page: Page) => page.getByRole('navigation', { name: 'Main' }).first()

/** Every number that a page shows, but for how long ago something was. */
const figuresOf = async (page: Page): Promise<string[]> => {
  const text = (await page.getByRole('main').textContent()) ?? ''
  return text.replaceAll(/\d+ (?:second|minute|hour|day)s? ago/g, '').match(/[$€£¥]?\d[\d.,:]*/g) ?? []
}

/** Where a page goes while nobody answers: to the first place of the shell that it is not at. */
const goElsewhere = async (page: Page) => {
  const link = shellOf(page).locator('a:not([aria-current])').first()
  const address = (await link.getAttribute('href')) ?? ''
  await link.click({ noWaitAfter: true })
  return address
}

/** The shell is there, nothing says that the page is broken, and the browser shows no page of its own. */
const outlives = async (page: Page, path: string) => {
  expect(page.url(), path).toContain(origin)
  await expect(shellOf(page), path).toBeVisible()
  await expect(page.getByText('stopped working'), path).toHaveCount(0)
}

const heals = async (page: Page, path: string, address: string) => {
  await expect(page, path).toHaveURL(`${origin}${address}`, { timeout: 30_000 })
  await expect(headingOf(page), path).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('main').getByRole('alert'), path).toHaveCount(0, { timeout: 30_000 })
  await expect(page.locator('[aria-busy="true"], [class*="skeleton"]'), path).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByText('We can’t reach the server'), path).toHaveCount(0, { timeout: 30_000 })
}

test.describe('When the server goes away', () => {
  test.describe.configure({ mode: 'serial', timeout: isDeep ? 600_000 : 120_000 })
  let server: OwnServer
  let context: BrowserContext

  test.beforeAll(async ({ browser }) => {
    server = await startServer(lostShop)
    context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } })
    await signIn(context.request, 'admin@pantheon.local', lostShop)
  })
  test.afterAll(async () => {
    await context.close()
    await server.stop()
  })

  for (const { app, pages } of [
    { app: 'Pantheon', pages: isDeep ? deskPages : someDeskPages },
    { app: 'AIFactory', pages: isDeep ? shopPages : someShopPages },
  ]) {
    test(`the pages of ${app} keep their shell and their figures, and heal by themselves`, async () => {
      // Each page has a socket, and a person may have twenty.
      const batches = Array.from({ length: Math.ceil(pages.length / 10) }, (_, at) => pages.slice(at * 10, at * 10 + 10))
      for (const batch of batches) {
        const open: { path: string; page: Page; figures: string[]; address: string }[] = []
        for (const path of batch) {
          const page = await context.newPage()
          await page.goto(path)
          await expect(headingOf(page), path).toBeVisible()
          await expect(page.locator('[aria-busy="true"], [class*="skeleton"]'), path).toHaveCount(0)
          open.push({ path, page, figures: await figuresOf(page), address: path })
        }
        await server.kill()
        // Only pages in front draw at once; the notice is looked for where somebody looks.
        const [front] = open
        await front?.page.bringToFront()
        if (front) await expect(front.page.getByText('We can’t reach the server').first()).toBeVisible({ timeout: 20_000 })
        if (front) await expect(front.page.getByText(/Last updated \d\d:\d\d/).first()).toBeVisible()
        for (const one of open) {
          await outlives(one.page, one.path)
          await expect(headingOf(one.page), one.path).toBeVisible()
          expect(await figuresOf(one.page), one.path).toEqual(expect.arrayContaining(one.figures))
          one.address = await goElsewhere(one.page)
        }
        for (const { page, path } of open) await outlives(page, path)
        // Where nothing of a page is there, it says so under its title, and nothing claims to be old.
        if (app === 'Pantheon' && front) {
          await front.page.bringToFront()
          for (const [name, address] of [
            ['Organization', '/pantheon/organization/'],
            ['Tasks', '/pantheon/tasks/'],
          ] as const) {
            await shellOf(front.page).getByRole('link', { name }).click({ noWaitAfter: true })
            await expect(front.page).toHaveURL(`${origin}${address}`)
            const waiting = front.page.getByRole('main').locator('[aria-busy="true"], [data-unloaded]')
            await expect(waiting.first(), `${name} while it is loading`).toBeVisible({ timeout: 1000 })
          }
          front.address = '/pantheon/tasks/'
          await expect(front.page.getByText('This page needs the connection')).toBeVisible({ timeout: 20_000 })
          await expect(front.page.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible()
          await expect(front.page.getByRole('main').getByRole('button', { name: 'Try again' })).toBeVisible()
          await expect(front.page.getByText('Last updated')).toBeHidden()
          await expect(front.page.getByText('We are still trying to reach it.').filter({ visible: true })).toHaveCount(1)
        }
        await server.start()
        for (const { page, path, address } of open) {
          await page.bringToFront()
          await heals(page, path, address)
          await page.close()
        }
      }
    })
  }
})
