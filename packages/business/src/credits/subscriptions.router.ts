import { CardOnFile, ChangePlan, ChoosePlan, PayPlan, PlanQuote, ReplaceCard, Subscription, SubscriptionPage } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Subscriptions } from './credits.types.ts'

const tags = ['credits']

/** Procedures for an organization's monthly subscription. */
export const createSubscriptionsRouter = (subscriptions: Subscriptions) =>
  router({
    get: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/subscription', summary: 'Read the subscription', tags, protect: true } })
      .input(z.void())
      .output(Subscription)
      .query(({ ctx }) => subscriptions.get(ctx.actor)),
    checkout: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/checkout', summary: 'Create a checkout page for a plan', tags, protect: true } })
      .input(ChoosePlan)
      .output(SubscriptionPage)
      .mutation(({ ctx, input }) => subscriptions.checkout(ctx.actor, input)),
    pay: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/pay', summary: 'Subscribe to a plan with a test card', tags, protect: true } })
      .input(PayPlan)
      .output(Subscription)
      .mutation(({ ctx, input }) => subscriptions.pay(ctx.actor, input)),
    cardOnFile: allow('billing:manage')
      .meta({ openapi: { method: 'GET', path: '/subscription/card', summary: 'Read the card for renewals', tags, protect: true } })
      .input(z.void())
      .output(CardOnFile)
      .query(({ ctx }) => subscriptions.cardOnFile(ctx.actor)),
    card: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/card', summary: 'Change the card to another test card', tags, protect: true } })
      .input(ReplaceCard)
      .output(Subscription)
      .mutation(({ ctx, input }) => subscriptions.replaceCard(ctx.actor, input.card)),
    quote: allow('billing:manage')
      .meta({ openapi: { method: 'GET', path: '/subscription/quote', summary: 'Quote a change of plan', tags, protect: true } })
      .input(ChoosePlan)
      .output(PlanQuote)
      .query(({ ctx, input }) => subscriptions.quote(ctx.actor, input)),
    change: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/change', summary: 'Change the plan, or keep the current one', tags, protect: true } })
      .input(ChangePlan)
      .output(Subscription)
      .mutation(({ ctx, input }) => subscriptions.change(ctx.actor, input)),
    cancel: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/cancel', summary: 'Cancel the subscription at the end of the period', tags, protect: true } })
      .input(z.void())
      .output(Subscription)
      .mutation(({ ctx }) => subscriptions.setCancels(ctx.actor, true)),
    resume: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/resume', summary: 'Resume the subscription', tags, protect: true } })
      .input(z.void())
      .output(Subscription)
      .mutation(({ ctx }) => subscriptions.setCancels(ctx.actor, false)),
    portal: allow('billing:manage')
      .meta({ openapi: { method: 'POST', path: '/subscription/portal', summary: 'Create a page for cards and bills', tags, protect: true } })
      .input(z.void())
      .output(SubscriptionPage)
      .mutation(({ ctx }) => subscriptions.portal(ctx.actor)),
  })
