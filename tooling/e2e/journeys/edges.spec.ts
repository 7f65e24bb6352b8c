import { expect, type Page, test } from '@playwright/test'
import { aCourse, aStranger, cards, personOf } from '../src/people.ts'
import { origin, sessions } from '../src/places.ts'

/** The page of somebody who has just signed up, and what they can do besides. */
const newcomer = async (page: Page) => {
  const person = personOf(page.request)
  const account = await person.signUp()
  return { ...person, account }
}

const openCourse = async (page: Page) => {
  const { id } = await personOf(page.request).product('Custom course')
  await page.goto(`/products/${id}`)
  await page.getByLabel('Topic').fill(aCourse.topic)
  await page.getByLabel('Audience').fill(aCourse.targetAudience)
  await page.getByLabel('Weeks').fill('1')
}

test.describe('Clicking twice', () => {
  test('signs up once, and in', async ({ page }) => {
    const asked: string[] = []
    page.on('request', (request) => void (request.url().includes('auth.register') && asked.push(request.url())))
    await page.goto('/sign-up')
    await page.getByLabel('Name').fill('Ren')
    await page.getByLabel('E-mail').fill(`twice.${Date.now()}@example.com`)
    await page.getByLabel('Password').fill('wild-yeast-and-flour-7')
    await page.getByRole('button', { name: 'Sign up', exact: true }).dblclick()
    await expect(page).not.toHaveURL(/sign-up/)
    await expect(page.getByText('Welcome, Ren')).toBeVisible()
    expect(asked).toHaveLength(1)
  })

  test('places one order', async ({ page }) => {
    const { orders } = await newcomer(page)
    await openCourse(page)
    await page.getByRole('button', { name: 'Place order' }).dblclick()
    await expect(page).toHaveURL(/\/orders\//)
    expect(await orders()).toHaveLength(1)
  })

  test('pays once', async ({ page }) => {
    const { order, payments } = await newcomer(page)
    const { id } = await order()
    await page.goto(`/orders/${id}`)
    await page.getByLabel('Card number').fill(cards.accepted)
    await page.getByLabel('Expiry').fill('12/30')
    await page.getByLabel('Security code').fill('123')
    await page.getByRole('button', { name: /^Pay / }).dblclick()
    await expect(page.getByRole('progressbar')).toBeVisible()
    expect(await payments(id)).toHaveLength(1)
  })
})

test.describe('Going back and loading again', () => {
  test('what was typed survives a reload, and signing up', async ({ page }) => {
    await openCourse(page)
    await page.reload()
    await expect(page.getByLabel('Topic')).toHaveValue(aCourse.topic)
    await expect(page.getByLabel('Audience')).toHaveValue(aCourse.targetAudience)
    await expect(page.getByLabel('Weeks')).toHaveValue('1')

    await page.getByRole('button', { name: 'Sign up and place order' }).click()
    await page.getByLabel('Name').fill('Ren')
    await page.getByLabel('E-mail').fill(`ren.${Date.now()}@example.com`)
    await page.getByLabel('Password').fill('wild-yeast-and-flour-7')
    await page.getByRole('button', { name: /^Sign up and place order · \$/ }).click()
    // What was pressed before there was an account is done now, once.
    await expect(page).toHaveURL(/\/orders\//)
    expect(await personOf(page.request).orders()).toMatchObject([{ input: { topic: aCourse.topic, targetAudience: aCourse.targetAudience } }])
  })

  test('the back button does not lead a new account to the form it has filled in', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('banner').getByRole('link', { name: 'Sign up' }).click()
    await page.getByLabel('Name').fill('Ren')
    await page.getByLabel('E-mail').fill(`ren.back.${Date.now()}@example.com`)
    await page.getByLabel('Password').fill('wild-yeast-and-flour-7')
    await page.getByRole('button', { name: 'Sign up', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Account: Ren' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('button', { name: 'Account: Ren' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Create your account' })).toBeHidden()
    await expect(page.getByRole('heading', { name: 'Catalogue' })).toBeVisible()
  })

  test('a job goes on, and so does its progress, when the page is loaded again', async ({ page }) => {
    const { order, pay } = await newcomer(page)
    // Long enough that it goes on while a slow machine loads the page again.
    const { id } = await order({ ...aCourse, durationWeeks: 6 })
    await pay(id)
    await page.goto(`/orders/${id}`)
    const bar = page.getByRole('progressbar')
    const value = async () => Number(await bar.getAttribute('aria-valuenow'))
    await expect.poll(value, { timeout: 15_000 }).toBeGreaterThan(10)
    const before = await value()
    await page.reload()
    await expect(bar).toBeVisible()
    expect(await value()).toBeGreaterThanOrEqual(before)
    await expect(page.getByRole('status').filter({ hasText: 'Your result is ready.' })).toBeVisible({ timeout: 60_000 })
  })
})

test.describe('Without a network', () => {
  test('a banner says so, what was typed stays, and the page comes back live', async ({ page, context }) => {
    const { order, account } = await newcomer(page)
    await openCourse(page)
    await expect(page.getByRole('button', { name: `Account: ${account.name}` })).toBeVisible()
    await context.setOffline(true)
    await expect(page.getByText('You are offline.')).toBeVisible()
    await expect(
      page
        .getByRole('banner')
        .getByRole('status')
        .filter({ hasText: /^Offline$/ }),
    ).toBeAttached()
    await page.getByLabel('Topic').fill('Typed in a tunnel')

    await context.setOffline(false)
    await expect(page.getByText('You are offline.')).toBeHidden()
    await expect(page.getByRole('banner').getByRole('status').filter({ hasText: 'Live' })).toBeAttached({ timeout: 15_000 })
    await expect(page.getByLabel('Topic')).toHaveValue('Typed in a tunnel')
    await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
    await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible()
    const { id } = await order()
    await expect(page.getByRole('main').locator(`a[href*="${id}"]`)).toBeVisible()
  })

  test('the desk does not call itself live', async ({ page, context }) => {
    await newcomer(page)
    await page.goto('/pantheon/')
    const dot = page.getByRole('banner').getByRole('status')
    await expect(dot.filter({ hasText: /^Live$/ })).toBeVisible({ timeout: 15_000 })
    await context.setOffline(true)
    await expect(dot.filter({ hasText: /^Offline$/ })).toBeVisible()
    await expect(dot.filter({ hasText: /^Live$/ })).toHaveCount(0)
    await context.setOffline(false)
    await expect(dot.filter({ hasText: /^Live$/ })).toBeVisible({ timeout: 15_000 })
  })

  test('a link pointed at in a tunnel leads where it says once there is light', async ({ page, context }) => {
    await newcomer(page)
    await openCourse(page)
    const orders = page.getByRole('navigation').getByRole('link', { name: 'Orders' })
    await context.setOffline(true)
    const missed = page.waitForEvent('requestfailed', (request) => request.resourceType() === 'script')
    await orders.hover()
    await missed
    await context.setOffline(false)
    await orders.click()
    await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible()
  })
})

test.describe('When the server does not answer', () => {
  test('the shop says so, and a retry brings the catalogue', async ({ page }) => {
    await page.route('**/trpc/**', (route) => route.abort())
    await page.goto('/')
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('We can’t reach the server')
    await page.unroute('**/trpc/**')
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('link', { name: 'Custom course', exact: true })).toBeVisible()
    await expect(alert).toBeHidden()
  })

  test('a part of an order that cannot be read says so, a retry brings it, and nobody pays before it is known how the last try stands', async ({ page }) => {
    const { id } = await (await newcomer(page)).order()
    const number = page.getByLabel('Card number')
    for (const [procedure, title, brought] of [
      ['business.payments.methods', 'Pay', number],
      ['business.payments.list', 'Pay', number],
      ['business.orders.timeline', 'What happened', page.getByText('Order placed', { exact: true })],
      ['business.invoices.list', 'Invoices', undefined],
    ] as const) {
      const address = new RegExp(`/trpc/${procedure}\\b`)
      await page.route(address, (route) => route.abort())
      await page.goto(`/orders/${id}`)
      const alert = page.getByRole('alert')
      await expect(alert).toContainText('We can’t reach the server')
      await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
      if (brought) await expect(brought).toBeHidden()
      await page.unroute(address)
      await alert.getByRole('button', { name: 'Try again' }).click()
      await expect(alert).toBeHidden()
      if (brought) await expect(brought).toBeVisible()
    }
  })

  test('the room of the notice about an unverified address is kept', async ({ page }) => {
    await page.request.post('/api/v1/auth/register', { data: aStranger(), headers: { origin } })
    const notice = page.getByText('Please verify your e-mail address')
    const room = page.getByRole('main').locator('.h-27')
    await page.goto('/')
    await expect(notice).toBeVisible()
    const session = /\/trpc\/auth\.session\b/
    await page.route(session, (route) => route.abort())
    for (const load of ['first', 'second']) {
      const failed = page.waitForEvent('requestfailed', (request) => session.test(request.url()))
      await page.goto('/')
      await failed
      await expect(page.getByRole('banner').getByRole('link', { name: 'Sign up' }), load).toBeVisible()
      await expect(room, load).toBeAttached()
    }
    await page.unroute(session)
    await page.reload()
    await expect(notice).toBeVisible()
  })

  test.describe('at the desk', () => {
    test.use({ storageState: sessions.admin })

    test('Pantheon says so, and a retry opens it', async ({ page }) => {
      await page.route('**/trpc/**', (route) => route.abort())
      await page.goto('/pantheon/')
      await expect(page.getByRole('alert').filter({ hasText: 'We can’t reach the server' })).toBeVisible()
      await page.unroute('**/trpc/**')
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(page.getByRole('heading', { name: 'Latest orders' })).toBeVisible()
    })
  })
})

test.describe('Where one may not be', () => {
  test('the order of another organization is kindly not found', async ({ page, browser }) => {
    const other = await browser.newContext()
    const { id } = await (await newcomer(await other.newPage())).order()
    await other.close()
    await newcomer(page)
    await page.goto(`/orders/${id}`)
    await expect(page.getByRole('heading', { level: 1, name: 'There is nothing at this address' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Go to the catalogue' })).toBeVisible()
    await expect(page.getByText(aCourse.topic)).toBeHidden()
  })

  test('an address with something that is no id leads nowhere', async ({ page }) => {
    await newcomer(page)
    for (const path of ['/orders/%00', '/orders/7', '/products/%00', '/courses/%00', '/approvals/%00', '/orders/%']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: 'There is nothing at this address' }), path).toBeVisible()
    }
  })

  test('a buyer in Pantheon sees the desk of their own organization, and learns which permission the estate takes', async ({ page }) => {
    await (await newcomer(page)).order()
    await page.goto('/pantheon/orders/')
    await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Tasks' }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Architecture' })).toHaveCount(0)
    await page.goto('/pantheon/architecture/')
    await expect(page.getByRole('heading', { level: 1, name: 'You do not have access to this page' })).toBeVisible()
    await expect(page.getByText('View the AWS estate')).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Go to the overview' }).click()
    await expect(page).toHaveURL('/pantheon/')
  })

  test('a visitor on a phone finds the way to sign in', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('button', { name: 'More' }).click()
    const sheet = page.getByRole('dialog', { name: 'More' })
    await sheet.getByRole('link', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(page.getByLabel('Password')).toBeVisible()
    await expect(sheet).toBeHidden()
  })

  test('an operator’s page asks a visitor to sign in, and leads back', async ({ page }) => {
    await page.goto('/pantheon/orders/?status=paid')
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
    await expect(page).toHaveURL(/next=/)
  })

  for (const { app, path, way } of [
    { app: 'AIFactory', path: '/no/such/page', way: 'Go to the catalogue' },
    { app: 'Pantheon', path: '/pantheon/no/such/page', way: 'Go to the overview' },
  ]) {
    test(`an unknown address in ${app} says so and leads home`, async ({ page }) => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: 'There is nothing at this address' })).toBeVisible()
      await page.getByRole('link', { name: way }).click()
      await expect(page).toHaveURL(app === 'Pantheon' ? '/pantheon/' : '/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    })
  }
})

test.describe('Two tabs', () => {
  test('signing out in one leaves nothing open in the other', async ({ page, context }) => {
    const { account, order } = await newcomer(page)
    await order()
    const other = await context.newPage()
    await other.goto('/orders')
    await expect(other.getByRole('table').getByRole('link', { name: aCourse.topic })).toBeVisible()
    await page.goto('/')
    await page.getByRole('button', { name: `Account: ${account.name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('banner').getByRole('link', { name: 'Sign up' })).toBeVisible()

    await other.bringToFront()
    await other.getByRole('navigation').getByRole('link', { name: 'Courses' }).click()
    await expect(other.getByRole('heading', { level: 1, name: 'Sign in to see this' })).toBeVisible()
    await other.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await expect(other.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible()
  })

  const open = (name: string) => (page: Page) => page.getByRole('main').getByRole('link', { name, exact: true }).click()
  const search = (label: string) => (page: Page) => page.getByLabel(label).fill('Ren')
  const saveProfile = async (page: Page) => {
    await page.getByLabel('Name').fill('Ren')
    await page.getByRole('button', { name: 'Save profile' }).click()
  }
  // A page is opened from one that has not loaded what it needs.
  for (const { area, steps } of [
    {
      area: 'settings',
      steps: [
        ['/settings', saveProfile],
        ...['Notifications', 'Password', 'Sign-in methods', 'Sessions', 'API keys', 'Delete account'].map((name) => ['/settings', open(name)] as const),
      ],
    },
    {
      area: 'organization',
      steps: [
        ['/organization/roles', open('General')],
        ...['Members', 'Invitations', 'Teams', 'Roles', 'Audit log'].map((name) => ['/organization', open(name)] as const),
        ['/organization/members', search('Search by name or e-mail')],
        ['/organization/audit', search('Search actions, ids, requests and keys')],
      ],
    },
  ] as const) {
    test(`signing out elsewhere is noticed by every page of the ${area}`, async ({ page, playwright }) => {
      const { name, email, password } = (await newcomer(page)).account
      const menu = page.getByRole('button', { name: `Account: ${name}` })
      for (const [index, [path, act]] of steps.entries()) {
        const step = `${path}, step ${index + 1}`
        // Nothing of the page may still be loading, or it would notice before the step.
        await page.goto(path, { waitUntil: 'networkidle' })
        await expect(menu, step).toBeVisible()
        const elsewhere = await playwright.request.newContext({ baseURL: origin, storageState: await page.context().storageState() })
        expect((await elsewhere.post('/api/v1/auth/logout', { headers: { origin } })).ok(), step).toBe(true)
        await elsewhere.dispose()
        await act(page)
        await expect(page.getByRole('heading', { level: 1, name: 'Sign in to see this' }), step).toBeVisible()
        await expect(menu, step).toBeHidden()
        expect((await page.request.post('/api/v1/auth/session', { data: { email, password }, headers: { origin } })).ok(), step).toBe(true)
      }
    })
  }
})
