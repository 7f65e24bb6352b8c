import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ConsoleMessage, expect, type Page, test } from '@playwright/test'
import { complaintsOf, inspect, settled } from '../src/inspection.ts'
import { screens, sessions, stock } from '../src/places.ts'

type Stock = Record<'productId' | 'orderId' | 'unpaidId' | 'courseId' | 'lessonId' | 'questionsId' | 'taskId' | 'policyId' | 'approvalId', string>
interface Place {
  name: string
  path: string | ((stock: Stock) => string)
  by?: keyof typeof sessions
  /** What has to happen before the page is what is meant. */
  arrive?: (page: Page) => Promise<void>
  /** An error that belongs to the page, e.g. the 404 of something that is not there. */
  isExpected?: (message: ConsoleMessage) => boolean
}

/** A link that is not good is refused by the server, which the browser writes into the console. */
const isRefused = (message: ConsoleMessage): boolean => /40[0-9]/.test(message.text())
const opened = (page: Page) => expect(page.getByRole('dialog').or(page.getByRole('complementary').filter({ hasText: 'ARN' }))).toBeVisible()

// Every route of both apps (the test of the architecture finds one that is missing), and the states of a route that look different.
const places: readonly Place[] = [
  { name: 'aifactory-home', path: '/' },
  { name: 'aifactory-home-empty', path: '/?q=submarine' },
  { name: 'aifactory-product', path: ({ productId }) => `/products/${productId}` },
  { name: 'aifactory-sign-in', path: '/sign-in' },
  { name: 'aifactory-sign-up', path: '/sign-up' },
  { name: 'aifactory-orders-invitation', path: '/orders' },
  { name: 'aifactory-unknown', path: '/no-such-page', isExpected: isRefused },
  { name: 'aifactory-orders', path: '/orders', by: 'buyer' },
  { name: 'aifactory-orders-empty', path: '/orders?status=refunded', by: 'buyer' },
  { name: 'aifactory-order-unpaid', path: ({ unpaidId }) => `/orders/${unpaidId}`, by: 'buyer' },
  { name: 'aifactory-order-fulfilled', path: ({ orderId }) => `/orders/${orderId}`, by: 'buyer' },
  { name: 'aifactory-approvals', path: '/approvals', by: 'buyer' },
  { name: 'aifactory-approvals-all', path: '/approvals?view=all', by: 'admin' },
  { name: 'aifactory-approval', path: ({ approvalId }) => `/approvals/${approvalId}`, by: 'founder' },
  { name: 'aifactory-policies', path: '/admin/policies', by: 'buyer' },
  { name: 'aifactory-policy-new', path: '/admin/policies/new', by: 'admin' },
  { name: 'aifactory-policy', path: ({ policyId }) => `/admin/policies/${policyId}`, by: 'founder' },
  { name: 'aifactory-invoices', path: '/invoices', by: 'buyer' },
  { name: 'aifactory-plan', path: '/plan', by: 'buyer' },
  { name: 'aifactory-plan-choose', path: '/plan?choose=pro', by: 'buyer', arrive: opened },
  { name: 'aifactory-overview', path: '/admin', by: 'admin' },
  { name: 'aifactory-overview-year', path: '/admin?range=12m', by: 'admin', arrive: (page) => page.locator('summary').first().click() },
  { name: 'aifactory-overview-not-allowed', path: '/admin', by: 'buyer' },
  { name: 'aifactory-reconciliation', path: '/admin/reconciliation', by: 'admin' },
  { name: 'aifactory-notifications', path: '/notifications', by: 'buyer' },
  { name: 'aifactory-told', path: '/settings/notifications', by: 'buyer' },
  { name: 'aifactory-courses', path: '/courses', by: 'buyer' },
  { name: 'aifactory-course', path: ({ courseId }) => `/courses/${courseId}`, by: 'buyer' },
  { name: 'aifactory-lesson', path: ({ courseId, lessonId }) => `/courses/${courseId}?section=${lessonId}`, by: 'buyer' },
  { name: 'aifactory-questions', path: ({ courseId, questionsId }) => `/courses/${courseId}?section=${questionsId}`, by: 'buyer' },
  { name: 'aifactory-products-not-allowed', path: '/admin/products', by: 'buyer' },
  { name: 'aifactory-products', path: '/admin/products', by: 'admin' },
  { name: 'aifactory-product-new', path: '/admin/products/new', by: 'admin' },
  { name: 'aifactory-product-import', path: '/admin/products/import', by: 'admin' },
  { name: 'aifactory-product-edit', path: ({ productId }) => `/admin/products/${productId}`, by: 'admin' },
  { name: 'aifactory-forgot-password', path: '/forgot-password' },
  { name: 'aifactory-reset-password', path: '/reset-password?token=not-one-of-ours' },
  { name: 'aifactory-verify-email', path: '/verify-email?token=not-one-of-ours', isExpected: isRefused },
  { name: 'aifactory-github-return', path: '/sign-in/github?code=x&state=y', isExpected: isRefused },
  { name: 'aifactory-invitation', path: '/invitation?token=not-one-of-ours', isExpected: isRefused },
  { name: 'aifactory-profile', path: '/settings', by: 'buyer' },
  { name: 'aifactory-password', path: '/settings/password', by: 'buyer' },
  { name: 'aifactory-methods', path: '/settings/methods', by: 'buyer' },
  { name: 'aifactory-sessions', path: '/settings/sessions', by: 'buyer' },
  { name: 'aifactory-keys', path: '/settings/keys', by: 'buyer' },
  { name: 'aifactory-delete-account', path: '/settings/delete', by: 'buyer' },
  { name: 'aifactory-organization', path: '/organization', by: 'buyer' },
  { name: 'aifactory-members', path: '/organization/members', by: 'buyer' },
  { name: 'aifactory-invitations', path: '/organization/invitations', by: 'buyer' },
  { name: 'aifactory-teams', path: '/organization/teams', by: 'buyer' },
  { name: 'aifactory-roles', path: '/organization/roles', by: 'buyer' },
  { name: 'aifactory-audit', path: '/organization/audit', by: 'buyer' },
  { name: 'pantheon-landing', path: '/pantheon/' },
  { name: 'pantheon-sign-in', path: '/pantheon/sign-in/' },
  { name: 'pantheon-sign-up', path: '/pantheon/sign-up/' },
  { name: 'pantheon-forgot-password', path: '/pantheon/forgot-password/' },
  { name: 'pantheon-reset-password', path: '/pantheon/reset-password/?token=not-one-of-ours' },
  { name: 'pantheon-verify-email', path: '/pantheon/verify-email/?token=not-one-of-ours', isExpected: isRefused },
  { name: 'pantheon-invitation', path: '/pantheon/invitation/?token=not-one-of-ours', isExpected: isRefused },
  { name: 'pantheon-unknown', path: '/pantheon/no-such-page/', isExpected: (message) => message.text().includes('404') },
  { name: 'pantheon-not-allowed', path: '/pantheon/architecture/', by: 'buyer' },
  { name: 'pantheon-buyer-overview', path: '/pantheon/', by: 'buyer' },
  { name: 'pantheon-inbox', path: '/pantheon/inbox/', by: 'buyer' },
  { name: 'pantheon-overview-month', path: '/pantheon/?range=30d', by: 'admin' },
  { name: 'pantheon-settings', path: '/pantheon/settings/', by: 'buyer' },
  { name: 'pantheon-told', path: '/pantheon/settings/notifications/', by: 'buyer' },
  { name: 'pantheon-password', path: '/pantheon/settings/password/', by: 'buyer' },
  { name: 'pantheon-methods', path: '/pantheon/settings/methods/', by: 'buyer' },
  { name: 'pantheon-sessions', path: '/pantheon/settings/sessions/', by: 'buyer' },
  { name: 'pantheon-keys', path: '/pantheon/settings/keys/', by: 'buyer' },
  { name: 'pantheon-delete-account', path: '/pantheon/settings/delete/', by: 'buyer' },
  { name: 'pantheon-organization', path: '/pantheon/organization/', by: 'buyer' },
  { name: 'pantheon-members', path: '/pantheon/organization/members/', by: 'buyer' },
  { name: 'pantheon-invitations', path: '/pantheon/organization/invitations/', by: 'buyer' },
  { name: 'pantheon-teams', path: '/pantheon/organization/teams/', by: 'buyer' },
  { name: 'pantheon-roles', path: '/pantheon/organization/roles/', by: 'buyer' },
  { name: 'pantheon-audit', path: '/pantheon/organization/audit/', by: 'buyer' },
  { name: 'pantheon-overview', path: '/pantheon/', by: 'admin' },
  { name: 'pantheon-agents', path: '/pantheon/agents/', by: 'admin' },
  { name: 'pantheon-agent', path: '/pantheon/agents/?agent=201', by: 'admin', arrive: opened },
  { name: 'pantheon-orders', path: '/pantheon/orders/', by: 'admin' },
  { name: 'pantheon-orders-empty', path: '/pantheon/orders/?status=refunded', by: 'admin' },
  { name: 'pantheon-order', path: ({ orderId }) => `/pantheon/orders/?order=${orderId}`, by: 'admin', arrive: opened },
  { name: 'pantheon-tasks', path: '/pantheon/tasks/', by: 'admin' },
  { name: 'pantheon-tasks-list', path: '/pantheon/tasks/?view=list', by: 'admin' },
  { name: 'pantheon-tasks-none', path: '/pantheon/tasks/?search=nothing+like+this', by: 'admin' },
  { name: 'pantheon-task-new', path: '/pantheon/tasks/?task=new', by: 'admin', arrive: opened },
  { name: 'pantheon-task', path: ({ taskId }) => `/pantheon/tasks/?task=${taskId}`, by: 'admin', arrive: opened },
  { name: 'pantheon-parked-events', path: '/pantheon/parked-events/', by: 'admin' },
  { name: 'pantheon-architecture', path: '/pantheon/architecture/', by: 'admin' },
  { name: 'pantheon-architecture-list', path: '/pantheon/architecture/?view=list', by: 'admin' },
  {
    name: 'pantheon-resource',
    path: '/pantheon/architecture/?view=diagram',
    by: 'admin',
    arrive: async (page) => {
      if (new URL(page.url()).searchParams.has('resource')) return opened(page)
      const node = page
        .getByRole('region')
        .getByRole('button', { name: /(Failed|失敗)$/ })
        .first()
      await node.focus()
      await page.keyboard.press('Enter')
      await opened(page)
    },
  },
]

const looks = [
  { language: 'en', theme: 'light', isNew: 'everything' },
  { language: 'en', theme: 'dark', isNew: 'colours' },
  { language: 'ja', theme: 'light', isNew: 'words' },
] as const

const isDeep = process.env.E2E_DEEP === '1'

/**
 * With `E2E_DEEP=1` all looks, each with a picture. Otherwise the first, and one of the others: between the desk and the phone
 * every page is seen in the dark and in Japanese.
 */
const looksAt = (index: number, isPhone: boolean) => (isDeep ? looks : looks.filter((_, at) => at === 0 || at === 1 + ((index + Number(isPhone)) % 2)))

for (const [index, { name, path, by, arrive, isExpected }] of places.entries()) {
  test.describe(name, { tag: '@looks' }, () => {
    test.use(by ? { storageState: sessions[by] } : {})

    test(`${name} is sound in its themes and languages`, async ({ page, isMobile }) => {
      const complaints = complaintsOf(page, isExpected)
      const width = page.viewportSize()?.width
      const things: Stock = JSON.parse(await readFile(stock, 'utf8'))
      await page.goto(typeof path === 'string' ? path : path(things))
      for (const { language, theme, isNew } of looksAt(index, isMobile)) {
        await page.emulateMedia({ colorScheme: theme })
        if ((await page.locator('html').getAttribute('lang')) !== language) {
          await page.evaluate((chosen) => localStorage.setItem('pantheon.language', chosen), language)
          await page.reload()
        }
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
        await settled(page)
        await arrive?.(page)
        await inspect(page, isNew)
        if (isDeep) await page.screenshot({ path: join(screens, `${name}-${width}-${theme}-${language}.png`), fullPage: true })
      }
      expect(complaints).toEqual([])
    })
  })
}
