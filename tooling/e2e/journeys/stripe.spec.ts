import type { CourseRequest } from '@pantheon/contract'
import type { StripeServer } from '@pantheon/fakes'
import { type Browser, expect, type Page } from '@playwright/test'
import { complaintsOf, inspect, settled } from '../src/inspection.ts'
import { aCourse, demoAccount, personOf, signIn } from '../src/people.ts'
import { stripeShop } from '../src/places.ts'
import { passMonth, test } from '../src/stripe-shop.ts'

// One worker, one shop, one Stripe.
test.describe.configure({ mode: 'default' })

const buyerOf = (page: Page) => personOf(page.context().request, stripeShop)
const main = (page: Page) => page.getByRole('main')
/** Long enough that one sees it being written. */
const aLongCourse: CourseRequest = { ...aCourse, durationWeeks: 4 }
const badge = (page: Page, text: string) => main(page).getByText(text, { exact: true }).first()
const confirming = (page: Page) => main(page).getByRole('status').filter({ hasText: 'Confirming the payment' })
const payButton = (page: Page) => main(page).getByRole('button', { name: /^Pay / })
const orderIdOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const arrivesAtStripe = (page: Page, { url }: StripeServer) => expect(page).toHaveURL((address) => address.href.startsWith(`${url}/c/pay/`))
const comesBack = (page: Page, path: string | RegExp) =>
  expect(page).toHaveURL((address) => address.origin === stripeShop.origin && address.pathname.match(path) !== null)

/** Counts how often a page is loaded from here on. */
const loadsOf = (page: Page): string[] => {
  const loads: string[] = []
  page.on('load', () => loads.push(page.url()))
  return loads
}
/** What Stripe's books hold for an order: charges that took money, and refunds. */
const heldFor = ({ objects: books }: StripeServer, orderId: string) => {
  const intents = [...books.payment_intent.values()].filter(({ description }) => description === `Order ${orderId}`)
  const isOfIt = ({ payment_intent }: { payment_intent: unknown }) => intents.some(({ id }) => id === payment_intent)
  return {
    charges: [...books.charge.values()].filter((charge) => charge.paid && isOfIt(charge)),
    refunds: [...books.refund.values()].filter(isOfIt),
  }
}
/** Somebody new with an order that waits to be paid, and its page. */
const withAnOrder = async (page: Page, course = aLongCourse): Promise<string> => {
  const buyer = buyerOf(page)
  await buyer.signUp()
  const { id } = await buyer.order(course)
  await page.goto(`/orders/${id}`)
  await expect(payButton(page)).toBeVisible()
  return id
}
const goesToPay = async (page: Page, stripe: StripeServer): Promise<void> => {
  await payButton(page).click()
  await arrivesAtStripe(page, stripe)
}
const seesWork = async (page: Page): Promise<void> => {
  await expect(page.getByRole('progressbar', { name: 'Progress of the job' })).toBeVisible()
  await expect(payButton(page)).toHaveCount(0)
}
const operatorIn = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ baseURL: stripeShop.origin })
  const { email } = await demoAccount('admin@pantheon.local', stripeShop)
  await signIn(context.request, email, stripeShop)
  return context.newPage()
}

test.afterEach(async ({ stripe }) => {
  stripe.refundsAre('succeeded')
  await stripe.webhooks.release()
})

test('One orders and pays at Stripe, the bank asks, and the callback comes after the browser', async ({ page, stripe }) => {
  // Of what is wrong on Stripe's pages the shop knows nothing.
  const complaints = complaintsOf(page, (message) => message.location().url.startsWith(stripe.url))
  await buyerOf(page).signUp()
  await test.step('The order is paid on a page of Stripe’s', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Custom course', exact: true }).click()
    await page.getByLabel('Topic').fill('Bread with wild yeast')
    await page.getByLabel('Audience').fill('people with one oven')
    await page.getByLabel('Weeks').fill('4')
    await page.getByRole('button', { name: 'Place order' }).click()
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
    await expect(main(page).getByText('secure page of our payment provider')).toBeVisible()
    await expect(page.getByLabel('Card number')).toHaveCount(0)
    await inspect(page)
    await goesToPay(page, stripe)
    await expect(page.getByRole('main')).toContainText(String([...stripe.objects['checkout.session'].values()].at(-1)?.amount_total))
  })
  await test.step('The bank wants to see who pays', async () => {
    await page.getByRole('button', { name: 'Pay with 3D Secure' }).click()
    await expect(page.getByRole('heading', { name: '3D Secure' })).toBeVisible()
    // That the bank asks is told in time; how it ended is not.
    await stripe.webhooks.settled()
    stripe.webhooks.hold()
    await page.getByRole('button', { name: 'Complete' }).click()
    await comesBack(page, /^\/orders\//)
  })
  await test.step('Back, the page says that the payment is being confirmed, and asks for nothing', async () => {
    await expect(confirming(page)).toBeVisible()
    await expect(main(page).getByText('Thank you. Your payment is being confirmed.')).toBeVisible()
    await expect(badge(page, 'Being confirmed')).toBeVisible()
    await expect(payButton(page)).toHaveCount(0)
    await settled(page)
    await inspect(page)
    await page.reload()
    await expect(confirming(page)).toBeVisible()
  })
  await test.step('The callback comes, twice and in the wrong order: the page moves on by itself', async () => {
    const loads = loadsOf(page)
    await stripe.webhooks.release((events) => [...events.toReversed(), ...events], { together: true })
    await seesWork(page)
    await expect(badge(page, 'In progress')).toBeVisible()
    await expect(main(page).getByText(/Visa •••• 3220 · Paid/)).toBeVisible()
    expect(loads).toEqual([])
    expect(heldFor(stripe, orderIdOf(page)).charges).toHaveLength(1)
  })
  expect(complaints).toEqual([])
})

test('The callback comes before the browser: the work has begun when one is back', async ({ page, stripe }) => {
  const orderId = await withAnOrder(page)
  await goesToPay(page, stripe)
  await page.getByRole('button', { name: 'Pay with 3D Secure' }).click()
  const bank = page.getByRole('button', { name: 'Complete' })
  await expect(bank).toBeVisible()
  // The way back is longer than the callback's.
  const leads = page.waitForRequest((request) => request.url().startsWith(`${stripeShop.origin}/orders/`))
  await page.route(`${stripeShop.origin}/orders/**`, async (route) => {
    await stripe.webhooks.settled()
    await expect.poll(async () => (await buyerOf(page).orderOf(orderId)).status).not.toBe('awaiting_payment')
    await route.continue()
  })
  await bank.click()
  await leads
  await comesBack(page, `/orders/${orderId}`)
  await seesWork(page)
  await expect(confirming(page)).toHaveCount(0)
  expect(heldFor(stripe, orderId).charges).toHaveLength(1)
})

test('A declined card, and a page that is closed, leave an order that can be paid', async ({ page, stripe }) => {
  const orderId = await withAnOrder(page)
  await test.step('Left by the browser’s Back before anything was tried', async () => {
    await goesToPay(page, stripe)
    await page.goBack()
    await comesBack(page, `/orders/${orderId}`)
    await expect(payButton(page)).toBeEnabled()
    await expect(confirming(page)).toHaveCount(0)
    await expect(main(page).getByText('Not paid yet')).toBeVisible()
  })
  await test.step('Left by Stripe’s way back', async () => {
    await goesToPay(page, stripe)
    await page.getByRole('button', { name: 'Back' }).click()
    await comesBack(page, `/orders/${orderId}`)
    await expect(payButton(page)).toBeEnabled()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
  await test.step('A card is declined there, which the order’s page says too', async () => {
    await goesToPay(page, stripe)
    await page.getByRole('button', { name: 'declined' }).click()
    await expect(page.getByRole('alert')).toHaveText('Your card was declined.')
    await page.getByRole('button', { name: 'Back' }).click()
    await comesBack(page, `/orders/${orderId}`)
    await expect(page.getByRole('alert')).toContainText('The card was declined. Nothing was charged')
    await expect(badge(page, 'Awaiting payment')).toBeVisible()
    await settled(page)
    await inspect(page)
    expect(heldFor(stripe, orderId).charges).toEqual([])
  })
  await test.step('The bank says no, and one goes on where one left off', async () => {
    await goesToPay(page, stripe)
    await page.getByRole('button', { name: 'Pay with 3D Secure' }).click()
    await page.getByRole('button', { name: 'Fail' }).click()
    await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible()
  })
  await test.step('The next card is taken', async () => {
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await comesBack(page, `/orders/${orderId}`)
    await seesWork(page)
    expect(heldFor(stripe, orderId).charges).toHaveLength(1)
    expect((await buyerOf(page).payments(orderId)).filter(({ status }) => status === 'succeeded')).toHaveLength(1)
  })
})

test('Two tabs pay for an order once', async ({ page, context, stripe }) => {
  const orderId = await withAnOrder(page)
  const other = await context.newPage()
  await other.goto(`/orders/${orderId}`)
  await expect(payButton(other)).toBeVisible()
  const third = await context.newPage()
  await third.goto(`/orders/${orderId}`)
  const loads = loadsOf(other)
  await test.step('Both lead to the same page', async () => {
    await goesToPay(page, stripe)
    await goesToPay(third, stripe)
    expect(third.url()).toBe(page.url())
  })
  await test.step('Paid in one, it is paid in the tab that waited, without a reload', async () => {
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await seesWork(page)
    await seesWork(other)
    expect(loads).toEqual([])
  })
  await test.step('Pressed in the other all the same, nothing more is charged', async () => {
    await third.getByRole('button', { name: 'Pay', exact: true }).click()
    await comesBack(third, `/orders/${orderId}`)
    await expect(main(third).getByText(/Visa •••• 4242 · Paid/)).toBeVisible()
    await expect(payButton(third)).toHaveCount(0)
    expect(heldFor(stripe, orderId).charges).toHaveLength(1)
    expect((await buyerOf(page).payments(orderId)).map(({ status }) => status)).toEqual(['succeeded'])
  })
})

test('What the operator gives back arrives at Stripe, and on both screens', async ({ page, browser, stripe }) => {
  const orderId = await withAnOrder(page, aCourse)
  await goesToPay(page, stripe)
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await seesWork(page)
  await expect(main(page).getByText('Order delivered')).toBeVisible({
    timeout: 45_000,
  })
  const operator = await operatorIn(browser)
  const givesBack = async (amount: string | undefined, reason: string) => {
    await operator.getByRole('button', { name: 'Refund', exact: true }).click()
    const dialog = operator.getByRole('dialog')
    if (amount !== undefined) await dialog.getByLabel('Amount').fill(amount)
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: /^Refund/ }).click()
    await expect(dialog).toBeHidden()
  }
  const [charge] = heldFor(stripe, orderId).charges
  await test.step('A part goes back at once', async () => {
    await operator.goto(`/orders/${orderId}`)
    await givesBack('5', 'The second week was thin.')
    await expect(main(page).getByText('The second week was thin.')).toBeVisible()
    await expect(main(page).getByText(/Visa •••• 4242 · Partially refunded/)).toBeVisible()
    expect(heldFor(stripe, orderId).refunds).toMatchObject([{ amount: charge?.currency === 'jpy' ? 5 : 500, status: 'succeeded' }])
  })
  await test.step('The bank takes its time over the rest: both see that it is on its way', async () => {
    stripe.refundsAre('pending')
    await givesBack(undefined, 'We could not mend it.')
    await expect(main(page).getByText('We could not mend it.')).toBeVisible()
    await expect(
      main(page)
        .getByText(/Processing/)
        .first(),
    ).toBeVisible()
    await expect(badge(page, 'Refunded')).toHaveCount(0)
    await settled(page)
    await inspect(page)
  })
  await test.step('The bank has done it', async () => {
    const [, rest] = heldFor(stripe, orderId).refunds
    stripe.settleRefund(rest?.id ?? '', 'succeeded')
    await expect(badge(page, 'Refunded')).toBeVisible()
    await expect(badge(operator, 'Refunded')).toBeVisible()
    const given = heldFor(stripe, orderId).refunds.reduce((sum, { amount }) => sum + amount, 0)
    expect(given).toBe(charge?.amount)
  })
  await operator.context().close()
})

test('A plan is begun at Stripe, becomes larger, is not paid at its renewal, and is put right', async ({ page, stripe }) => {
  const buyer = buyerOf(page)
  const { email } = await buyer.signUp()
  const plan = (name: string) => main(page).getByText(name, { exact: true }).first()
  const dialog = page.getByRole('dialog')
  await test.step('Chosen here, paid there, told late: the page says so, and moves on by itself', async () => {
    await page.goto('/plan')
    await page.getByRole('button', { name: 'Choose Basic' }).click()
    await expect(dialog).toContainText('¥980')
    await settled(page)
    await inspect(page)
    stripe.webhooks.hold()
    await dialog.getByRole('button', { name: 'Continue to payment' }).click()
    await arrivesAtStripe(page, stripe)
    // Nor does the shop hear of it by asking, as it does now and then.
    const asking = stripe.hold('GET', /\/subscriptions$/, 'before')
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await comesBack(page, '/plan')
    await expect(page.getByText('Confirming your payment…')).toBeVisible()
    await expect(page.getByText('10 left')).toBeVisible()
    const loads = loadsOf(page)
    asking.release()
    await stripe.webhooks.release()
    await expect(page.getByText('You are on Basic now')).toBeVisible()
    await expect(page.getByText('60 left')).toBeVisible()
    expect(loads).toEqual([])
  })
  const theirs = [...stripe.objects.subscription.values()].at(-1)
  if (!theirs) throw new Error('Nothing was subscribed')
  await test.step('The larger plan begins at once', async () => {
    await page.getByRole('button', { name: 'Upgrade to Pro' }).click()
    await expect(dialog).toContainText('Charged now¥2,000')
    await page.getByRole('button', { name: 'Pay ¥2,000 and upgrade' }).click()
    await expect(page.getByText('250 left')).toBeVisible()
    expect([...stripe.objects.invoice.values()].at(-1)).toMatchObject({
      billing_reason: 'subscription_update',
      amount_paid: 2000,
    })
  })
  await test.step('Cards and bills are looked after at Stripe', async () => {
    await page.getByRole('button', { name: 'Cards and bills' }).click()
    await expect(page).toHaveURL((address) => address.href.startsWith(`${stripe.url}/portal/`))
    await page.getByRole('link', { name: 'Back' }).click()
    await comesBack(page, '/plan')
    await expect(plan('Pro')).toBeVisible()
    await expect(plan('Visa ending in 4242')).toBeVisible()
    await expect(plan('expires 12/2034')).toBeVisible()
  })
  await test.step('A month later the card is declined, which the page says without being asked', async () => {
    await passMonth(stripe, theirs.id, 'pm_card_chargeDeclined')
    await expect(page.getByText('The last renewal was not paid')).toBeVisible()
    await expect(page.getByText('250 left')).toBeVisible()
    await settled(page)
    await inspect(page)
  })
  await test.step('Another card puts it right', async () => {
    await page.getByRole('button', { name: 'Use another card' }).click()
    await expect(page).toHaveURL((address) => address.href.startsWith(`${stripe.url}/portal/`))
    await page.getByRole('button', { name: 'Use another card' }).click()
    await page.getByRole('link', { name: 'Back' }).click()
    await comesBack(page, '/plan')
    await expect(page.getByText(/^Renews on /)).toBeVisible()
    await expect(page.getByText('The last renewal was not paid')).toHaveCount(0)
    await expect(plan('Mastercard ending in 4444')).toBeVisible()
    expect(stripe.objects.subscription.get(theirs.id)).toMatchObject({
      status: 'active',
    })
  })
  expect(email).toBe(stripe.objects.customer.get(String(theirs.customer))?.email)
})
