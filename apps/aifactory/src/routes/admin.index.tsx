import type { AnalyticsRange, Currency } from '@pantheon/contract'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { OverviewPage } from '../features/overview/OverviewPage.tsx'
import { OverviewWaiting } from '../features/overview/OverviewWaiting.tsx'
import { ranges } from '../features/overview/use-overview.ts'

const currencies = ['USD', 'EUR', 'JPY'] as const satisfies readonly Currency[]

const Page = () => {
  const { range = '30d', currency } = Route.useSearch()
  const navigate = Route.useNavigate()
  const look = (next: { range?: AnalyticsRange; currency?: Currency }) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  return (
    <SignedIn permission="payment:reconcile" page="overview">
      {() => (
        <Suspense fallback={<OverviewWaiting />}>
          <OverviewPage range={range} currency={currency} onRange={(next) => look({ range: next })} onCurrency={(next) => look({ currency: next })} />
        </Suspense>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/')({
  component: Page,
  validateSearch: (search: { range?: unknown; currency?: unknown }): { range?: AnalyticsRange | undefined; currency?: Currency | undefined } => ({
    range: ranges.find((known) => known === search.range),
    currency: currencies.find((known) => known === search.currency),
  }),
})
