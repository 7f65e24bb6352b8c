import { Button, EmptyState } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Empty state of the orders list: no orders yet, or none that match the filter. */
export const NoOrders = ({ isFiltered, onAll }: { isFiltered: boolean; onAll: () => void }) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  if (!isFiltered) {
    const first = (
      <Button asChild>
        <Link to="/" hash="catalogue">
          {t('orders.first')}
        </Link>
      </Button>
    )
    return (
      <EmptyState icon={<ReceiptText />} title={t('orders.emptyTitle')} actions={first}>
        {t('orders.emptyText')}
      </EmptyState>
    )
  }
  const all = (
    <Button variant="secondary" onClick={onAll}>
      {t('orders.showAll')}
    </Button>
  )
  return (
    <EmptyState icon={<ReceiptText />} title={desk('none.title')} actions={all}>
      {desk('none.text')}
    </EmptyState>
  )
}
