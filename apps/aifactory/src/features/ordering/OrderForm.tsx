import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf, errorText } from '@pantheon/client/react'
import { formatAmount, isCounted, type OrderInput, type Product, parseAmount } from '@pantheon/contract'
import { Button, ErrorSummary, formatMoney, languageOf, Money, toast } from '@pantheon/ui'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useEffectEvent } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { NoApprovers } from '../approvals/NoApprovers.tsx'
import { useCurrency } from '../catalogue/use-currency.ts'
import { useForgetOutage } from '../shell/use-forget-outage.ts'
import { OrderExtras } from './OrderExtras.tsx'
import { OrderFieldControl } from './OrderFieldControl.tsx'
import { dropDraft, keepDraft, keepIntent, readDraft, takeIntent } from './order-draft.ts'
import { blankOrderInput, extraLimits, limitsIn, numberTyped, orderFieldsOf, orderFormOf } from './order-fields.ts'
import { PriceChanged, priceChangedId } from './PriceChanged.tsx'
import { usePlaceOrder } from './use-place-order.ts'
import { type ShownPrice, useSeenPrice } from './use-seen-price.ts'

/** The price times the quantity; times one while the quantity is not a valid number. */
const times = ({ amount, currency }: ShownPrice, quantity: unknown): string => {
  const count = numberTyped(quantity)
  return Number.isInteger(count) && count > 0 ? formatAmount((parseAmount(amount, currency) ?? 0) * count, currency) : amount
}

/** The order form of a product, with the fields of its category. The input is kept until the order is placed. */
export const OrderForm = ({ product }: { product: Product }) => {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { account, isSignedOut, can } = useAccount()
  const place = usePlaceOrder()
  useForgetOutage(place)
  const [currency] = useCurrency()
  const price = useSeenPrice(product, currency)
  const fields = orderFieldsOf(product.category)
  const form = useForm<OrderInput>({
    resolver: zodResolver(orderFormOf(product.category)) as unknown as Resolver<OrderInput>,
    defaultValues: {
      quantity: 1,
      notes: '',
      ...blankOrderInput(product.category, languageOf(i18n.language)),
      ...readDraft(product.id),
      // A draft may be from when the product had a quantity field; the user could not change the number now.
      ...(!isCounted(product.category) && { quantity: 1 }),
    },
    shouldFocusError: false,
  })
  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepDraft(product.id, values) }), [form, product.id])

  const refused = place.error ? errorOf(place.error) : undefined
  const refusedFields = refused?.fields.map(({ path }) => path.split('.').at(-1)) ?? []
  const { errors, submitCount, isSubmitting } = form.formState
  const wrong = fields.filter(({ name }) => errors[name] !== undefined || refusedFields.includes(name))
  const wrongExtras = {
    quantity: errors.quantity !== undefined || refusedFields.includes('quantity'),
    notes: errors.notes !== undefined || refusedFields.includes('notes'),
  }
  const extras = (['quantity', 'notes'] as const).filter((name) => wrongExtras[name])
  const limits = extraLimits(product.category)
  const problems = [
    ...wrong.map((field) => ({ fieldId: field.name, message: t(`ordering.${field.name}.problem`, limitsIn(field)) })),
    ...extras.map((name) => ({ fieldId: name, message: t(`ordering.${name}.problem`, { ...limits[name] }) })),
  ]
  const refusal = () => {
    if (problems.length > 0 || !place.error) return undefined
    if (refused?.code === 'version.stale') return price.hasChanged ? undefined : t('ordering.changed')
    return errorText(place.error, languageOf(i18n.language))
  }

  const order = form.handleSubmit(({ quantity, notes, ...input }) => {
    if (!account) {
      keepIntent(product.id, formatMoney(times(price.now, quantity), price.now.currency, i18n.language))
      return navigate({ to: '/sign-up', search: { next: `/products/${product.id}` } })
    }
    place.mutate(
      { productId: product.id, quantity: Number(quantity), input, notes: String(notes), currency: price.now.currency, expectedVersion: product.version },
      {
        onSuccess: (placed) => {
          dropDraft(product.id)
          toast.success(t('ordering.placed'))
          void navigate({ to: '/orders/$orderId', params: { orderId: placed.id } })
        },
      },
    )
  })

  // Submitting with Enter does not accept a changed price.
  const submit = (event: FormEvent) => {
    if (!price.hasChanged) return void order(event)
    event.preventDefault()
    document.getElementById(priceChangedId)?.focus()
  }
  const agree = () => {
    price.accept()
    void order()
  }

  // The user returned from "Sign up and place order": the order is placed, once.
  const mayPlace = account !== undefined && can('order:place')
  const orderNow = useEffectEvent(() => !price.hasChanged && void order())
  useEffect(() => {
    if (mayPlace && takeIntent(product.id)) orderNow()
  }, [mayPlace, product.id])

  if (account && !can('order:place')) return <p className="text-14 text-ink-muted">{t('ordering.readOnly')}</p>
  return (
    <form noValidate onSubmit={submit} aria-label={t('product.order')} className="flex flex-col gap-4">
      <ErrorSummary problems={problems} message={refusal()} attempt={submitCount + place.failureCount}>
        <NoApprovers error={place.error} />
      </ErrorSummary>
      {fields.map((field) => (
        <OrderFieldControl key={field.name} field={field} isWrong={wrong.includes(field)} registration={form.register(field.name)} />
      ))}
      <OrderExtras category={product.category} wrong={wrongExtras} quantity={form.register('quantity')} notes={form.register('notes')} />
      <div className="mt-1 flex items-baseline justify-between border-t pt-4 text-14">
        <span className="text-ink-muted">{t('ordering.total')}</span>
        <span>
          {price.hasChanged && (
            <del className="mr-2 text-ink-faint">
              <Money amount={times(price.seen, form.watch('quantity'))} currency={price.seen.currency} />
            </del>
          )}
          <Money amount={times(price.now, form.watch('quantity'))} currency={price.now.currency} className="text-20 font-semibold" />
        </span>
      </div>
      {price.hasChanged ? (
        <PriceChanged before={price.seen} now={price.now} isPending={isSubmitting || place.isPending} onAgree={agree} />
      ) : (
        <Button type="submit" size="large" isPending={isSubmitting || place.isPending}>
          {isSignedOut ? t('ordering.signUpAndPlace') : t('ordering.place')}
        </Button>
      )}
      <p className="text-center text-13 text-ink-faint">{isSignedOut ? t('ordering.haveAccount') : t('ordering.payNext')}</p>
    </form>
  )
}
