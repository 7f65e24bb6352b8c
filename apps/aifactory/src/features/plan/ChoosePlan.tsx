import { errorOf, errorText } from '@pantheon/client/react'
import type { PaidPlanName, Plan, PlanName, PlanQuote, Subscription } from '@pantheon/contract'
import { Button, DefinitionList, Dialog, type Fact, languageOf, Skeleton, toast, useIsOnline } from '@pantheon/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CardForm } from '../payments/CardForm.tsx'
import { doubtOf } from '../payments/lost-payment.ts'
import { useLeaving } from '../payments/use-leaving.ts'
import { type Offer, offerOf, usePlanWords } from './plan-words.ts'
import { usePlanActions, useQuote } from './use-plan.ts'
import { useTestCards } from './use-test-cards.ts'

interface ChoosePlanProps {
  choice: PlanName
  subscription: Subscription
  plans: readonly Plan[]
  onClose: () => void
  /** Called when a plan that was paid for here has started. */
  onBegun: (plan: PlanName) => void
}
type Chosen = Omit<ChoosePlanProps, 'choice'> & { choice: PaidPlanName }

/** The error message of the last attempt. */
const useRefusal = () => {
  const { t } = usePlanWords()
  const { t: ofPayments, i18n } = useTranslation()
  return (error: unknown): string | undefined => {
    if (!error) return undefined
    const doubt = doubtOf(error)
    if (doubt) return ofPayments(`pay.${doubt}`)
    const { code } = errorOf(error)
    if (code === 'payment.declined') return t('confirm.cardDeclined')
    return code === 'subscription.quote_old' ? t('confirm.old') : errorText(error, languageOf(i18n.language))
  }
}

const Frame = ({ title, text, isWide = false, isBusy, onClose, actions, children }: FrameProps) => (
  <Dialog
    isOpen
    onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
    title={title}
    description={text}
    actions={actions}
    {...(isWide && { className: 'max-w-2xl' })}
  >
    {children}
  </Dialog>
)
interface FrameProps {
  title: string
  text: string
  isWide?: boolean
  isBusy: boolean
  onClose: () => void
  actions?: ReactNode
  children?: ReactNode
}
const Refusal = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : (
    <p role="alert" className="mt-4 rounded-control bg-danger-soft px-3 py-2 text-14 text-danger-text">
      {children}
    </p>
  )

/** What is charged and when, and the credits it includes. */
const useFacts = ({ plans, choice }: Chosen) => {
  const { t, money, day } = usePlanWords()
  const credits = plans.find(({ plan }) => plan === choice)?.monthlyCredits ?? 0
  return ({ kind, dueNow, monthly, currency, startsAt, renewsAt, creditsNow }: PlanQuote): Fact[] => [
    { term: t('confirm.dueNow'), value: Number(dueNow) === 0 ? t('confirm.nothing') : money(dueNow, currency) },
    { term: t('confirm.monthly', { date: day(renewsAt) }), value: money(monthly, currency) },
    kind === 'downgrade'
      ? { term: t('confirm.creditsLater', { date: day(startsAt) }), value: credits }
      : {
          term: t('confirm.creditsNow'),
          value: kind === 'upgrade' ? t('offers.creditsAdded', { count: creditsNow }) : t('offers.credits', { count: credits }),
        },
  ]
}

/** Starts a subscription: a test card entered here, or a page of the provider. */
const Begin = (chosen: Chosen & { quote: PlanQuote }) => {
  const { choice, subscription, quote, onClose, onBegun } = chosen
  const { t, nameOf, money } = usePlanWords()
  const facts = useFacts(chosen)
  const refusalOf = useRefusal()
  const isOnline = useIsOnline()
  const testCards = useTestCards()
  const { pay, checkout } = usePlanActions(() => {
    onBegun(choice)
    onClose()
  })
  const { isLeaving, leaveTo } = useLeaving()
  const isHosted = subscription.entry === 'hosted'
  const go = () => (isOnline ? checkout.mutate({ plan: choice }, { onSuccess: leaveTo }) : toast.error(t('offline')))
  const title = t('confirm.begin', { plan: nameOf(choice) })
  const buttons = (
    <>
      <Button variant="secondary" onClick={onClose}>
        {t('confirm.back')}
      </Button>
      <Button isPending={checkout.isPending || isLeaving} onClick={go}>
        {t('confirm.toPayment')}
      </Button>
    </>
  )
  return (
    <Frame title={title} text={t('confirm.beginText')} isWide={!isHosted} isBusy={pay.isPending} onClose={onClose} {...(isHosted && { actions: buttons })}>
      <DefinitionList facts={facts(quote)} />
      {isHosted ? (
        <>
          <p className="mt-4 text-14 text-ink-muted">{t('confirm.hostedText')}</p>
          <Refusal>{refusalOf(checkout.error)}</Refusal>
        </>
      ) : (
        <div className="mt-5 border-t pt-5">
          <CardForm
            label={title}
            verb={t('confirm.pay', { amount: money(quote.dueNow, quote.currency) })}
            onCard={(card) => pay.mutate({ plan: choice, card })}
            isPending={pay.isPending}
            refusal={refusalOf(pay.error)}
            attempts={pay.failureCount}
            testCards={testCards}
          />
        </div>
      )}
    </Frame>
  )
}

/** Changes the plan of a paying subscriber. */
const Change = (chosen: Chosen & { quote: PlanQuote; onOld: () => void }) => {
  const { choice, subscription, quote, onClose, onOld } = chosen
  const { t, nameOf, money, day, longDay } = usePlanWords()
  const facts = useFacts(chosen)
  const refusalOf = useRefusal()
  const isOnline = useIsOnline()
  const isUpgrade = quote.kind === 'upgrade'
  const plan = nameOf(choice)
  const startsOn = longDay(quote.startsAt)
  const { change } = usePlanActions(() => {
    toast.success(isUpgrade ? t('done.upgrade', { plan }) : t('done.downgrade', { plan, date: startsOn }))
    onClose()
  })
  const onError = (error: unknown) => errorOf(error).code === 'subscription.quote_old' && onOld()
  const confirm = () => (isOnline ? change.mutate({ plan: choice, quotedAt: quote.quotedAt }, { onError }) : toast.error(t('offline')))
  const amount = money(quote.dueNow, quote.currency)
  return (
    <Frame
      title={t(isUpgrade ? 'confirm.upgrade' : 'confirm.downgrade', { plan })}
      text={isUpgrade ? t('confirm.upgradeText') : t('confirm.downgradeText', { current: nameOf(subscription.subscribed ?? 'free'), date: startsOn })}
      isBusy={change.isPending}
      onClose={onClose}
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('confirm.back')}
          </Button>
          <Button isPending={change.isPending} onClick={confirm}>
            {isUpgrade ? t('confirm.payUpgrade', { amount }) : t('confirm.doDowngrade', { date: day(quote.startsAt) })}
          </Button>
        </>
      }
    >
      <DefinitionList facts={facts(quote)} />
      <Refusal>{refusalOf(change.error)}</Refusal>
    </Frame>
  )
}

/** Loads the quote first: no figure can be confirmed that was not shown. */
const Quoted = (chosen: Chosen & { offer: 'choose' | 'upgrade' | 'downgrade' }) => {
  const { choice, offer, onClose } = chosen
  const { t, nameOf } = usePlanWords()
  const refusalOf = useRefusal()
  const quote = useQuote(choice, true)
  if (quote.data?.kind === 'begin') return <Begin {...chosen} quote={quote.data} />
  if (quote.data && quote.data.kind !== 'keep') return <Change {...chosen} quote={quote.data} onOld={() => void quote.refetch()} />
  return (
    <Frame title={t(`confirm.${offer === 'choose' ? 'begin' : offer}`, { plan: nameOf(choice) })} text="" isBusy={false} onClose={onClose}>
      {quote.isError || quote.isPaused ? (
        <>
          <Refusal>{quote.isPaused ? t('offline') : refusalOf(quote.error)}</Refusal>
          <Button className="mt-4" variant="secondary" onClick={() => void quote.refetch()}>
            {t('confirm.retry')}
          </Button>
        </>
      ) : (
        <Skeleton shape="facts" className="h-28" />
      )}
    </Frame>
  )
}

/** Cancels a subscription at the end of its period, or resumes it. */
const EndOrKeep = ({ isEnd, subscription, onClose }: Pick<ChoosePlanProps, 'subscription' | 'onClose'> & { isEnd: boolean }) => {
  const { t, nameOf, day, longDay } = usePlanWords()
  const refusalOf = useRefusal()
  const isOnline = useIsOnline()
  const { subscribed, periodEnd, cancelsAtPeriodEnd } = subscription
  const plan = nameOf(subscribed ?? 'free')
  const date = longDay(periodEnd)
  const { cancel, resume, change } = usePlanActions(() => {
    toast.success(isEnd ? t('done.cancel', { date }) : t('done.keep', { plan }))
    onClose()
  })
  if (subscribed === null || periodEnd === null) return null
  const act = () => {
    if (!isOnline) return toast.error(t('offline'))
    if (isEnd) return cancel.mutate()
    return cancelsAtPeriodEnd ? resume.mutate() : change.mutate({ plan: subscribed })
  }
  const isBusy = cancel.isPending || resume.isPending || change.isPending
  return (
    <Frame
      title={t(isEnd ? 'confirm.cancel' : 'confirm.keep', { plan })}
      text={t(isEnd ? 'confirm.cancelText' : 'confirm.keepText', { plan, date })}
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('confirm.back')}
          </Button>
          <Button variant={isEnd ? 'danger' : 'primary'} isPending={isBusy} onClick={act}>
            {isEnd ? t('confirm.doCancel', { date: day(periodEnd) }) : t('confirm.keep', { plan })}
          </Button>
        </>
      }
    >
      <Refusal>{refusalOf(cancel.error ?? resume.error ?? change.error)}</Refusal>
    </Frame>
  )
}

const isQuoted = (offer: Offer): offer is 'choose' | 'upgrade' | 'downgrade' => ['choose', 'upgrade', 'downgrade'].includes(offer)

/** Confirmation before anything is charged or cancelled: what is charged now, and what happens when. */
export const ChoosePlan = ({ choice, ...rest }: ChoosePlanProps) => {
  const offer = offerOf(choice, rest.subscription)
  if (choice !== 'free' && isQuoted(offer)) return <Quoted {...rest} choice={choice} offer={offer} />
  return offer === 'cancel' || offer === 'keep' ? <EndOrKeep {...rest} isEnd={offer === 'cancel'} /> : null
}
