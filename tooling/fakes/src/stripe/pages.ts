import { type Account, held } from './account.ts'
import { completeSession, openSessionOf, paySession, touchSession } from './checkout-sessions.ts'
import { timeOf, updateCustomer } from './customers.ts'
import { StripeFault } from './fault.ts'
import type { Form } from './params.ts'
import { authenticate } from './payment-intents.ts'
import { retryOpenInvoice, updateSubscription } from './subscriptions.ts'
import type { CheckoutSession, PaymentIntent } from './wire.ts'

/** A page to show, or a redirect. */
export type PageAnswer = { html: string; status?: number } | { location: string }

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const pageOf = (title: string, form: string): PageAnswer => ({
  html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><main><h1>${escaped(title)}</h1>${form}</main></html>`,
})
const button = (name: string, value: string, label: string): string => `<button name="${name}" value="${escaped(value)}">${escaped(label)}</button> `

const withQuery = (address: string, query: Record<string, string>): string => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}
const successOf = ({ success_url, id }: CheckoutSession): PageAnswer => ({ location: (success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id) })

/** The redirect from the bank's page: to the checkout page if the buyer came from there, else to the shop. */
const returnFrom = (account: Account, intent: PaymentIntent, returnUrl: string | null): PageAnswer => {
  const session = openSessionOf(account, intent)
  if (session && intent.status === 'succeeded') {
    completeSession(account, session)
    return successOf(session)
  }
  if (!returnUrl) return pageOf('You can close this page', '')
  const redirect_status = intent.status === 'succeeded' ? 'succeeded' : 'failed'
  return { location: withQuery(returnUrl, { payment_intent: intent.id, payment_intent_client_secret: intent.client_secret ?? '', redirect_status }) }
}

const bankPage = (account: Account, id: string, form: Form | undefined): PageAnswer => {
  const intent = held(account, 'payment_intent', id)
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null
  if (intent.status !== 'requires_action') return pageOf('This payment needs no confirmation', '')
  if (!form)
    return pageOf('3D Secure 2 Test Page', `<form method="post">${button('outcome', 'complete', 'Complete')}${button('outcome', 'fail', 'Fail')}</form>`)
  authenticate(account, intent, form.outcome === 'complete')
  return returnFrom(account, intent, returnUrl)
}

const sessionForm = (session: CheckoutSession, complaint: string): string =>
  `<p>${session.amount_total} ${escaped(session.currency ?? '')}</p>${complaint && `<p role="alert">${escaped(complaint)}</p>`}<form method="post">${button('payment_method', 'pm_card_visa', 'Pay')}${button('payment_method', 'pm_card_threeDSecure2Required', 'Pay with 3D Secure')}${button('payment_method', 'pm_card_chargeDeclined', 'Pay with a card that is declined')}${button('action', 'cancel', 'Back')}</form>`

const checkoutPage = (account: Account, id: string, form: Form | undefined): PageAnswer => {
  const session = touchSession(account, held(account, 'checkout.session', id))
  if (session.status === 'complete') return successOf(session)
  if (session.status !== 'open') return pageOf('This checkout is over', '')
  if (!form) return pageOf('Checkout', sessionForm(session, ''))
  // Cancelling leaves the session open: the buyer may return to it.
  if (form.action === 'cancel') return session.cancel_url ? { location: session.cancel_url } : pageOf('You can close this page', '')
  try {
    const intent = paySession(account, session, String(form.payment_method))
    const bank = intent?.next_action?.redirect_to_url?.url
    return bank ? { location: bank } : successOf(session)
  } catch (fault) {
    if (!(fault instanceof StripeFault)) throw fault
    return { ...pageOf('Checkout', sessionForm(session, fault.message)), status: fault.status }
  }
}

/** The customer portal: a new card is used from then on, and for open invoices. */
const portalPage = (account: Account, id: string, form: Form | undefined): PageAnswer => {
  const { return_url, customer } = held(account, 'billing_portal.session', id)
  const back = return_url ? `<a href="${escaped(return_url)}">Back</a>` : ''
  const card = `<form method="post">${button('payment_method', 'pm_card_mastercard', 'Use another card')}</form>`
  if (!form) return pageOf('Your subscription', `${card}${back}`)
  const method = String(form.payment_method)
  updateCustomer(account, String(customer), { invoice_settings: { default_payment_method: method } })
  for (const subscription of account.objects.subscription.values()) {
    if (subscription.customer !== customer || subscription.status === 'canceled') continue
    updateSubscription(account, subscription.id, { default_payment_method: method })
    retryOpenInvoice(account, subscription, timeOf(account, String(customer)))
  }
  return pageOf('Your subscription', back)
}

/** The pages on which a buyer pays or authenticates with the bank; `form` if it was submitted. Null for any other path. */
export const openPage = (account: Account, path: string, form: Form | undefined): PageAnswer | null => {
  const [, kind, id = ''] = /^\/(authenticate|c\/pay|portal)\/(\w+)$/.exec(path) ?? []
  if (kind === 'authenticate') return bankPage(account, id, form)
  if (kind === 'c/pay') return checkoutPage(account, id, form)
  if (kind === 'portal') return portalPage(account, id, form)
  return null
}
