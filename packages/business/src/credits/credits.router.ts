import { CreditBalance, CreditEntryPage, CreditUsage, ListCreditEntries, PlanList, ReadCreditUsage } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Credits } from './credits.types.ts'

const tags = ['credits']

/** Procedures for credits: balance, ledger and usage. */
export const createCreditsRouter = (credits: Credits) =>
  router({
    balance: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/credits', summary: 'Read the credits of the organization', tags, protect: true } })
      .input(z.void())
      .output(CreditBalance)
      .query(({ ctx }) => credits.balance(ctx.actor)),
    entries: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/credits/entries', summary: 'List the credit history', tags, protect: true } })
      .input(ListCreditEntries)
      .output(CreditEntryPage)
      .query(({ ctx, input }) => credits.entries(ctx.actor, input)),
    usage: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/credits/usage', summary: 'Credits used on each of the last 30 days', tags, protect: true } })
      .input(ReadCreditUsage)
      .output(CreditUsage)
      .query(({ ctx, input }) => credits.usage(ctx.actor, input)),
  })

/** Procedures for the plans on offer. */
export const createPlansRouter = (credits: Credits) =>
  router({
    list: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/plans', summary: 'List the plans', tags, protect: true } })
      .input(z.void())
      .output(PlanList)
      .query(() => credits.plans()),
  })
