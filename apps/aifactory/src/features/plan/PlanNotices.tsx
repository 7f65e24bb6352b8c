import type { PlanName, Subscription } from '@pantheon/contract'
import { Button, cn } from '@pantheon/ui'
import { CalendarClock, CircleAlert, CircleCheck, Info, LoaderCircle } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { usePlanWords } from './plan-words.ts'

const looks = {
  info: 'border-accent-line bg-accent-soft text-accent-text',
  success: 'border-success/40 bg-success-soft text-success-text',
  warning: 'border-warning/40 bg-warning-soft text-warning-text',
} as const

const Notice = ({ tone, icon, title, text, action }: { tone: keyof typeof looks; icon: ReactNode; title: string; text: string; action?: ReactNode }) => (
  <div className={cn('flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border px-4 py-3', looks[tone])}>
    <span aria-hidden className="self-start pt-0.5 [&_svg]:size-5">
      {icon}
    </span>
    <div className="min-w-0 flex-1 basis-64">
      <p className="font-semibold">{title}</p>
      <p className="text-14">{text}</p>
    </div>
    {action}
  </div>
)

const slowAfterMs = 20_000
/** The user returned from the provider's page, and the provider has not confirmed yet. */
const Confirming = () => {
  const { t } = usePlanWords()
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return isSlow ? (
    <Notice tone="warning" icon={<CalendarClock />} title={t('notice.slow')} text={t('notice.slowText')} />
  ) : (
    <Notice
      tone="info"
      icon={<LoaderCircle className="animate-spin motion-reduce:animate-none" />}
      title={t('notice.confirming')}
      text={t('notice.confirmingText')}
    />
  )
}

const weekMs = 7 * 86_400_000
const isRecent = (at: string, forMs: number): boolean => Date.now() - Date.parse(at) < forMs

interface PlanNoticesProps {
  subscription: Subscription
  /** A payment at the provider is expected. */
  isAwaited: boolean
  /** The plan that has just started. */
  begun: PlanName | undefined
  onKeep: (() => void) | undefined
  onCard: (() => void) | undefined
}

/** Notices about the plan, the most urgent first. */
export const PlanNotices = ({ subscription, isAwaited, begun, onKeep, onCard }: PlanNoticesProps) => {
  const { t, nameOf, day, longDay } = usePlanWords()
  const { plan, subscribed, state, periodEnd, cancelsAtPeriodEnd, nextPlan, graceEndsAt, calledOff } = subscription
  const own = nameOf(subscribed ?? 'free')
  const keep = onKeep && (
    <Button variant="secondary" onClick={onKeep}>
      {t('notice.keep', { plan: own })}
    </Button>
  )
  return (
    <div role="status" className="space-y-3 not-empty:mb-6">
      {isAwaited && state === 'opened' && <Confirming />}
      {begun && <Notice tone="success" icon={<CircleCheck />} title={t('notice.begun', { plan: nameOf(begun) })} text={t('notice.begunText')} />}
      {state === 'past_due' && (
        <Notice
          tone="warning"
          icon={<CircleAlert />}
          title={t('notice.pastDue')}
          text={plan === 'free' ? t('notice.pastDueOver', { plan: own }) : t('notice.pastDueText', { plan: own, date: day(graceEndsAt) })}
          action={onCard && <Button onClick={onCard}>{t('current.card')}</Button>}
        />
      )}
      {subscribed !== null && cancelsAtPeriodEnd && periodEnd && (
        <Notice
          tone="info"
          icon={<CalendarClock />}
          title={t('notice.ends', { plan: own, date: longDay(periodEnd) })}
          text={t('notice.endsText')}
          action={keep}
        />
      )}
      {nextPlan && periodEnd && (
        <Notice
          tone="info"
          icon={<CalendarClock />}
          title={t('notice.becomes', { next: nameOf(nextPlan), date: longDay(periodEnd) })}
          text={t('notice.becomesText', { plan: own })}
          action={keep}
        />
      )}
      {state === 'ended' && !isAwaited && <Notice tone="info" icon={<Info />} title={t('notice.ended')} text={t('notice.endedText')} />}
      {calledOff && isRecent(calledOff.at, weekMs) && (
        <Notice tone="warning" icon={<Info />} title={t('notice.calledOff')} text={t('notice.calledOffText', { plan: nameOf(calledOff.plan) })} />
      )}
    </div>
  )
}
