import { zodResolver } from '@hookform/resolvers/zod'
import { TestCard } from '@pantheon/contract'
import { Button, ErrorSummary, Field, Input, toast, useIsOnline } from '@pantheon/ui'
import { LoaderCircle } from 'lucide-react'
import { type ChangeEvent, type CompositionEvent, useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { caretIn, expiryText, groupedNumber, typedExpiry } from './card-text.ts'

const cardFields = ['number', 'expiry', 'cvc'] as const
const placeholders = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' } as const
const shapes = { number: groupedNumber, expiry: typedExpiry } as const
const autoComplete = { number: 'cc-number', expiry: 'cc-exp', cvc: 'cc-csc' } as const

export interface CardFormProps {
  label: string
  /** The label of the button. */
  verb: string
  onCard: (card: TestCard) => void
  isPending: boolean
  /** The payment was accepted and is being confirmed. */
  isConfirming?: boolean
  /** Why the last attempt failed; the message takes the focus whenever `attempts` grows. */
  refusal: string | undefined
  attempts: number
  /** The outcome of each test card; empty where cards are real. */
  testCards: readonly { number: string; outcome: string }[]
}

/** A card form on our own page, with the test cards listed. The input is kept when a card is refused. */
export const CardForm = ({ label, verb, onCard, isPending, isConfirming = false, refusal, attempts, testCards }: CardFormProps) => {
  const { t } = useTranslation()
  const isOnline = useIsOnline()
  const form = useForm({ resolver: zodResolver(TestCard), defaultValues: { number: '', expiry: '', cvc: '' }, shouldFocusError: false })
  const { errors, submitCount, isSubmitting } = form.formState
  const problems = cardFields.filter((field) => errors[field]).map((field) => ({ fieldId: field, message: t(`pay.${field}Problem`) }))
  const isSent = useRef(false)
  useEffect(() => {
    if (!isPending) isSent.current = false
  }, [isPending])
  const submit = form.handleSubmit((card) => {
    if (!isOnline) return toast.error(t('pay.offline'))
    // Validation is asynchronous: a second submit can arrive before the first one is pending.
    if (isSent.current) return
    isSent.current = true
    // `card` is the schema's output: the number without its spaces.
    onCard(card)
  })
  /** Formats the input like a card while keeping the caret behind the same digit. */
  const reshape = (field: 'number' | 'expiry', target: HTMLInputElement) => {
    const { value, selectionStart } = target
    const shown = shapes[field](value)
    if (shown === value) return
    form.setValue(field, shown)
    const caret = caretIn(shown, value, selectionStart ?? value.length)
    target.setSelectionRange(caret, caret)
  }
  /** An IME composes text in the field: changing the value before it ends would duplicate characters. */
  const shaped = (field: 'number' | 'expiry', options: { setValueAs?: (text: string) => string } = {}) => ({
    ...form.register(field, {
      ...options,
      onChange: ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
        if (!(nativeEvent instanceof InputEvent && nativeEvent.isComposing)) reshape(field, target)
      },
    }),
    onCompositionEnd: ({ currentTarget }: CompositionEvent<HTMLInputElement>) => reshape(field, currentTarget),
  })
  const fillIn = (number: string) => {
    form.reset({ number, expiry: '12/30', cvc: '123' })
    form.setFocus('number')
  }
  return (
    <div className="grid gap-x-10 gap-y-6 md:grid-cols-[minmax(0,1fr)_15rem]">
      <form noValidate onSubmit={submit} aria-label={label} className="flex flex-col gap-4">
        <ErrorSummary problems={problems} message={problems.length > 0 ? undefined : refusal} attempt={submitCount + attempts} />
        <Field id="number" label={t('pay.number')} error={errors.number && t('pay.numberProblem')}>
          <Input inputMode="numeric" autoComplete={autoComplete.number} placeholder={placeholders.number} className="tabular-nums" {...shaped('number')} />
        </Field>
        <div className="grid grid-cols-2 gap-4">
          {(['expiry', 'cvc'] as const).map((field) => (
            <Field key={field} id={field} label={t(`pay.${field}`)} error={errors[field] && t(`pay.${field}Problem`)}>
              <Input
                inputMode="numeric"
                autoComplete={autoComplete[field]}
                placeholder={placeholders[field]}
                className="tabular-nums"
                {...(field === 'expiry' ? shaped('expiry', { setValueAs: expiryText }) : form.register(field))}
              />
            </Field>
          ))}
        </div>
        <Button type="submit" size="large" isPending={isSubmitting || isPending || isConfirming}>
          {verb}
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
      {testCards.length > 0 && (
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
                  <span className="text-12 text-ink-faint">{outcome}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
