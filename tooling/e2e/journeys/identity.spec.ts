import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, inspect } from '../src/inspection.ts'
import { linkTo } from '../src/neighbours.ts'
import { aStranger, personOf } from '../src/people.ts'

type Stranger = ReturnType<typeof aStranger>

const signUp = async (page: Page, { name, email, password }: Stranger) => {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign up', exact: true }).click()
}
const signIn = async (page: Page, email: string, password: string) => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
/** Pages differ in nothing but their frame: what is said here holds for both apps. */
const statusOf = (codes: RegExp) => (message: { text(): string }) => codes.test(message.text())

/** As in another browser. A page that is still open may be answered with a renewed cookie after they are gone. */
const forgetCookies = async (page: Page): Promise<void> => {
  await page.goto('about:blank')
  await page.context().clearCookies()
}

test('Somebody signs up, proves their address, forgets their password and comes back', async ({ page }) => {
  const complaints = complaintsOf(page, statusOf(/40[0139]/))
  const person = aStranger()
  await test.step('A common password is refused at its field, and nothing that was typed is lost', async () => {
    await page.goto('/sign-up')
    await signUp(page, { ...person, password: 'password1' })
    await expect(page.getByText(/one of the most common/).first()).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('main').getByRole('button', { name: 'Sign up', exact: true }).click()
    await expect(page.getByText(`Please verify your e-mail address: we sent a link to ${person.email}.`)).toBeVisible()
  })
  await test.step('The link in the mail verifies, once', async () => {
    const link = await linkTo(person.email, '/verify-email')
    await page.goto(link)
    await expect(heading(page, 'Your e-mail address is verified')).toBeVisible()
    await inspect(page)
    await page.goto('/')
    await expect(page.getByText('Please verify your e-mail address')).toHaveCount(0)
    // Opened once more by its owner it has done its work; for anybody else it is over.
    await page.goto(link)
    await expect(heading(page, 'Your e-mail address is verified')).toBeVisible()
    await forgetCookies(page)
    await page.goto(link)
    await expect(heading(page, 'This link does not work')).toBeVisible()
  })
  await test.step('A forgotten password is set anew, and only the new one opens', async () => {
    await forgetCookies(page)
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expect(heading(page, 'Set a new password')).toBeVisible()
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(heading(page, 'Check your mail')).toBeVisible()
    await page.goto(await linkTo(person.email, '/reset-password'))
    await page.getByLabel('New password', { exact: true }).fill('a loaf of rye, please')
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(heading(page, 'Your new password is set')).toBeVisible()
    await page.goto('/sign-in')
    await signIn(page, person.email, person.password)
    await expect(page.getByText('E-mail or password is wrong.')).toBeVisible()
    await signIn(page, person.email, 'a loaf of rye, please')
    await expect(page).not.toHaveURL(/sign-in/)
  })
  expect(complaints).toEqual([])
})

test('The desk has a door of its own: sign up, prove the address, forget the password, come back', async ({ page }) => {
  const complaints = complaintsOf(page, statusOf(/40[01]/))
  const person = aStranger()
  /** Links in mails lead to the shop; the desk takes them as well. */
  const atTheDesk = async (path: string) => `/pantheon${path}/${new URL(await linkTo(person.email, path)).search}`
  await test.step('From the landing to the desk, where the reader wanted to go', async () => {
    await page.goto('/pantheon/')
    await expect(page.getByRole('link', { name: 'Sign up' }).first()).toHaveAttribute('href', '/pantheon/sign-up/')
    await page.goto('/pantheon/tasks/')
    await page.getByRole('link', { name: 'Sign up' }).click()
    await expect(page).toHaveURL('/pantheon/sign-up/?next=%2Ftasks%2F')
    await signUp(page, person)
    await expect(page).toHaveURL('/pantheon/tasks/')
    await expect(page.getByText(`Please verify your e-mail address: we sent a link to ${person.email}.`)).toBeVisible()
  })
  await test.step('The link verifies, and has done its work when it is opened once more', async () => {
    const link = await atTheDesk('/verify-email')
    await page.goto(link)
    await expect(heading(page, 'Your e-mail address is verified')).toBeVisible()
    await page.reload()
    await expect(heading(page, 'Your e-mail address is verified')).toBeVisible()
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page).toHaveURL('/pantheon/')
  })
  await test.step('A forgotten password is set anew, and the new one opens the desk', async () => {
    await forgetCookies(page)
    await page.goto('/pantheon/orders/')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expect(heading(page, 'Set a new password')).toBeVisible()
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(heading(page, 'Check your mail')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Back to sign-in' })).toHaveAttribute('href', '/pantheon/sign-in/?next=%2Forders%2F')
    await page.goto(await atTheDesk('/reset-password'))
    await page.getByLabel('New password', { exact: true }).fill('a loaf of rye, please')
    await page.getByRole('button', { name: 'Save password' }).click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, person.email, 'a loaf of rye, please')
    await expect(heading(page, 'Everything is all right.')).toBeVisible()
  })
  expect(complaints).toEqual([])
})

test('Somebody comes in through GitHub, and a reload of the way back breaks nothing', async ({ page }) => {
  const complaints = complaintsOf(page, statusOf(/40[019]/))
  await page.goto('/sign-in?next=%2Forders')
  const [answer] = await Promise.all([
    page.waitForRequest((request) => new URL(request.url()).pathname === '/sign-in/github'),
    page.getByRole('button', { name: 'Continue with GitHub' }).click(),
  ])
  await expect(page).not.toHaveURL(/sign-in/)
  await page.goto('/settings/methods')
  await expect(page.getByText('Linked as octocat.')).toBeVisible()
  await expect(page.getByText('Set a password before you unlink GitHub')).toBeVisible()
  await page.goto(answer.url())
  await expect(heading(page, 'Please start over')).toBeVisible()
  await inspect(page)
  expect(complaints).toEqual([])
})

test('An owner invites a colleague, who joins, gets a role of their own, and is seen in the log', async ({ page: owner, browser }) => {
  test.setTimeout(150_000)
  const boss = await personOf(owner.context().request).signUp()
  const person = aStranger()
  const colleague = await (await browser.newContext()).newPage()

  await test.step('The invitation goes out', async () => {
    await owner.goto('/organization/invitations')
    await owner.getByLabel('E-mail').fill(person.email)
    await owner.getByRole('button', { name: 'Invite member', exact: true }).click()
    await expect(owner.getByText(`The invitation was sent to ${person.email}.`)).toBeVisible()
    await inspect(owner)
  })
  await test.step('The colleague makes an account on the way and joins', async () => {
    await colleague.goto(await linkTo(person.email, '/invitation'))
    await expect(heading(colleague, `Join ${boss.name}`)).toBeVisible()
    await inspect(colleague)
    await colleague.getByRole('main').getByRole('link', { name: 'Sign up' }).click()
    await signUp(colleague, person)
    await colleague.getByRole('button', { name: `Join ${boss.name}` }).click()
    await expect(heading(colleague, `Welcome to ${boss.name}`)).toBeVisible()
    await colleague.getByRole('button', { name: `Go to ${boss.name}` }).click()
    await expect(colleague.getByRole('banner').getByText(boss.name).first()).toBeVisible()
  })
  await test.step('The owner makes a role and gives it', async () => {
    await owner.goto('/organization/roles')
    await owner.getByRole('button', { name: 'New role' }).click()
    await owner.getByLabel('Name of the role').fill('Bookkeeping')
    await owner
      .getByRole('checkbox', { name: /View payments|payments/i })
      .first()
      .check()
    await owner.getByRole('button', { name: 'Create role' }).click()
    await expect(owner.getByText('The role Bookkeeping was created.')).toBeVisible()
    await owner.goto('/organization/members')
    await owner.getByLabel(`Role of ${person.name}`).first().selectOption({ label: 'Bookkeeping' })
    await expect(owner.getByText(`${person.name} is now Bookkeeping.`)).toBeVisible()
  })
  await test.step('It counts at once: the colleague may read payments, and place nothing', async () => {
    const answer = await colleague.context().request.get('/api/v1/orders')
    expect([answer.status(), (await answer.json()).details]).toEqual([403, { permission: 'order:read' }])
    expect((await colleague.context().request.get('/api/v1/payments')).status()).toBe(200)
  })
  await test.step('The log shows it all, unbroken, and is exported', async () => {
    await owner.goto('/organization/audit')
    await expect(owner.getByText('Chain intact')).toBeVisible()
    const entries = owner.getByRole('table')
    await expect(entries.getByText('Member’s role changed').first()).toBeVisible()
    await expect(entries.getByText('Invitation accepted').first()).toBeVisible()
    await inspect(owner)
    await entries.getByRole('button', { name: /^Invitation accepted/ }).click()
    await owner.getByRole('button', { name: 'Show all actions of this person' }).click()
    await expect(entries.getByText('Invitation sent')).toBeHidden()
    await expect(entries.getByText('Invitation accepted')).toBeVisible()
    await expect(owner.getByLabel('Who', { exact: true })).toHaveValue(/^[0-9a-f-]{36}$/)
    await owner.getByRole('button', { name: 'Clear filters' }).click()
    await expect(entries.getByText('Invitation sent').first()).toBeVisible()
    await owner.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([owner.waitForEvent('download'), owner.getByRole('menuitem', { name: 'CSV' }).click()])
    const text = await readFile(await file.path(), 'utf8')
    expect(text).toContain('member.role_changed')
    expect(text.split('\n').length).toBeGreaterThan(6)
  })
  await colleague.context().close()
})

test('What one window switches to, the other shows, and presses nothing there for the one before', async ({ page, context }) => {
  const { name } = await personOf(context.request).signUp()
  const organizationIn = (window: Page) => window.getByRole('button', { name: /^Organization:/ })
  const other = await context.newPage()
  for (const window of [page, other]) {
    await window.goto('/organization')
    await expect(organizationIn(window)).toContainText(name)
  }
  await organizationIn(page).click()
  await page.getByRole('menuitem', { name: 'Create an organization' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Second kitchen')
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click()
  for (const window of [page, other]) await expect(organizationIn(window)).toContainText('Second kitchen')
  await expect(other.getByText('You are working in Second kitchen now.')).toBeVisible()

  // Where the news does not come through, what is pressed is refused.
  await other.goto('/organization')
  await expect(organizationIn(other)).toContainText('Second kitchen')
  await other.route('**/trpc/auth.session*', (route) => route.abort())
  await organizationIn(page).click()
  await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click()
  await expect(organizationIn(page)).toContainText(name)
  await expect(organizationIn(other)).toContainText('Second kitchen')
  await other.getByRole('main').getByLabel('Name').fill('Renamed by mistake')
  const renamed = other.waitForResponse(/organizations\.rename/)
  await other.getByRole('main').getByRole('button', { name: 'Save' }).click()
  expect((await renamed).status()).toBe(409)
})

test('One sees where one is signed in, and ends what one does not know', async ({ page, browser }) => {
  const person = await personOf(page.context().request).signUp()
  const other = await (await browser.newContext()).newPage()
  await other.goto('/sign-in')
  await signIn(other, person.email, person.password)
  await expect(other).not.toHaveURL(/sign-in/)
  await page.goto('/settings/sessions')
  await expect(page.getByText('This device')).toHaveCount(1)
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End all other sessions' }).click()
  await expect(page.getByText('All other sessions have ended.')).toBeVisible()
  await other.goto('/orders')
  await expect(other.getByRole('main').getByRole('link', { name: 'Sign in' }).first()).toBeVisible()
  expect((await page.context().request.get('/api/v1/auth/me')).status()).toBe(200)
  await other.context().close()
})

test('A key is made, used, shown once and revoked', async ({ page, playwright, baseURL }) => {
  await personOf(page.context().request).signUp()
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: 'Create API key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the key').fill('Nightly report')
  await dialog.getByRole('button', { name: 'Read only' }).click()
  await dialog.getByRole('button', { name: 'Create API key' }).click()
  const secret = (await dialog.getByText(/^pk_/).first().textContent()) ?? ''
  await inspect(page)
  const program = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { authorization: `Bearer ${secret}` } })
  expect((await program.get('/api/v1/orders')).status()).toBe(200)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await page.reload()
  await expect(page.getByText('Nightly report')).toBeVisible()
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: 'Revoke the key Nightly report' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('The API key was revoked.')).toBeVisible()
  expect((await program.get('/api/v1/orders')).status()).toBe(401)
})
