import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf, errorText } from '@pantheon/client/react'
import { type Order, parseAmount, typedNumber } from '@pantheon/contract'
import { Button, Dialog, ErrorSummary, Field, formatMoney, Input, languageOf, Textarea, toast } from '@pantheon/ui'
import { getRouteApi } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { NoApprovers } from '../approvals/NoApprovers.tsx'
import { useRefundOrder } from '../payments/use-refunds.ts'

const orderRoute = getRouteApi('/orders/$orderId')

/** The schema of the refund form: an amount up to what is left, in the currency's digits, and a reason. */
const refundForm = (currency: Order['currency'], leftMinor: number) =>
  z.object({
    amount: z
      .string()
      .overwrite(typedNumber)
      .trim()
      .regex(/^\d{1,10}(\.\d{1,2})?$/)
      .refine((amount) => {
        const minor = parseAmount(amount, currency)
        return minor !== undefined && minor > 0 && minor <= leftMinor
      }),
    reason: z.string().trim().min(1).max(500),
  })

/** Refunds an order fully or partly, after asking for amount and reason. */
export const RefundOrder = ({ order, left }: { order: Order; left: string }) => {
  const { t } = useTranslation(['app', 'desk'])
  // The form has a URL: other pages link operators to it.
  const { refund } = orderRoute.useSearch()
  const navigate = orderRoute.useNavigate()
  const ask = (isAsking: boolean) => void navigate({ search: (search) => ({ ...search, refund: isAsking ? 1 : undefined }), replace: true, resetScroll: false })
  return (
    <>
      <Button variant="secondary" onClick={() => ask(true)}>
        {t('desk:refund.open')}
      </Button>
      {refund === 1 && <RefundDialog order={order} left={left} onClose={() => ask(false)} />}
    </>
  )
}

const RefundDialog = ({ order, left, onClose }: { order: Order; left: string; onClose: () => void }) => {
  const { t, i18n } = useTranslation(['app', 'desk'])
  const refund = useRefundOrder()
  const { id, version, currency, status } = order
  const leftMinor = parseAmount(left, currency) ?? 0
  const form = useForm({
    resolver: zodResolver(refundForm(currency, leftMinor)),
    defaultValues: { amount: left, reason: '' },
    shouldFocusError: false,
  })
  const { errors, submitCount } = form.formState
  const leftText = formatMoney(left, currency, i18n.language)
  const typed = form.watch('amount')
  const read = refundForm(currency, leftMinor).shape.amount.safeParse(typed)
  const amountText = read.success ? formatMoney(read.data, currency, i18n.language) : ''
  const problems = (['amount', 'reason'] as const)
    .filter((field) => errors[field])
    .map((field) => ({ fieldId: `refund-${field}`, message: t(`desk:refund.${field}Problem`, { left: leftText }) }))
  const submit = form.handleSubmit(({ amount, reason }) =>
    refund.mutate(
      { id, version, amount, reason },
      {
        onSuccess: ({ status: reached }) => {
          toast.success(t(reached === 'succeeded' ? 'desk:refund.done' : reached === 'awaiting_approval' ? 'desk:refund.awaits' : 'desk:refund.onItsWay'))
          onClose()
        },
        onError: (error) => {
          if (errorOf(error).code !== 'version.stale') return
          toast.info(t('order.stale'))
          onClose()
        },
      },
    ),
  )
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('desk:refund.title')}
      description={t(status === 'in_progress' ? 'desk:refund.textRunning' : 'desk:refund.text')}
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('desk:refund.keep')}
          </Button>
          <Button variant="danger" type="submit" form="refund" isPending={refund.isPending}>
            {t('desk:refund.submit', { amount: amountText })}
          </Button>
        </>
      }
    >
      <form id="refund" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <ErrorSummary
          problems={problems}
          message={refund.error ? errorText(refund.error, languageOf(i18n.language)) : undefined}
          attempt={submitCount + refund.failureCount}
        >
          <NoApprovers error={refund.error} />
        </ErrorSummary>
        <Field
          id="refund-amount"
          label={t('desk:refund.amount', { currency })}
          help={t('desk:refund.amountHelp', { left: leftText })}
          error={errors.amount && t('desk:refund.amountProblem', { left: leftText })}
        >
          <Input inputMode="decimal" className="tabular-nums" {...form.register('amount')} />
        </Field>
        <Field id="refund-reason" label={t('desk:refund.reason')} help={t('desk:refund.reasonHelp')} error={errors.reason && t('desk:refund.reasonProblem')}>
          <Textarea rows={3} {...form.register('reason')} />
        </Field>
      </form>
    </Dialog>
  )
}
