import { Button } from '@pantheon/ui'
import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type OrderSearch, rulesOfSearch } from './order-search.ts'

/** Exports the filtered list as a file. */
export const ExportOrders = ({ search }: { search: OrderSearch }) => {
  const { t } = useTranslation()
  return (
    <Button asChild variant="secondary">
      <a href={`/api/v1/exports/orders?${new URLSearchParams(rulesOfSearch(search))}`} download>
        <FileDown aria-hidden />
        {t('orders.export')}
      </a>
    </Button>
  )
}
