import { errorOf, errorText } from '@pantheon/client/react'
import type { Subscription } from '@pantheon/contract'
import { Dialog, languageOf, toast } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { CardForm } from '../payments/CardForm.tsx'
import { usePlanWords } from './plan-words.ts'
import { usePlanActions } from './use-plan.ts'
import { useTestCards } from './use-test-cards.ts'

/** Replaces the test card of a subscription, where cards are entered here. An open invoice is charged to it at once. */
export const CardDialog = ({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) => {
  const { t } = usePlanWords()
  const { i18n } = useTranslation()
  const { card } = usePlanActions(() => {
    toast.success(t('card.saved'))
    onClose()
  })
  const testCards = useTestCards()
  const refusal = card.error && (errorOf(card.error).code === 'payment.declined' ? t('confirm.cardDeclined') : errorText(card.error, languageOf(i18n.language)))
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !card.isPending && onClose()}
      className="max-w-2xl"
      title={t('card.title')}
      description={t(subscription.state === 'past_due' ? 'card.textPastDue' : 'card.text')}
    >
      <CardForm
        label={t('card.title')}
        verb={t('card.save')}
        onCard={(typed) => card.mutate({ card: typed })}
        isPending={card.isPending}
        refusal={refusal ?? undefined}
        attempts={card.failureCount}
        testCards={testCards}
      />
    </Dialog>
  )
}
