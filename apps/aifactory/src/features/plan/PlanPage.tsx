import type { Account, PlanName } from '@pantheon/contract'
import { Button, PageHeader } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLeaving } from '../payments/use-leaving.ts'
import { QueryError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { usePageTitle } from '../shell/use-page-title.ts'
import { CardDialog } from './CardDialog.tsx'
import { ChoosePlan } from './ChoosePlan.tsx'
import { CreditHistory } from './CreditHistory.tsx'
import { CreditsCard } from './CreditsCard.tsx'
import { CurrentPlan } from './CurrentPlan.tsx'
import { PlanNotices } from './PlanNotices.tsx'
import { PlanOffers } from './PlanOffers.tsx'
import { PlanWaiting } from './PlanWaiting.tsx'
import { usePlanWords } from './plan-words.ts'
import { UsageByDay } from './UsageByDay.tsx'
import { useCredits, usePlanActions, usePlans, useSubscription } from './use-plan.ts'

/** State of the page in the URL: returned from the provider, a plan being chosen, a card being changed. */
export interface PlanPlace {
  paid?: 1 | undefined
  choose?: PlanName | undefined
  card?: 1 | undefined
}
interface PlanPageProps {
  account: Account
  place: PlanPlace
  /** Opens a dialog that has a URL: the browser's Back closes it. */
  onOpen: (place: PlanPlace) => void
  /** Removes the state from the URL. */
  onClose: (how: 'back' | 'replace') => void
}

/** The organization's plan, its credits, and their usage. */
export const PlanPage = ({ account, place, onOpen, onClose }: PlanPageProps) => {
  const { t } = usePlanWords()
  const { t: shop } = useTranslation()
  usePageTitle(t('title'))
  const isAwaited = place.paid === 1
  const [subscription, plans, credits] = [useSubscription(isAwaited), usePlans(), useCredits()]
  const { portal } = usePlanActions()
  const { isLeaving, leaveTo } = useLeaving()
  const showError = useErrorToast()
  const [begun, setBegun] = useState<PlanName>()

  // A dialog opened here is closed by going back; one opened by a link has no entry to go back to.
  const isOpenedHere = useRef(false)
  const open = (next: PlanPlace) => {
    isOpenedHere.current = true
    onOpen(next)
  }
  const close = () => {
    onClose(isOpenedHere.current ? 'back' : 'replace')
    isOpenedHere.current = false
  }

  // Removed from the URL after the first time, so that a reload does not show the message again.
  const arrived = isAwaited && subscription.data?.state === 'active' ? subscription.data.plan : undefined
  useEffect(() => {
    if (arrived === undefined) return
    setBegun(arrived)
    onClose('replace')
  }, [arrived, onClose])

  const failed = [subscription, plans, credits].find(({ isError, data }) => isError && !data)
  if (failed) return <QueryError error={failed.error} onRetry={() => void failed.refetch()} />
  if (!subscription.data || !plans.data || !credits.data) return <PlanWaiting />
  const now = subscription.data
  const offers = plans.data.items
  const canManage = account.permissions.includes('billing:manage')
  const manage = () => (now.entry === 'hosted' ? portal.mutate(undefined, { onSuccess: leaveTo, onError: showError }) : open({ card: 1 }))
  const asManager = <T,>(act: T): T | undefined => (canManage ? act : undefined)
  const choose = (choice: PlanName) => {
    setBegun(undefined)
    open({ choose: choice })
  }
  const invoices = account.permissions.includes('payment:read') && (
    <Button asChild variant="secondary">
      <Link to="/invoices">
        <FileText aria-hidden />
        {shop('invoices.title')}
      </Link>
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} description={t('description', { organization: account.organization.name })} actions={invoices} />
      <PlanNotices
        subscription={now}
        isAwaited={isAwaited}
        begun={begun}
        onKeep={asManager(() => choose(now.subscribed ?? 'free'))}
        onCard={asManager(manage)}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <CurrentPlan subscription={now} plans={offers} onManage={asManager(manage)} isOpening={portal.isPending || isLeaving} />
        <CreditsCard credits={credits.data} subscription={now} plans={offers} />
      </div>
      <div className="mt-10 space-y-10">
        <PlanOffers plans={offers} subscription={now} onChoose={asManager(choose)} />
        <UsageByDay />
        <CreditHistory />
      </div>
      {canManage && place.choose && <ChoosePlan choice={place.choose} subscription={now} plans={offers} onClose={close} onBegun={setBegun} />}
      {canManage && place.card === 1 && now.subscribed !== null && now.entry === 'test_card' && <CardDialog subscription={now} onClose={close} />}
    </>
  )
}
