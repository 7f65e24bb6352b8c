import type { PlanName } from '@pantheon/contract'
import { createFileRoute, useRouter } from '@tanstack/react-router'
import { Suspense, useCallback } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { PlanPage, type PlanPlace } from '../features/plan/PlanPage.tsx'
import { PlanWaiting } from '../features/plan/PlanWaiting.tsx'

const choices: readonly PlanName[] = ['free', 'basic', 'pro']

const PlanRoute = () => {
  const place = Route.useSearch()
  const navigate = Route.useNavigate()
  const { history } = useRouter()
  const close = useCallback(
    (how: 'back' | 'replace') => (how === 'back' ? history.back() : void navigate({ search: {}, replace: true, resetScroll: false })),
    [history, navigate],
  )
  return (
    <SignedIn permission="payment:read">
      {(account) => (
        <Suspense fallback={<PlanWaiting />}>
          <PlanPage
            // Keyed by organization, so that no state of the previous one stays on the page.
            key={account.organization.id}
            account={account}
            place={place}
            onOpen={(search) => void navigate({ search, resetScroll: false })}
            onClose={close}
          />
        </Suspense>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/plan')({
  component: PlanRoute,
  // The provider redirects back with `paid`; `choose` and `card` are open dialogs.
  validateSearch: ({ paid, choose, card }: { paid?: unknown; choose?: unknown; card?: unknown }): PlanPlace => ({
    paid: paid === 1 ? paid : undefined,
    card: card === 1 ? card : undefined,
    choose: choices.find((plan) => plan === choose),
  }),
})
