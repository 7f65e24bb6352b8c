import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf, errorText } from '@pantheon/client'
import { type Order, type Payment, TestCard } from '@pantheon/contract'
import { Badge, Button, Card, ErrorSummary, Field, formatMoney, Input, languageOf, toast, useIsOnline } from '@pantheon/ui'
import { CreditCard, LoaderCircle } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { usePayOrder } from './use-payments.ts'

const testCards = [
  { number: '4242 4242 4242 4242', outcome: 'succeeds' },
  { number: '4000 0000 0000 0002', outcome: 'declines' },
] as const
const cardFields = ['number', 'expiry', 'cvc'] as const
const placeholders = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' } as const
const autoComplete = { number: 'cc-number', expiry: 'cc-exp', cvc: 'cc-csc' } as const

/** Pays an order with a card typed here. A refusal is said in a sentence and leaves the order payable. */
export const CardCheckout = ({ order, latest, isTest }: { order: Order; latest: Payment | undefined; isTest: boolean }) => {
  const { t, i18n } = useTranslation()
  const language = languageOf(i18n.language)
  const isOnline = useIsOnline()
  const pay = usePayOrder()
  const form = useForm({ resolver: zodResolver(TestCard), defaultValues: { number: '', expiry: '', cvc: '' }, shouldFocusError: false })
  const { errors, submitCount, isSubmitting } = form.formState
  const problems = cardFields.filter((field) => errors[field]).map((field) => ({ fieldId: field, message: t(`pay.${field}Problem`) }))

  const isConfirming = latest?.status === 'pending' || latest?.status === 'requires_action'
  const refusal = () => {
    if (problems.length > 0 || pay.isPending || isConfirming) return undefined
    if (pay.error) return errorOf(pay.error).code === 'payment.declined' ? t('pay.declined') : errorText(pay.error, language)
    return latest?.status === 'failed' ? t('pay.declined') : undefined
  }
  const submit = form.handleSubmit((card) => {
    if (!isOnline) return toast.error(t('pay.offline'))
    // `card` is as the schema reads it: the number without its spaces.
    pay.mutate({ orderId: order.id, card })
  })
  const fillIn = (number: string) => {
    form.reset({ number, expiry: '12/30', cvc: '123' })
    form.setFocus('number')
  }

  return (
    <Card className="p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-2.5 text-20 font-semibold">
          <CreditCard aria-hidden className="size-5 text-ink-faint" />
          {t('pay.title')}
        </h2>
        {isTest && <Badge tone="warning">{t('pay.test')}</Badge>}
      </div>
      <div className="mt-5 grid gap-x-10 gap-y-6 md:grid-cols-[minmax(0,1fr)_15rem]">
        <form noValidate onSubmit={submit} aria-label={t('pay.title')} className="flex flex-col gap-4">
          <ErrorSummary problems={problems} message={refusal()} attempt={submitCount + pay.failureCount} />
          <Field id="number" label={t('pay.number')} error={errors.number && t('pay.numberProblem')}>
            <Input
              inputMode="numeric"
              autoComplete={autoComplete.number}
              placeholder={placeholders.number}
              className="tabular-nums"
              {...form.register('number')}
            />
          </Field>
          <div className="grid grid-cols-2 gap-4">
            {(['expiry', 'cvc'] as const).map((field) => (
              <Field key={field} id={field} label={t(`pay.${field}`)} error={errors[field] && t(`pay.${field}Problem`)}>
                <Input
                  inputMode={field === 'cvc' ? 'numeric' : 'text'}
                  autoComplete={autoComplete[field]}
                  placeholder={placeholders[field]}
                  className="tabular-nums"
                  {...form.register(field)}
                />
              </Field>
            ))}
          </div>
          <Button type="submit" size="large" isPending={isSubmitting || pay.isPending || isConfirming}>
            {t('pay.pay', { amount: formatMoney(order.totalAmount, order.currency, i18n.language) })}
          </Button>
          <p role="status" className="flex items-center justify-center gap-2 text-13 text-ink-muted">
            {isConfirming && (
              <>
                <LoaderCircle aria-hidden className="size-4 animate-spin" />
                {t('pay.confirming')}
              </>
            )}
          </p>
        </form>
        {isTest && (
          <div className="text-13 text-ink-muted md:border-l md:pl-6">
            <p>{t('pay.testText')}</p>
            <p className="mt-4 font-medium text-ink">{t('pay.useCard')}</p>
            <ul className="mt-2 space-y-2">
              {testCards.map(({ number, outcome }) => (
                <li key={number}>
                  <button
                    type="button"
                    onClick={() => fillIn(number)}
                    className="w-full rounded-control border border-line px-3 py-2 text-left transition-colors hover:border-accent-line hover:bg-hover"
                  >
                    <span className="block font-mono text-13 text-ink">{number}</span>
                    <span className="text-12 text-ink-faint">{t(`pay.${outcome}`)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
