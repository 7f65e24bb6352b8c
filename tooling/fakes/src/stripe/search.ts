import { z } from 'zod'
import type { Account } from './account.ts'
import { invalid } from './fault.ts'
import { expand, whole } from './params.ts'
import type { PaymentIntent } from './wire.ts'

export const Search = z.strictObject({ query: z.string(), limit: whole.pipe(z.number().min(1).max(100)).optional(), page: z.string().optional(), expand })

/** The delay of Stripe's search index, which is documented as up to a minute. */
const lagSeconds = 60

/** Payments that match a metadata query and are in the index already (https://docs.stripe.com/search). */
export const searchIntents = (account: Account, { query, limit = 10 }: z.output<typeof Search>) => {
  const [, key, value] = /^metadata\['([^']+)'\]:'((?:[^'\\]|\\.)*)'$/.exec(query.trim()) ?? []
  if (key === undefined || value === undefined) return invalid(`We were unable to parse your search query (${query}).`, { param: 'query' })
  const known = [...account.objects.payment_intent.values()].filter(({ created }) => created + lagSeconds <= account.now())
  const found: PaymentIntent[] = known.filter(({ metadata }) => metadata[key] === value.replaceAll(/\\(.)/g, '$1')).reverse()
  return { object: 'search_result' as const, data: found.slice(0, limit), has_more: found.length > limit, next_page: null, url: '/v1/payment_intents/search' }
}
