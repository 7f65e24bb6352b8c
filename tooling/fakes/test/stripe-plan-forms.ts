interface Schedule {
  phases: { start_date: number; end_date: number; items: { price: string }[] }[]
}
interface Subscription {
  id: string
  items: { data: { id: string }[] }
}

/** Another price from the end of the running phase on. */
export const laterOn = ({ phases: [running] }: Schedule, price: string) => ({
  end_behavior: 'release',
  'phases[0][items][0][price]': running!.items[0]!.price,
  'phases[0][start_date]': running!.start_date,
  'phases[0][end_date]': running!.end_date,
  'phases[1][items][0][price]': price,
  'phases[1][duration][interval]': 'month',
  'phases[1][proration_behavior]': 'none',
  'phases[1][metadata][plan]': 'basic',
})
/** What another price would cost from now on. */
export const previewing = ({ id, items }: Subscription, price: string) => ({
  subscription: id,
  'subscription_details[items][0][id]': items.data[0]!.id,
  'subscription_details[items][0][price]': price,
  'subscription_details[proration_behavior]': 'always_invoice',
})
